"""The table of the causes: the largest at first, and the rest when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from supportlens.gui.pages.cards.cause_rows import heading_row, table_figures, table_row
from supportlens.gui.pages.causes.symptom_drag import SymptomTarget
from supportlens.gui.widgets import Button, Card, hairline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.gui.widgets.controls.row import Row
    from supportlens.i18n import Words

CAUSES_SHOWN = 8
"""Causes shown at first. Judgement: as many as stay legible in the chart; the rest is one click away."""


class CauseTable(Card):
    """A row for each cause, largest first; symptoms can be dropped on them.

    A chosen cause that is further down has its row below the first ones, with its rank, until all are shown.
    """

    wanted = Signal(object)
    """The id of a cause that is clicked."""
    all_wanted = Signal()
    grows = Signal()
    """Before rows are added to those that are shown at first."""
    hovered = Signal(str)
    """The id of the cause over which a symptom is dragged."""
    dropped = Signal(str, object)
    """The id of a cause, and the symptom that was dropped on it."""

    def __init__(self, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(theme)
        self._study, self._words, self._theme = study, words, theme
        self._causes = study.causes_by_size
        self._chosen: str | None = None
        self.by_cause: dict[str, Row] = {}
        """The rows that are shown, by the id of their cause."""
        self._further: list[QWidget] = []
        self._more: Button | None = None
        self.rows.setSpacing(0)
        self.rows.setContentsMargins(12, 14, 12, 14)
        self.setAccessibleName(words.say("Causes"))
        causes = self._causes  # not `self`: the table would hold itself, and the study with it
        self.offer_table(lambda: table_figures(causes, words))

    def fill_first(self) -> Iterator[None]:
        """Add the header and the first rows, and the button for the rest."""
        self.add(heading_row(self._words, self._theme))
        yield from self._add_rows(self._causes[:CAUSES_SHOWN])
        rest = len(self._causes) - CAUSES_SHOWN
        if rest <= 0:
            self.fill()
            return
        text = self._words.say_n("Show {count} more", "Show {count} more", rest)
        self._more = Button(text, self._theme, role="quiet", icon="chevron-down")
        self._more.wanted.connect(lambda _none: self.all_wanted.emit())
        self.add(self._more)

    def fill_rest(self) -> Iterator[None]:
        """Add the rows of all other causes."""
        if self._more is None or self._more.isHidden():
            return
        self.grows.emit()
        self._more.hide()
        self._hide_further()
        yield from self._add_rows(self._causes[len(self.by_cause) :])

    def choose(self, cause: Cause) -> None:
        """Mark a cause as the chosen one; its row is shown."""
        self._chosen = cause.id
        if cause.id not in self.by_cause and self._more is not None:
            self._show_further(cause, self._more)
        for known, row in self.by_cause.items():
            row.choose(chosen=known == cause.id)

    def _add_rows(self, causes: tuple[Cause, ...]) -> Iterator[None]:
        for cause in causes:
            self.add(hairline())
            self.add(self._make_row(cause))
            yield

    def _make_row(self, cause: Cause) -> Row:
        rank = self._causes.index(cause) + 1
        row = table_row(rank, cause, self._study, self._words, self._theme)
        row.wanted.connect(self.wanted)
        row.choose(chosen=cause.id == self._chosen)
        target = SymptomTarget(row, cause.id)
        target.hovered.connect(lambda _dragged: self.hovered.emit(cause.id))
        target.dropped.connect(lambda dragged: self.dropped.emit(cause.id, dragged))
        self.by_cause[cause.id] = row
        return row

    def _show_further(self, cause: Cause, more: Button) -> None:
        self.grows.emit()
        self._hide_further()
        self._further = [hairline(), self._make_row(cause)]
        for widget in self._further:
            self.rows.insertWidget(self.rows.indexOf(more), widget)

    def _hide_further(self) -> None:
        self.by_cause = {known: row for known, row in self.by_cause.items() if row not in self._further}
        for widget in self._further:
            self.rows.removeWidget(widget)
            widget.deleteLater()
        self._further = []
