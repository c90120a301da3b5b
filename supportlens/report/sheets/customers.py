"""The customers: who may leave, whom to call, what is due, and what the files gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.follow_up.agenda import agenda_kind_name, agenda_line
from supportlens.i18n.follow_up.customer_files import care_gap_line, match_line, side_file_line
from supportlens.i18n.follow_up.customers import (
    cause_name,
    customers_headline,
    episode_line,
    risk_facts,
    risk_level_name,
    risk_title,
)
from supportlens.i18n.follow_up.services import (
    call_outcome_name,
    due_line,
    loyalty_line,
    one_time_line,
    pilot_line,
)
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, DAY, HEADING, MUTED, SUBTITLE
from supportlens.report.layout.tables import SheetColumn, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import CustomerCare, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_WIDTHS = (26.0, 26.0, 16.0, 44.0, 44.0)
_ALL = (1, len(_WIDTHS))
_FULL = sum(_WIDTHS)
_MOST = 2_000
"""Rows of a list. Judgement: nobody calls more; the JSON has all."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add one list below the other, those that need somebody today first."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    care = study.care
    if care is None:
        write_across(sheet, 1, _ALL, words.say("There is no information about customers."), BODY, room=_FULL)
        set_page(sheet, words)
        return
    title = "".join(text for text, _ in customers_headline(care, words))
    write_across(sheet, 1, _ALL, title, SUBTITLE, room=_FULL)
    raise_row(sheet, 1, 32)
    row = _write_lists(sheet, 3, care, study, words)
    row = _write_pilots(sheet, row, study, words)
    loyalty = [loyalty_line(one, words) for one in care.loyalty]
    row = _write_lines(sheet, row, words.say("Loyalty by bad experiences"), loyalty)
    files = [
        side_file_line(one, words) for one in (study.customer_files.files if study.customer_files else ())
    ]
    matched = [match_line(one, words) for one in care.matches]
    row = _write_lines(sheet, row, words.say("What the files gave"), [*files, *matched])
    _write_lines(
        sheet, row, words.say("What cannot be said yet"), [care_gap_line(gap, words) for gap in care.gaps]
    )
    set_page(sheet, words)


def _write_lists(sheet: SheetDraft, row: int, care: CustomerCare, study: Study, words: Words) -> int:
    say = words.say
    customer, day = SheetColumn(say("Customer"), 26), SheetColumn(say("Date"), 14, DAY)
    row = _write_list(
        sheet, row, say("Critical first contacts of the last 30 days"),
        (customer, SheetColumn(say("Ticket"), 26), day, SheetColumn(say("Cause"), 44)),
        [
            (one.customer, one.ticket_id, one.day, cause_name(one.cause_id, study, words))
            for one in care.critical
        ],
    )  # fmt: skip
    row = _write_list(
        sheet, row, risk_title(care.rules, words),
        (
            customer, SheetColumn(say("Level"), 26), day, SheetColumn(say("Bad experiences"), 44),
            SheetColumn(say("Also"), 44),
        ),
        [
            (
                one.customer, risk_level_name(one.level, words), one.episodes[-1].day,
                "\n".join(episode_line(each, study, words) for each in one.episodes),
                "; ".join(risk_facts(one, words)),
            )
            for one in care.at_risk
        ],
    )  # fmt: skip
    row = _write_list(
        sheet, row, say("Agenda"),
        (customer, SheetColumn(say("What is coming up"), 26), day, SheetColumn(say("What to do"), 44)),
        [
            (one.customer, agenda_kind_name(one.kind, words), one.day, agenda_line(one, words))
            for one in care.agenda
        ],
    )  # fmt: skip
    row = _write_lines(sheet, row, "", [due_line(care, words), one_time_line(care, words)])
    row = _write_list(
        sheet, row, say("Follow-up due"),
        (customer, SheetColumn(say("Service"), 26), day),
        [(one.customer, one.service, one.day) for one in care.due],
    )  # fmt: skip
    return _write_list(
        sheet, row, say("Customers of a single service"),
        (customer, SheetColumn(say("Service"), 26), day),
        [(one.customer, one.service, one.day) for one in care.one_time],
    )  # fmt: skip


def _write_list(
    sheet: SheetDraft, row: int, title: str, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]
) -> int:
    """Write a heading and a table; nothing for an empty list."""
    if not rows:
        return row
    write_across(sheet, row, _ALL, title, HEADING, room=_FULL)
    raise_row(sheet, row, 24)
    return write_table(sheet, row + 1, columns, [list(one) for one in rows[:_MOST]]) + 1


def _write_pilots(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    for pilot in study.pilots:
        write_across(sheet, row, _ALL, pilot_line(pilot, words), BODY, room=_FULL)
        columns = (
            SheetColumn(words.say("Customer"), 26),
            SheetColumn(words.say("What came of the call"), 26),
        )
        rows = [(call.customer, call_outcome_name(call.outcome, words)) for call in pilot.calls]
        row = _write_list(sheet, row + 1, words.say("Ten-call pilot"), columns, rows)
    return row


def _write_lines(sheet: SheetDraft, row: int, title: str, lines: Iterable[str]) -> int:
    written = [line for line in lines if line]
    if not written:
        return row
    if title:
        write_across(sheet, row, _ALL, title, HEADING, room=_FULL)
        raise_row(sheet, row, 24)
        row += 1
    for line in written:
        write_across(sheet, row, _ALL, line, BODY if title else MUTED, room=_FULL)
        row += 1
    return row + 1


SHEET = Sheet(
    position=78,
    title=lambda words: words.say("Customers"),
    contents=lambda _, words: words.say(
        "Who had two or three bad experiences, critical first contacts, whom to call, and the agenda."
    ),
    add=add,
)
