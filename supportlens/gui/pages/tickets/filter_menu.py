"""The filters that were saved: a menu that opens, saves and removes them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QInputDialog, QMenu

from supportlens.gui.models import TicketFilter, condition_text
from supportlens.gui.models.saved_filters import open_filter, save_filter
from supportlens.gui.pages.base.statements import FilterRemoval, FilterSaving
from supportlens.gui.widgets import Button

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

LONGEST_NAME = 60
"""Letters of the name of a filter. Judgement: a line of a menu."""


class FilterMenu(Button):
    """Emits `filter_wanted(TicketFilter)`, and `stated` when a filter is saved or removed."""

    filter_wanted = Signal(object)
    stated = Signal(object)

    def __init__(self, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(words.say("Saved filters"), theme, role="link", icon="inbox")
        self._study, self._words = study, words
        self._shown = TicketFilter()
        self.wanted.connect(lambda _none: self.open_menu())

    def show_filter(self, shown: TicketFilter, study: Study) -> None:
        """Take the filter that can be saved, and the study whose filters are offered."""
        self._shown, self._study = shown, study

    def open_menu(self) -> QMenu:
        """Open the menu below the button."""
        say, menu = self._words.say, QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for saved in self._study.marks.filters:
            action = menu.addAction(saved.name.replace("&", "&&"))
            action.triggered.connect(partial(self.filter_wanted.emit, open_filter(saved)))
        if self._study.marks.filters:
            menu.addSeparator()
        keep = menu.addAction(say("Save this filter…"))
        keep.setEnabled(bool(self._shown.conditions))
        keep.triggered.connect(self.ask_name)
        if self._study.marks.filters:
            removing = menu.addMenu(say("Remove"))
            for saved in self._study.marks.filters:
                action = removing.addAction(saved.name.replace("&", "&&"))
                action.triggered.connect(partial(self.stated.emit, FilterRemoval(saved.name)))
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        return menu

    def ask_name(self) -> QInputDialog:
        """Ask for the name of the present filter; its conditions are proposed."""
        say = self._words.say
        parts = (
            condition_text(part, self._shown, self._study, self._words) for part in self._shown.conditions
        )
        box = QInputDialog(self)
        box.setWindowTitle(say("Save this filter"))
        box.setLabelText(say("It stays in the project and is found with Ctrl+K. Its name:"))
        box.setTextValue(", ".join(parts)[:LONGEST_NAME])
        box.setOkButtonText(say("Save"))
        box.setCancelButtonText(say("Cancel"))
        box.textValueSelected.connect(self._save)
        box.finished.connect(box.deleteLater)
        box.open()
        return box

    def _save(self, text: str) -> None:
        name = " ".join(text.split())[:LONGEST_NAME]
        if name:
            self.stated.emit(FilterSaving(save_filter(name, self._shown)))
