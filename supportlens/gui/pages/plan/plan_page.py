"""The page of the plan: a printable document for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.plan.plan_sheet import PlanSheet, action_title
from supportlens.gui.widgets import eyebrow
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.i18n import no_verdict_line

if TYPE_CHECKING:
    from supportlens.domain import Study


class PlanPage(Page):
    """Shows what to teach or fix, one action at a time."""

    def build(self) -> None:
        """Build the page, or show why there is no plan."""
        if self.study is None:
            return
        if not self.study.plan:
            self.add(self._empty_notice(self.study), 1)
            return
        self.add(eyebrow(self.words.say("Training plan"), self.theme))
        self._actions = {action.id: action for action in self.study.plan}
        first = self.study.plan[0].id
        self.chooser: Choice | None = None
        if len(self._actions) > 1:
            entries = [
                (action.id, action_title(action, self.study, self.words)) for action in self.study.plan
            ]
            self.chooser = Choice(self.theme, self.words.say("Actions"), entries, first)
            self.chooser.chosen.connect(self.show_action)
            self.add(self.chooser)
        self._below = QVBoxLayout()
        self.add(self._below)
        self.sheet: PlanSheet | None = None
        self.show_action(first)

    def memory(self) -> object:
        """Return the id of the action whose document is shown."""
        return self._shown if self.study and self.study.plan else None

    def recall(self, memory: object) -> None:
        """Show the document of the action with this id, or of the action for the cause with this id."""
        for action in self.study.plan if self.study else ():
            if memory in (action.id, action.cause_id):
                self.show_action(action.id)
                return

    def show_action(self, action_id: str) -> None:
        """Show the document of an action of the plan."""
        if self.study is None:
            return
        self._shown = action_id
        if self.chooser is not None:
            self.chooser.choose(action_id)
        if self.sheet is not None:
            self._below.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
        self.sheet = PlanSheet(self._actions[action_id], self.study, self.words, self.theme)
        self.sheet.tickets_wanted.connect(self.tickets_wanted)
        self._below.addWidget(self.sheet)

    def _empty_notice(self, study: Study) -> EmptyState:
        say = self.words.say
        reason = say("No cause in this log calls for training.")
        blank = EmptyState(
            self.theme,
            icon="book-open",
            sentence=say("Nothing to teach or fix for now"),
            help_text=reason if study.main_cause else no_verdict_line(study, self.words),
            button=say("See the causes"),
            payload="causes",
        )
        blank.wanted.connect(self.follow)
        return blank
