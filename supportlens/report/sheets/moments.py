"""The moments of truth: a table of all, then the sheet of each as a page of a handbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import MomentState
from supportlens.i18n.contacts.codes import coded_line, confirmed_line, days_line
from supportlens.i18n.labels import moment_state_name
from supportlens.report.content.standing_facts import standing_notice, standing_parts
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import (
    ACCENT,
    ACCENT_SOFT,
    FIELD,
    FILL_IN,
    INTEGER,
    LABEL,
    NOTICE,
    SUBTITLE,
    WARNING,
)
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Moment, MomentMatch, StandingMoment, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_ALL = (1, 6)
_TEXT = (2, 6)
_ROOM = 86
"""Characters from the second column to the last."""
_CAUSES = 4
"""Causes named in the table; a request for support has nearly all of them."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the moments of truth."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    columns = _columns(words)
    set_widths(sheet, [column.wide for column in columns])
    ordered = sorted(study.moments, key=lambda match: match.moment.number)
    row = write_table(sheet, 1, columns, [_row(match, study, words) for match in ordered])
    for moment in study.desk_moments.moments:
        sheet.page_breaks.append(row)
        row = _add_standing(sheet, row + 1, moment, words)
    for match in ordered:
        sheet.page_breaks.append(row)
        row = _add_moment(sheet, row + 1, match, words)
    sheet.freeze = "A2"
    set_page(sheet, words, landscape=False)


def _columns(words: Words) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(words.say("Moment of truth"), 30),
        SheetColumn(words.say("State"), 14),
        number_column(words.say("Tickets"), 11, INTEGER),
        number_column(words.say("People"), 11, INTEGER),
        number_column(words.say("Risk (1 to 5)"), 11, INTEGER),
        SheetColumn(words.say("Causes behind it"), 34),
    )


def _row(match: MomentMatch, study: Study, words: Words) -> list[Value]:
    causes = [words.read(cause.name) for cause in map(study.cause, match.cause_ids) if cause]
    more = len(causes) - _CAUSES
    if more > 0:
        causes[_CAUSES:] = [words.say_n("and {count} more", "and {count} more", more)]
    return [
        _title(match.moment, words),
        moment_state_name(match.state, words),
        match.tickets,
        match.customers,
        match.risk.level if match.risk else None,
        "\n".join(causes) or None,
    ]


def _add_standing(sheet: SheetDraft, row: int, moment: StandingMoment, words: Words) -> int:
    """Add the sheet of a moment that the desk made its own."""
    title = f"{moment.id}. {words.bare(moment.name)}"
    write_across(sheet, row, _ALL, title, replace(SUBTITLE, fill=ACCENT_SOFT, indent=1))
    raise_row(sheet, row, 30)
    write_across(sheet, row + 1, _ALL, standing_notice(moment, words), NOTICE, room=_ROOM + 30)
    row += 2
    for label, text in standing_parts(moment, words):
        write_cell(sheet, row, 1, label, LABEL)
        write_across(sheet, row, _TEXT, text, FIELD, room=_ROOM)
        row += 1
    return row


def _add_moment(sheet: SheetDraft, row: int, match: MomentMatch, words: Words) -> int:
    moment = match.moment
    title = _title(moment, words)
    write_across(sheet, row, _ALL, title, replace(SUBTITLE, fill=ACCENT_SOFT, indent=1))
    raise_row(sheet, row, 30)
    row += 1
    style = WARNING if match.state is MomentState.NEEDS_DATA else NOTICE
    write_across(sheet, row, _ALL, _notice(match, words), style, room=_ROOM + 30)
    row += 1
    for label, text in _parts(moment, words):
        write_cell(sheet, row, 1, label, LABEL)
        write_across(sheet, row, _TEXT, text, FIELD, room=_ROOM)
        row += 1
    for label in (words.say("Owner"), words.say("Review date")):
        write_cell(sheet, row, 1, label, LABEL)
        write_across(sheet, row, _TEXT, None, FILL_IN)
        raise_row(sheet, row, 20)
        row += 1
    return row


def _title(moment: Moment, words: Words) -> str:
    return f"{moment.number}. {words.read(moment.name)}"


def _notice(match: MomentMatch, words: Words) -> str:
    state = moment_state_name(match.state, words)
    if match.state is not MomentState.NEEDS_DATA:
        counted = words.say_n("{count} ticket", "{count} tickets", match.tickets)
        lines = (days_line(match, words), coded_line(match, words), confirmed_line(match, words))
        return " \N{MIDDLE DOT} ".join(filter(None, (state, counted, *lines)))
    names = words.listed(need_name(need, words) for need in match.moment.needs)
    return words.say("{state}: to detect it, the log must include {needs}.", state=state, needs=names)


def need_name(need: str, words: Words) -> str:
    """Return the name of the data needed to detect a moment."""
    names = {
        "renewal_date": words.say("the renewal date of each customer"),
        "invoices": words.say("the invoices of each customer"),
        "due_date": words.say("the due date of each invoice"),
        "founding_date": words.say("the founding date of each company"),
        "birthday": words.say("the birthday of each contact"),
    }
    return names.get(need, need.replace("_", " "))


def _parts(moment: Moment, words: Words) -> list[tuple[str, str]]:
    steps = "\n".join(f"{number}.  {words.read(step)}" for number, step in enumerate(moment.steps, start=1))
    return [
        (words.say("When it happens"), words.read(moment.trigger)),
        (words.say("What the customer expects"), words.read(moment.expects)),
        (words.say("What to do"), steps),
        (words.say("What to say"), words.quoted(words.read(moment.say).strip('«»“”"'))),
        (words.say("What to avoid"), words.read(moment.avoid)),
        (words.say("How to prevent it"), words.read(moment.prevention)),
        (words.say("Indicator"), words.read(moment.indicator)),
        (words.say("Target"), words.read(moment.target)),
        (words.say("Opportunity"), words.read(moment.opportunity)),
    ]


SHEET = Sheet(
    position=60,
    title=lambda words: words.say("Moments of truth"),
    contents=lambda study, words: words.say_n(
        "{count} sheet: what to do, what to say and what to avoid.",
        "{count} sheets: what to do, what to say and what to avoid.",
        len(study.moments),
    ),
    add=add,
)
