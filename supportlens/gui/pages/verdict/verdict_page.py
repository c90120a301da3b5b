"""The page of the verdict: its sentence, what supports it, what contradicts it and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from supportlens.domain import TicketQuery
from supportlens.gui.models import PeopleQuery
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.cards.apart_notice import apart_notice
from supportlens.gui.pages.cards.cause_evidence import signal_query, statement_effects_card
from supportlens.gui.pages.cards.cause_rows import brief_row
from supportlens.gui.pages.cards.questions_card import QuestionsCard
from supportlens.gui.pages.cards.symptom_trends import symptom_trends_card
from supportlens.gui.pages.cards.weekly_chart import no_dates_card, timeline_card
from supportlens.gui.pages.verdict.share_card import share_card
from supportlens.gui.widgets import Button, Card, Chip, body, flow, hairline, strong
from supportlens.gui.widgets.basics.columns import GAP, Columns
from supportlens.gui.widgets.basics.labels import MUTED
from supportlens.gui.widgets.controls.row import Row, list_line
from supportlens.i18n.actions import action_line
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.beside_verdict import beside_lines
from supportlens.i18n.certainty import certainty_reason_line
from supportlens.i18n.is_is_not import gap_lines
from supportlens.i18n.kinds import kind_doubt_line
from supportlens.i18n.labels import askers_phrase, certainty_name, doubt_line, kind_name
from supportlens.i18n.onsets import change_line, onset_line
from supportlens.i18n.reading.desk_changes import desk_change_line, desk_changes_title, list_said_changes
from supportlens.i18n.signals import scope_line, signal_line
from supportlens.i18n.standing.lives import sheet_link_name
from supportlens.i18n.verdicts import verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import Cause, Study
    from supportlens.domain import Signal as Reason

CHART_BELOW = 640
"""Pixels of content below which the share stands above the weeks, and buttons below their sentence."""
SIGNALS_SHOWN = 3
"""Signals shown, strongest first; the rest is on the causes page. Judgement: a card of a few lines."""


class VerdictPage(Page):
    """The verdict on one page."""

    study: Study
    widest: ClassVar[int] = 1480

    def build(self) -> Iterator[None]:
        """Build the sentence, the charts, the cards and the other causes."""
        segments = [(segment.text, segment.accent) for segment in verdict_sentence(self.study, self.words)]
        self.add_heading(self.words.say("Verdict"), segments)
        cause = self.study.main_cause
        if cause is not None:
            for line in beside_lines(self.study, self.words):
                self.add(body(line, self.theme))
        for part in apart_notice(self.study, self.words, self.theme, self.follow):
            self.add(part)
        if cause is None:
            yield from self._build_without_verdict()
            return
        self.add(flow(self._chips(cause)))
        moved = statement_effects_card(cause, self.study, self.words, self.theme)
        if moved is not None:
            self.add(moved)
        self.add(self._action_card(cause))
        yield
        pictures = (
            (share_card(cause, self.study, self.words, self.theme, self.follow), 0),
            (self._weeks_card(cause), 1),
        )
        self.add(self.side_by_side(*pictures, stacked_below=CHART_BELOW))
        yield
        reasons = stack_widgets(
            self._reasons_card(cause), self._questions_card(cause), gap=GAP, last_fills=True
        )
        yield
        doubts = stack_widgets(
            self._doubts_card(cause), self._certainty_card(cause), gap=GAP, last_fills=True
        )
        self.add(self.side_by_side((reasons, 10), (doubts, 7)))
        yield
        self._add_symptom_trends()
        yield
        others = [found for found in map(self.study.cause, self.study.verdict.runners_up) if found]
        self._add_others(self.words.say("Other causes"), others)
        yield
        self._add_desk_changes()
        self._add_gaps()

    def _build_without_verdict(self) -> Iterator[None]:
        if self.study.causes:
            chip = Chip(
                self.words.say_n("{count} ticket", "{count} tickets", len(self.study.tickets)),
                self.theme,
                payload=TicketQuery(),
            )
            chip.wanted.connect(self.follow)
            self.add(flow([chip]))
        self.add(self._weeks_card(None))
        yield
        self._add_symptom_trends()
        yield
        self._add_others(self.words.say("Most frequent reasons"), self.study.causes[:6])
        yield
        self._add_questions()
        self._add_desk_changes()
        self._add_gaps()

    def _chips(self, cause: Cause) -> list[QWidget]:
        words, everything = self.words, TicketQuery(cause_id=cause.id)
        count = words.say(
            "{count} of {tickets}",
            count=words.number(cause.tickets),
            tickets=tickets_phrase(len(self.study.tickets), words),
        )
        chips = [
            Chip(
                kind_name(cause.kind, words),
                self.theme,
                tone="accent",
                hue=self.theme.kind_colour(cause.kind),
            )
        ]
        if self.study.verdict.certainty:
            chips.append(Chip(certainty_name(self.study.verdict.certainty, words), self.theme))
        chips.append(Chip(count, self.theme, payload=everything))
        if cause.customers is not None:
            people = askers_phrase(cause.customers, self.study, words)
            chips.append(Chip(people, self.theme, payload=PeopleQuery(cause_id=cause.id)))
        if cause.symptoms:
            symptoms = words.say_n("{count} symptom", "{count} symptoms", len(cause.symptoms))
            chips.append(Chip(symptoms, self.theme, payload=f"causes/{cause.id}/symptoms"))
        for chip in chips:
            chip.wanted.connect(self.follow)
        return [*chips]

    def _weeks_card(self, cause: Cause | None) -> Card:
        if not self.study.weeks:
            return no_dates_card(self.words, self.theme)
        card, chart = timeline_card(cause, self.study, self.words, self.theme)
        chart.wanted.connect(self.follow)
        return card

    def _action_card(self, cause: Cause) -> Card:
        """Return the card of what to do: right below the sentence, so that every screen shows it."""
        card = Card(self.theme, self.words.say("What to do"), tone="soft")
        card.rows.setContentsMargins(20, 14, 20, 14)
        card.rows.setSpacing(6)
        advice = body(action_line(cause, self.study, self.words), self.theme)
        plan = Button(self.words.say("Prepare the plan"), self.theme, role="primary", payload="plan")
        see = self.words.say("See its moment of truth")
        moments = Button(see, self.theme, role="link", payload="moments")
        own = sheet_link_name(self.study.desk_moments.of_cause(cause.id), self.words)
        institutionalise = Button(own, self.theme, role="link", payload=f"standing/cause/{cause.id}")
        for button in (plan, moments, institutionalise):
            button.wanted.connect(self.follow)
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(institutionalise)
        line.addWidget(moments)
        line.addWidget(plan)
        card.add(Columns(((advice, 1), (buttons, 0)), stacked_below=CHART_BELOW))
        return card

    def _reasons_card(self, cause: Cause) -> Card:
        card = Card(self.theme, self.words.say("Why we say so"))
        lines = [
            self._evidence(
                signal_line(signal, self.study, self.words), signal_query(signal, cause, self.study)
            )
            for signal in cause.signals_for[:SIGNALS_SHOWN]
        ]
        for claim in [cause.where] if cause.where else cause.scope[:1]:
            query = TicketQuery(
                cause_id=cause.id, field=claim.field, value=claim.value, further=claim.further
            )
            lines.append(self._evidence(scope_line(claim, self.words), query))
        if cause.change is not None:
            lines.append(list_line(change_line(cause, self.words), self.theme))
        elif cause.onset is not None:
            lines.append(list_line(onset_line(cause, self.words), self.theme))
        card.add(stack_widgets(*lines, gap=2))
        card.fill()
        return card

    def _doubts_card(self, cause: Cause) -> Card:
        words = self.words
        card = Card(self.theme, words.say("Evidence against it"))
        lines = [
            list_line(doubt_line(doubt, cause, words), self.theme) for doubt in self.study.verdict.doubts
        ]
        lines += [
            self._evidence(signal_line(signal, self.study, words), signal_query(signal, cause, self.study))
            for signal in _opposing_signals(cause)[:SIGNALS_SHOWN]
        ]
        if lines:
            card.add(stack_widgets(*lines, gap=2))
        else:
            card.add(body(words.say("Nothing in this log."), self.theme))
        card.fill()
        return card

    def _questions_card(self, cause: Cause) -> QuestionsCard:
        card = QuestionsCard(cause, self.study, self.words, self.theme, self.drafts)
        card.stated.connect(self.statement_wanted)
        return card

    def _certainty_card(self, cause: Cause) -> Card:
        """Return the card of the certainty of the verdict and its reasons."""
        words, verdict = self.words, self.study.verdict
        card = Card(self.theme, words.say("How certain this is"))
        if verdict.certainty is not None:
            card.add(strong(certainty_name(verdict.certainty, words), self.theme))
        doubt = kind_doubt_line(cause, words)
        if doubt:
            card.add(body(doubt, self.theme))
        query = TicketQuery(cause_id=cause.id)
        reasons = [
            self._evidence(certainty_reason_line(one, cause, words), query) for one in verdict.certain_because
        ]
        if not reasons:
            card.add(body(words.say("Nothing in this log makes it more certain."), self.theme))
        card.add(stack_widgets(*reasons, gap=2))
        card.fill()
        return card

    def _evidence(self, text: str, query: TicketQuery) -> Row:
        made = list_line(text, self.theme, payload=query)
        made.wanted.connect(self.follow)
        return made

    def _add_others(self, title: str, causes: Sequence[Cause]) -> None:
        if not causes:
            return
        card = Card(self.theme, title)
        card.rows.setSpacing(0)
        card.rows.addSpacing(8)
        for cause in causes:
            card.add(hairline())
            row = brief_row(cause, self.study, self.words, self.theme)
            row.wanted.connect(self.follow)
            card.add(row)
        self.add(card)

    def _add_desk_changes(self) -> None:
        """Add what changed at the desk; a change opens its tickets."""
        lines = []
        for change in list_said_changes(self.study):
            line = desk_change_line(change, self.words)
            query = TicketQuery.of_desk_change(change)
            lines.append(self._evidence(line, query) if query else list_line(line, self.theme))
        if lines:
            card = Card(self.theme, desk_changes_title(self.words))
            card.add(stack_widgets(*lines, gap=2))
            self.add(card)

    def _add_questions(self) -> None:
        """Add the questions about the most frequent cause."""
        if self.study.causes:
            self.add(self._questions_card(self.study.causes[0]))

    def _add_symptom_trends(self) -> None:
        card = symptom_trends_card(self.study, self.words, self.theme, self.follow)
        if card is not None:
            self.add(card)

    def _add_gaps(self) -> None:
        gaps = gap_lines(self.study, self.words)
        if not gaps:
            return
        card = Card(self.theme, self.words.say("What this log cannot tell"))
        card.add(stack_widgets(*(list_line(gap, self.theme, role=MUTED) for gap in gaps), gap=2))
        self.add(card)


def _opposing_signals(cause: Cause) -> list[Reason]:
    """Return the signals against the kind of a cause, except answers that also support it."""
    agreeing = {signal.answer for signal in cause.signals_for if signal.answer is not None}
    return [signal for signal in cause.contradictions if signal.answer not in agreeing]
