"""The page of the follow-up: each action with its series, what came of it and its four levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from supportlens.app.queries.detectable import find_detectable
from supportlens.domain import EffectVerdict, TakenKind, TicketQuery
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.cards.record_action import record_action_card
from supportlens.gui.pages.cards.weekly_chart import build_events, build_weeks
from supportlens.gui.widgets import Card, body, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, STRONG, SUBTITLE, label
from supportlens.gui.widgets.charts.timeline_bars import TimelineEvent
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.follow_up.effects import (
    cause_name_of,
    effect_line,
    effect_name,
    formula_line,
    group_phrase,
    kirkpatrick_lines,
    left_line,
    owner_phrase,
    taken_kind_name,
    taken_state_name,
)
from supportlens.i18n.follow_up.releases import detectable_line, release_lines
from supportlens.i18n.words import tickets_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import MeasuredAction, MeasuredEffect, Study


class FollowUpPage(Page):
    """One timeline of all tickets with the actions as pins, then a card for each action."""

    def build(self) -> None:
        """Build the cards; without an action the page says how one is made."""
        if self.study is None:
            return
        study, say = self.study, self.words.say
        self.add_heading(say("Follow-up"), list(self._headline(study)))
        if study.measured and study.weeks:
            self.add(self._timeline(study))
        for measured in reversed(study.measured):
            self.add(self._action_card(measured, study))
        self._add_record(study)
        lines = release_lines(study, self.words)
        if lines:
            card = Card(self.theme, say("Before the next release"))
            for line in lines:
                card.add(body(f"\N{BALLOT BOX}  {line}", self.theme))
            self.add(card)

    def _headline(self, study: Study) -> Iterator[tuple[str, bool]]:
        words = self.words
        fell = [one for one in study.measured if one.worked and one.effect]
        if not study.measured:
            yield words.say("Nothing was done yet, as far as this project knows."), False
            return
        done = words.say_n("{count} action", "{count} actions", len(study.measured))
        if not fell:
            yield done + words.say(": no cause has fallen beyond the others so far."), False
            return
        saved = sum(one.effect.tickets_avoided for one in fell if one.effect)
        yield done + ": ", False
        yield words.say("{tickets} avoided so far", tickets=tickets_phrase(saved, words)), True
        yield ".", False

    def _timeline(self, study: Study) -> Card:
        card = Card(self.theme, self.words.say("Tickets a week"))
        events = [
            TimelineEvent(one.action.start, f"{one.action.name} · {self.words.day(one.action.start)}")
            for one in study.measured
        ]
        cause = study.cause(study.measured[-1].cause_id) or study.main_cause
        card.add(
            TimelineChart(
                build_weeks(cause, study),
                self.theme,
                self.words,
                name=self.words.say("Tickets a week"),
                events=[*(event._replace(chief=False) for event in build_events(cause, self.words)), *events],
                first=study.tickets.first_date,
            )
        )
        return card

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
        )
        card.add(label("   \N{MIDDLE DOT}   ".join(facts), CARD_TITLE, self.theme))
        title = f"{cause_name_of(measured, study, words)}: {effect_name(measured, words).lower()}"
        card.add(label(title, SUBTITLE, self.theme))
        card.add(body(effect_line(measured, words), self.theme))
        if effect is not None and effect.verdict is not EffectVerdict.TOO_FEW:
            card.add(body(left_line(effect, words), self.theme))
        if effect is not None:
            card.add(muted(formula_line(effect, words), self.theme))
            for link in self._ticket_links(measured, effect):
                card.add(link)
            card.add(self._levels(measured))
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
