"""The line of conditions below the search box: each is a chip with a cross that removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from supportlens.gui.models import FilterCondition, TicketFilter, condition_text
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.basics.flow_layout import FlowLayout
from supportlens.gui.widgets.controls.filter_chip import FilterChip

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class ConditionChips(QLabel):  # a label, so that nobody mistakes it for a control
    """The conditions of the filter that is shown; emits `filter_wanted(TicketFilter)`."""

    filter_wanted = Signal(object)

    def __init__(self, study: Study, words: Words, theme: Theme) -> None:
        super().__init__()
        self._study, self._words, self._theme = study, words, theme
        self._row = FlowLayout(8, self)

    def show_filter(self, shown: TicketFilter) -> None:
        """Show a chip for each condition, and a button that removes all if there are two or more."""
        self._clear()
        for condition in shown.conditions:
            self._row.addWidget(self._chip(condition, shown))
        if len(shown.conditions) > 1:
            everything = Button(self._words.say("Show all the tickets"), self._theme, role="quiet")
            everything.wanted.connect(lambda: self.filter_wanted.emit(TicketFilter()))
            self._row.addWidget(everything)
        self.setVisible(bool(shown.conditions))

    def _clear(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()  # deleteLater takes effect only in the event loop
                widget.deleteLater()

    def _chip(self, condition: FilterCondition, shown: TicketFilter) -> FilterChip:
        text = condition_text(condition, shown, self._study, self._words)
        chip = FilterChip(
            text,
            self._theme,
            payload=condition,
            remove=self._words.say("Remove: {condition}", condition=text),
        )
        chip.removed.connect(lambda removed: self.filter_wanted.emit(shown.without(removed)))
        return chip
