"""The page of the plan: a printable document for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from supportlens.app.output.handout_files import handout_page
from supportlens.domain import TakenKind
from supportlens.gui.dialogs.handouts.handout_preview import HandoutPreview
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.cards.record_action import record_action_card
from supportlens.gui.pages.plan.plan_sheet import PlanSheet, action_title
from supportlens.gui.pages.plan.service_card import service_card
from supportlens.gui.pages.plan.untaught_card import untaught_card
from supportlens.gui.widgets import eyebrow, muted
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.i18n import no_verdict_line
from supportlens.i18n.plan.handouts import write_handout
from supportlens.i18n.symptoms import quoted_names_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import MaterialKind, Study
    from supportlens.gui.widgets import Card


class PlanPage(Page):
    """Shows what to teach or fix, one action at a time."""

    def build(self) -> Iterator[None]:
        """Build the page, or show why there is no plan."""
        self._shown = ""
        if self.study is None:
            return
        if not self.study.plan:
            self.add(self._empty_notice(self.study), 1)
            yield
            yield from self._add_below(self.study)
            return
        self.add(eyebrow(self._heading(self.study), self.theme))
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
        self.record: Card | None = None
        yield
        if self.sheet is None:
            self.show_action(first)
        yield
        topics = (topic.title for action in self.study.plan for topic in action.syllabus)
        causes = filter(None, (self.study.cause(action.cause_id) for action in self.study.plan))
        if quoted := quoted_names_line((*topics, *(cause.name for cause in causes)), self.words):
            self.add(muted(quoted, self.theme))
        yield from self._add_below(self.study)

    def _heading(self, study: Study) -> str:
        """Return the name of the page: a plan of training only if something is taught."""
        taught = any(action.is_training for action in study.plan)
        return self.words.say("Training plan") if taught else self.words.say("What to do")

    def _add_below(self, study: Study) -> Iterator[None]:
        """Add what is not worth a training, and what to practise with those who serve."""
        if study.untaught:
            self.add(untaught_card(study, self.words, self.theme, self.tickets_wanted.emit))
            yield
        if study.service_training is not None:
            wanted = self.tickets_wanted.emit
            self.add(service_card(study.service_training, self.words, self.theme, wanted))

    def preview_handout(self, kind: MaterialKind) -> HandoutPreview:
        """Open the preview of a document of the action that is shown."""
        assert self.study is not None  # noqa: S101 - a document belongs to an action of a study
        handout = write_handout(kind, self._actions[self._shown], self.study, self.words)
        html = handout_page(handout, self.words.language)
        preview = HandoutPreview(self.window(), handout, html, self.words, self.theme)
        preview.open()
        return preview

    def memory(self) -> object:
        """Return the id of the action whose document is shown."""
        return self._shown or None

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
        self.build_part(self.sheet, self.sheet.build())
        self.sheet.tickets_wanted.connect(self.tickets_wanted)
        self.sheet.handout_wanted.connect(self.preview_handout)
        self._below.addWidget(self.sheet)
        if self.record is not None:
            self._below.removeWidget(self.record)
            self.record.hide()
            self.record.deleteLater()
        action = self._actions[action_id]
        kind = TakenKind.TRAINING if action.is_training else TakenKind.FIX
        self.record = record_action_card(
            self.study, action.cause_id, kind, self.words, self.theme, self.statement_wanted.emit
        )
        self._below.addWidget(self.record)

    def _empty_notice(self, study: Study) -> EmptyState:
        say = self.words.say
        done = any(line.taken is not None for line in study.untaught)
        reason = (
            say("What was done has worked or is too recent to tell; the rest is small.")
            if done
            else say("The causes below are over, too small, or do not ask how to do anything.")
            if study.untaught
            else say("No cause in this log calls for training.")
        )
        blank = EmptyState(
            self.theme,
            icon="book-open",
            sentence=say("Nothing to teach or fix for now"),
            help_text=reason if study.main_cause or study.untaught else no_verdict_line(study, self.words),
            button=say("See the causes"),
            payload="causes",
        )
        blank.wanted.connect(self.follow)
        return blank
