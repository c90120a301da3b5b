"""What would come of a correction, shown before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from supportlens.app.queries.consequences import (
    compare_plans,
    foresee_merging,
    foresee_placing,
    recount,
)
from supportlens.gui.pages.base.foreseeing import Foreseen
from supportlens.gui.pages.base.statements import CauseMerging, SymptomPlacing
from supportlens.gui.widgets.basics.labels import BODY, FAINT, STRONG, label, set_text
from supportlens.i18n.projects.consequences import plan_line, share_lines, verdict_line

if TYPE_CHECKING:
    from supportlens.domain import ShareChange, Study
    from supportlens.gui.pages.base.foreseeing import Considered
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

STEPS = 200
"""The steps of the bar."""


class StepPreview(Foreseen):
    """The shares and the sentence of a first count at once, then the exact sentence and the plan."""

    def __init__(self, study: Study, words: Words, theme: Theme) -> None:
        super().__init__()
        self._study, self._words = study, words
        self._stated: Considered | None = None
        self.shares = label("", STRONG, theme, tabular=True)
        self.sentence = label("", BODY, theme)
        self.plan = label("", BODY, theme)
        self.waiting = label("", FAINT, theme)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(words.say("Working out the verdict and the plan…"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self._parts = (self.shares, self.sentence, self.plan, self.waiting, self.bar)
        for widget in self._parts:
            rows.addWidget(widget)
            widget.hide()

    def clear(self) -> None:
        """Show nothing."""
        self._stated = None
        for widget in self._parts:
            widget.hide()

    def begin(self, statement: Considered) -> None:
        """Show what the counts alone tell of a statement, and that the rest is being computed."""
        self._stated = statement
        say, changes = self._words.say, self._foresee(statement)
        set_text(self.shares, "\n".join(share_lines(changes, self._words)))
        if changes:
            foreseen = recount(self._study, changes)
            set_text(self.sentence, verdict_line(self._study, foreseen, self._words))
            set_text(self.waiting, say("A first count; place, start, kind and plan follow…"))
        else:
            set_text(self.waiting, say("Working out the verdict and the plan…"))
        for known in (self.shares, self.sentence):
            known.setVisible(bool(changes))
        self.plan.hide()
        self.bar.setValue(0)
        self.waiting.show()
        self.bar.show()

    def show_progress(self, share: float) -> None:
        """Show how much of the verdict and the plan is worked out."""
        self.bar.setValue(round(STEPS * share))

    def show_after(self, statement: Considered, after: Study) -> None:
        """Show what the verdict and the plan would be, unless something else is asked by now."""
        if statement != self._stated:
            return
        set_text(self.sentence, verdict_line(self._study, after, self._words))
        set_text(self.plan, plan_line(compare_plans(self._study, after), self._words))
        self.sentence.show()
        self.plan.show()
        self.waiting.hide()
        self.bar.hide()

    def _foresee(self, statement: Considered) -> tuple[ShareChange, ...]:
        match statement:
            case SymptomPlacing():
                return foresee_placing(self._study, statement.symptom_ids, statement.cause_id, statement.into)
            case CauseMerging():
                return foresee_merging(self._study, statement.cause_id, statement.into)
            case _:
                return ()
