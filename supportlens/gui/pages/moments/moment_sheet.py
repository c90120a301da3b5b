"""The sheet of one moment of truth: what it is, what to do and say, how it is measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from supportlens.app.queries.selecting import count_askers
from supportlens.domain import MomentState, TicketQuery
from supportlens.gui.widgets import Button, body, muted
from supportlens.gui.widgets.cards.document import (
    Document,
    DocumentSection,
    numbered_list,
    quote_frame,
    text_section,
)
from supportlens.gui.widgets.charts.risk_dots import RiskDots
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import moment_state_name
from supportlens.i18n.contacts.codes import coded_line, confirmed_line, days_line
from supportlens.i18n.labels import askers_phrase
from supportlens.i18n.standing.lives import sheet_link_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Moment, MomentMatch, Name, Risk, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words
PEOPLE_SHOWN = 3
"""People that a sheet names. Judgement: whom to call first."""
CAUSES_SHOWN = 6
"""Causes that a sheet names; the rest is counted. Judgement: the margin of a sheet holds no more."""
QUOTATION_MARKS = ("\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}", '"')


class MomentSheet(Document):
    """The sheet of a moment as a document; its numbers link to their tickets."""

    tickets_wanted = Signal(object)
    page_wanted = Signal(object)

    def __init__(self, match: MomentMatch, study: Study, words: Words, theme: Theme) -> None:
        self._match, self._study, self._words, self._look = match, study, words, theme
        above = [words.say("Moment {number}", number=words.number(match.moment.number))]
        stage = stage_text(match.moment.stage, words)
        above += [stage] if stage else []
        above += [moment_state_name(match.state, words)]
        super().__init__(theme, " \N{MIDDLE DOT} ".join(above), self._in(match.moment.name))
        self.add_columns(self._main(match.moment), self._margin(match.moment))

    def _in(self, name: Name) -> str:
        return self._words.read(name)

    def _text_part(self, heading: str, text: Name) -> DocumentSection:
        return text_section(heading, self._in(text), self._look)

    def _quote(self, words: Name) -> str:
        """Put spoken words in quotation marks unless the catalogue already has."""
        text = self._in(words)
        return text if text[:1] in QUOTATION_MARKS else self._words.quoted(text)

    def _main(self, moment: Moment) -> Iterator[QWidget]:
        say = self._words.say
        if self._match.state is MomentState.NEEDS_DATA:
            missing = say(
                "This log cannot show it. To see it, add {data}.", data=needed_data(moment, self._words)
            )
            yield quote_frame(missing, self._look, above=say("What is missing"))
        yield self._text_part(say("When it happens"), moment.trigger)
        yield self._text_part(say("What the customer expects"), moment.expects)
        steps = DocumentSection(say("What to do"), self._look)
        steps.add(numbered_list((self._in(step) for step in moment.steps), self._look))
        yield steps
        yield quote_frame(self._quote(moment.say), self._look, above=say("What to say"))
        yield self._text_part(say("What to avoid"), moment.avoid)

    def _margin(self, moment: Moment) -> Iterator[QWidget]:
        say = self._words.say
        if self._match.tickets:
            yield self._in_this_log()
        if self._match.risk is not None:
            yield self._risk(self._match.risk)
        yield self._text_part(say("How to prevent it"), moment.prevention)
        yield self._text_part(say("Indicator"), moment.indicator)
        yield self._text_part(say("Target"), moment.target)
        yield self._text_part(say("The opportunity"), moment.opportunity)
        had = self._study.desk_moments.of_catalogue(moment.id)
        own = Button(sheet_link_name(had, self._words), self._look, payload=f"standing/moment/{moment.id}")
        own.wanted.connect(self.page_wanted)
        yield own

    def _in_this_log(self) -> DocumentSection:
        """Return the section with the tickets, people and causes of a moment."""
        part = DocumentSection(self._words.say("In this log"), self._look)
        text = self._words.say_n("{count} ticket", "{count} tickets", self._match.tickets)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._link(text, TicketQuery(moment_id=self._match.moment.id)))
        row.addWidget(muted(people_text(self._match, self._study, self._words), self._look, wrap=False))
        row.addStretch(1)
        part.add(row)
        for line in (days_line, coded_line, confirmed_line):
            if text := line(self._match, self._words):
                part.add(muted(text, self._look))
        causes = [cause for key in self._match.cause_ids if (cause := self._study.cause(key))]
        for cause in causes[:CAUSES_SHOWN]:
            query = TicketQuery(cause_id=cause.id, moment_id=self._match.moment.id)
            part.add(self._link(self._in(cause.name), query))
        if len(causes) > CAUSES_SHOWN:
            rest = len(causes) - CAUSES_SHOWN
            part.add(muted(self._words.say_n("and {count} more", "and {count} more", rest), self._look))
        self._add_askers(part)
        return part

    def _add_askers(self, part: DocumentSection) -> None:
        """Add the people who wrote most about this moment, each a link to their tickets."""
        inside = TicketQuery(moment_id=self._match.moment.id)
        askers = count_askers(self._study, inside, PEOPLE_SHOWN)
        if not askers:
            return
        part.add(muted(self._words.say("Who wrote most"), self._look))
        for field, name, count in askers:
            text = f"{name} ({self._words.number(count)})"
            part.add(self._link(text, replace(inside, field=field, value=name)))

    def _link(self, text: str, query: TicketQuery) -> Link:
        link = Link(text, self._look, query)
        link.wanted.connect(self.tickets_wanted)
        return link

    def _risk(self, risk: Risk) -> DocumentSection:
        part = DocumentSection(self._words.say("Risk"), self._look)
        row = QHBoxLayout()
        row.setSpacing(8)
        parts = risk_parts(risk, self._words)
        row.addWidget(
            RiskDots(risk.level, self._look, name=risk_text(risk, self._words), tip="\n".join(parts))
        )
        row.addWidget(body(risk_text(risk, self._words), self._look), 1)
        part.add(row)
        for text in parts:
            part.add(muted(text, self._look))
        return part


def risk_text(risk: Risk, words: Words) -> str:
    """Return the level of a risk."""
    return words.say("Risk {level} of 5", level=words.number(risk.level))


def risk_parts(risk: Risk, words: Words) -> tuple[str, str, str]:
    """Return the parts of a risk."""
    return (
        words.say(
            "Recurrence {share}: people who come back within 30 days", share=words.percent(risk.recurrence)
        ),
        words.say("Reach {share}: share of all people in the log", share=words.percent(risk.reach)),
        words.say(
            "Severity {share}: bitter, critical, reopened or urgent; {rest} in the rest of the log",
            share=words.percent(risk.gravity),
            rest=words.percent(risk.usual_gravity),
        ),
    )


def people_text(match: MomentMatch, study: Study, words: Words) -> str:
    """Return the number of people, "" if the log does not name them."""
    return "" if match.customers is None else askers_phrase(match.customers, study, words)


def needed_data(moment: Moment, words: Words) -> str:
    """Return the data that a moment needs to be detected."""
    names = {
        "renewal_date": words.say("the renewal date of each customer"),
        "invoices": words.say("what was billed to each customer, month by month"),
        "due_date": words.say("the due date of each payment"),
        "founding_date": words.say("the day each customer's company was founded"),
        "birthday": words.say("the birthday of each contact"),
    }
    return words.listed(names.get(need, need.replace("_", " ")) for need in moment.needs)


def stage_text(stage: str, words: Words) -> str:
    """Return the name of a stage of the service cycle, "" for an unknown stage."""
    return {
        "c1": words.say("reputation"),
        "c2": words.say("first contact"),
        "c3": words.say("understanding the need"),
        "c4": words.say("negotiation"),
        "c5": words.say("closing the sale"),
        "c6": words.say("farewell"),
        "c7": words.say("after-sales service"),
    }.get(stage, "")
