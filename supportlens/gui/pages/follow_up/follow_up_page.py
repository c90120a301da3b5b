"""The page of the follow-up: each action with its series, what came of it and its four levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QGridLayout

from supportlens.app.queries.detectable import find_detectable
from supportlens.domain import EffectVerdict, TakenKind, TicketQuery
from supportlens.domain.findings.effects import list_worked
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.cards.record_action import record_action_card
from supportlens.gui.pages.follow_up.completing import ActionCompletion
from supportlens.gui.pages.follow_up.timeline_card import FollowUpTimeline
from supportlens.gui.widgets import Card, body, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, STRONG, SUBTITLE, label
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.follow_up.effects import (
    cause_name_of,
    effect_line,
    effect_name,
    formula_line,
    kirkpatrick_lines,
    left_line,
    phases_title,
)
from supportlens.i18n.follow_up.releases import detectable_line, release_lines
from supportlens.i18n.follow_up.taken_actions import (
    group_phrase,
    owner_phrase,
    taken_kind_name,
    taken_state_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import MeasuredAction, MeasuredEffect, Study


class FollowUpPage(Page):
    """One timeline of all weeks with the actions as pins, then a card for each action."""

    widest: ClassVar[int] = 1480

    def build(self) -> None:
        """Build the cards; without an action the page says how one is made."""
        if self.study is None:
            return
        study, say = self.study, self.words.say
        self.add_heading(say("Follow-up"), list(self._headline(study)))
        if study.weeks:
            self.add(FollowUpTimeline(study, self.words, self.theme, self.follow))
        for together in study.phased:
            self.add(self._together_card(together, study))
        for measured in reversed(study.measured):
            self.add(self._action_card(measured, study))
        self._add_record(study)
        if not study.measured and study.main_cause is None:
            self.add(self._empty_notice(), 1)
        lines = release_lines(study, self.words)
        if lines:
            card = Card(self.theme, say("Before the next release"))
            for line in lines:
                card.add(body(f"\N{BALLOT BOX}  {line}", self.theme))
            self.add(card)

    def _empty_notice(self) -> EmptyState:
        """Return what would fill the page of a log without a first cause."""
        say = self.words.say
        blank = EmptyState(
            self.theme,
            icon="trending-up",
            sentence=say("What was done, and what came of it"),
            help_text=say(
                "Trainings and fixes stand here with their effect: write them down with a cause, or drop"
                " a list of actions or a change calendar beside the log."
            ),
            button=say("See the causes"),
            payload="causes",
        )
        blank.wanted.connect(self.follow)
        return blank

    def _headline(self, study: Study) -> Iterator[tuple[str, bool]]:
        words = self.words
        fell = list_worked(study.measured, study.phased)
        if not study.measured:
            yield words.say("Nothing has been done about a cause yet, as far as this project knows."), False
            return
        done = words.say_n("{count} action", "{count} actions", len(study.measured))
        if not fell:
            yield done + words.say(": no cause has fallen beyond the others so far."), False
            return
        saved = sum(one.effect.tickets_avoided for one in fell if one.effect)
        yield done + ": ", False
        yield words.say("{tickets} avoided so far", tickets=tickets_phrase(saved, words)), True
        yield ".", False

    def _action_card(self, measured: MeasuredAction, study: Study) -> Card:
        words, action, effect = self.words, measured.action, measured.effect
        good = measured.worked
        card = Card(self.theme, tone="soft" if good else "plain")
        kind, state = taken_kind_name(action.kind, words), taken_state_name(measured, words)
        facts = (
            kind,
            words.day(action.start, "long"),
            group_phrase(action, words),
            owner_phrase(action, words),
            state,
            effect_name(measured, words),
        )
        card.add(label("   \N{MIDDLE DOT}   ".join(facts), CARD_TITLE, self.theme))
        card.add(label(cause_name_of(measured, study, words), SUBTITLE, self.theme))
        card.add(body(effect_line(measured, words), self.theme))
        if effect is not None and effect.verdict is not EffectVerdict.TOO_FEW:
            card.add(body(left_line(effect, words), self.theme))
        if effect is not None:
            card.add(muted(formula_line(effect, words), self.theme))
            for link in self._ticket_links(measured, effect):
                card.add(link)
            card.add(self._levels(measured))
        completion = ActionCompletion(action, words, self.theme)
        completion.stated.connect(self.statement_wanted)
        card.add(completion)
        return card

    def _together_card(self, measured: MeasuredAction, study: Study) -> Card:
        """Return the card of what came of all phases of an action together."""
        words = self.words
        card = Card(self.theme, tone="soft" if measured.worked else "plain")
        card.add(label(phases_title(measured, study, words), CARD_TITLE, self.theme))
        card.add(body(effect_line(measured, words), self.theme))
        if measured.effect is not None:
            card.add(body(left_line(measured.effect, words), self.theme))
            card.add(muted(formula_line(measured.effect, words), self.theme))
        return card

    def _ticket_links(self, measured: MeasuredAction, effect: MeasuredEffect) -> Iterator[Link]:
        say_n = self.words.say_n
        for text, period in (
            (
                say_n("See the {count} ticket before it", "See the {count} tickets before it", effect.before),
                effect.period_before,
            ),
            (
                say_n("See the {count} ticket since", "See the {count} tickets since", effect.after),
                effect.period_after,
            ),
        ):
            link = Link(text, self.theme, TicketQuery(cause_id=measured.cause_id, period=period))
            link.wanted.connect(self.follow)
            yield link

    def _levels(self, measured: MeasuredAction) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for row, (name, text) in enumerate(kirkpatrick_lines(measured, self.words)):
            grid.addWidget(label(name, STRONG, self.theme, wrap=False), row, 0)
            grid.addWidget(muted(text, self.theme), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _add_record(self, study: Study) -> None:
        """Add the card for the first cause about which nothing was done, with what could be seen of it."""
        done = {one.cause_id for one in study.measured}
        cause = study.main_cause if study.main_cause and study.main_cause.id not in done else None
        if cause is None:
            return
        kind = TakenKind.TRAINING if cause.action.is_training else TakenKind.FIX
        card = record_action_card(study, cause.id, kind, self.words, self.theme, self.statement_wanted.emit)
        falls = find_detectable(study, cause)
        if falls is not None:
            card.add(muted(detectable_line(falls, self.words), self.theme))
        self.add(card)
