"""Where each cause occurs: its places with their lift, and what it is and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.is_is_not import gap_lines
from supportlens.i18n.labels import field_name
from supportlens.i18n.signals import scope_line
from supportlens.report.content.cause_facts import is_is_not_lines
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_note
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, DECIMAL, HEADING, INTEGER, PERCENT_1
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import ScopeClaim, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_HEAD = 3
"""The row of the first table's titles."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the places of all causes, then the is / is-not tables."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    columns = _place_columns(words)
    set_widths(sheet, [column.wide for column in columns])
    span, room = (1, len(columns)), sum(column.wide for column in columns)
    note = words.say(
        "Lift: how many times more often a value occurs inside the cause than elsewhere. A value that "
        "everybody shares proves nothing, however large its share."
    )
    write_note(sheet, 1, span, note, room)
    claimed = [(cause, claim) for cause in study.causes for claim in (*cause.combinations, *cause.scope)]
    rows = [[words.read(cause.name), *_place(claim, words)] for cause, claim in claimed]
    strong = [at for at, (cause, _) in enumerate(claimed) if cause.id == study.verdict.cause_id]
    row = write_table(sheet, _HEAD, columns, rows, strong=strong)
    if not rows:
        nothing = words.say("No cause is concentrated in a place of this log.")
        write_across(sheet, row, span, nothing, BODY, room=room)
        row += 1
    for line in gap_lines(study, words):
        row = write_note(sheet, row, span, line, room)
    facts = [
        [words.read(cause.name), question, _told(is_), _told(is_not)]
        for cause in study.causes
        for question, is_, is_not in is_is_not_lines(cause, study, words)
    ]
    repeated = _HEAD
    if facts:
        write_across(sheet, row + 1, span, words.say("What each cause is, and what it is not"), HEADING)
        raise_row(sheet, row + 1, 26)
        write_table(sheet, row + 2, _fact_columns(words), facts)
        # Titles are repeated on the pages after their own: those of the longer table, on pages of its own.
        sheet.page_breaks.append(row)
        repeated = row + 2
    sheet.freeze = f"B{_HEAD + 1}"
    set_page(sheet, words, title_rows=(repeated, repeated))


def _place_columns(words: Words) -> tuple[SheetColumn, ...]:
    say = words.say
    return (
        SheetColumn(say("Cause"), 36),
        SheetColumn(say("Field"), 18),
        SheetColumn(say("Value"), 44),
        SheetColumn(say("In words"), 44),
        number_column(say("Tickets"), 9, INTEGER),
        number_column(say("Share inside the cause"), 12, PERCENT_1),
        number_column(say("Share elsewhere"), 12, PERCENT_1),
        number_column(say("Lift"), 9, DECIMAL),
        number_column(say("Lift, low"), 9, DECIMAL),
        number_column(say("Lift, high"), 9, DECIMAL),
    )


def _place(claim: ScopeClaim, words: Words) -> list[Value]:
    return [
        " + ".join(field_name(field, words) for field, _ in claim.parts),
        " + ".join(value for _, value in claim.parts),
        scope_line(claim, words),
        claim.tickets,
        claim.share_inside,
        claim.share_outside,
        claim.lift,
        claim.lift_low,
        claim.lift_high,
    ]


def _fact_columns(words: Words) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(words.say("Cause"), 36),
        SheetColumn(words.say("Question"), 18),
        SheetColumn(words.say("Is"), 44),
        SheetColumn(words.say("Is not"), 44),
    )


def _told(lines: tuple[str, ...]) -> str | None:
    return "\n".join(f"\N{BULLET} {line}" for line in lines) or None


SHEET = Sheet(
    position=40,
    title=lambda words: words.say("Where"),
    contents=lambda _, words: words.say("Where each cause occurs and where it does not, with the lift."),
    add=add,
)
