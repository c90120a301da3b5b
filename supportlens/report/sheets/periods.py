"""Two periods side by side: what is new, gone, growing or falling; the parts add up to the total change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Firmness, classify_ratio
from supportlens.i18n.periods import comparison_line, no_cause_label, trend_name, users_line
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import (
    raise_row,
    set_widths,
    write_across,
    write_cell,
    write_formula,
    write_note,
)
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import BODY, CELL, HEADING, INTEGER, RATE, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet
from supportlens.report.writing.addresses import column_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.domain import PartChange, PeriodComparison, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.layout.styles import Style
    from supportlens.report.sheet import Edition

_BEFORE, _AFTER, _CHANGE = 3, 4, 5
_SIGNED = "+#,##0;\N{MINUS SIGN}#,##0;0"


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add the causes and the symptoms of both periods, each table with a total."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    found = edition.comparison
    if found is None:
        set_widths(sheet, (100,))
        short = words.say("The log has no dates, or too few full weeks, so two periods cannot be compared.")
        write_across(sheet, 1, (1, 1), short, BODY, room=100)
        set_page(sheet, words)
        return
    columns = _columns(found, words, words.say("Cause"))
    set_widths(sheet, [column.wide for column in columns])
    span, room = (1, len(columns)), sum(column.wide for column in columns)
    write_across(sheet, 1, span, comparison_line(found, words), BODY, room=room)
    row = write_note(sheet, 2, span, _explanation(words), room)
    if users := users_line(found.total, words):
        row = write_note(sheet, row, span, users, room)
    row = _write_parts(
        sheet, row + 1, columns, (found.causes, found.total), _cause_names(study, words), words
    )
    write_across(sheet, row + 1, span, words.say("The same by symptom"), HEADING)
    raise_row(sheet, row + 1, 24)
    columns = _columns(found, words, words.say("Symptom"))
    _write_parts(sheet, row + 2, columns, (found.symptoms, found.total), _symptom_names(study, words), words)
    set_page(sheet, words)


def _explanation(words: Words) -> str:
    return words.say(
        "Rates are tickets per working day, so that a week with holidays does not look like a drop. New, "
        "gone, growing and falling are stated only if chance cannot explain the change, steady only if the "
        "interval rules out a large change. The ratio is left empty if there are too few tickets."
    )


def _columns(found: PeriodComparison, words: Words, first: str) -> tuple[SheetColumn, ...]:
    say = words.say
    titles = (say("Per 100 users, before"), say("Per 100 users, after"))
    users = [number_column(title, 11, RATE) for title in titles] if _has_users(found) else []
    return (
        SheetColumn(first, 44),
        SheetColumn(say("How it changed"), 20),
        number_column(say("Tickets before"), 10, INTEGER),
        number_column(say("Tickets after"), 10, INTEGER),
        number_column(say("Change"), 10, _SIGNED),
        number_column(say("Per working day, before"), 11, RATE),
        number_column(say("Per working day, after"), 11, RATE),
        number_column(say("Ratio"), 9, RATE),
        number_column(say("Ratio, low"), 9, RATE),
        number_column(say("Ratio, high"), 9, RATE),
        *users,
    )


def _has_users(found: PeriodComparison) -> bool:
    return any(part.users_before is not None for part in (found.total, *found.causes))


def _cause_names(study: Study, words: Words) -> Callable[[str], str]:
    names = {cause.id: words.read(cause.name) for cause in study.causes}
    return lambda part: names.get(part) or no_cause_label(words)


def _symptom_names(study: Study, words: Words) -> Callable[[str], str]:
    names = {symptom.id: words.read(symptom.name) for symptom in study.symptoms}
    return lambda part: names.get(part) or words.say("Tickets without a symptom")


def _write_parts(
    sheet: SheetDraft,
    row: int,
    columns: Sequence[SheetColumn],
    found: tuple[Sequence[PartChange], PartChange],
    name_of: Callable[[str], str],
    words: Words,
) -> int:
    """Write one table with its total and return the first free row."""
    parts, total = found
    rows = [_row(part, name_of, words)[: len(columns)] for part in parts]
    last = write_table(sheet, row, columns, rows)
    for number, part in enumerate(parts, start=row + 1):
        _write_change(sheet, number, CELL, part)
    style = replace(CELL, bold=True)
    values = _row(total, lambda _: words.say("Total"), words)[: len(columns)]
    for at, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        shown = replace(style, format=column.format, across=column.across)
        write_cell(sheet, last, at, value, shown)
    for at, sum_now in ((_BEFORE, total.before), (_AFTER, total.after)):
        letter = column_letter(at)
        summed = f"=SUM({letter}{row + 1}:{letter}{last - 1})"
        shown = replace(style, format=INTEGER, across="right")
        write_formula(sheet, last, at, summed, shown, sum_now)
    _write_change(sheet, last, style, total)
    return last + 1


def _write_change(sheet: SheetDraft, row: int, style: Style, part: PartChange) -> None:
    before, after = (column_letter(at) for at in (_BEFORE, _AFTER))
    shown = replace(style, format=_SIGNED, across="right")
    write_formula(sheet, row, _CHANGE, f"={after}{row}-{before}{row}", shown, part.after - part.before)


def _row(part: PartChange, name_of: Callable[[str], str], words: Words) -> list[Value]:
    firm = classify_ratio(part.ratio, part.ratio_low, part.ratio_high)
    return [
        name_of(part.id),
        trend_name(part.trend, words),
        part.before,
        part.after,
        None,
        part.daily_before,
        part.daily_after,
        part.ratio if firm is Firmness.FIRM else None,
        part.ratio_low if firm in {Firmness.FIRM, Firmness.AT_LEAST} else None,
        part.ratio_high if firm in {Firmness.FIRM, Firmness.AT_MOST} else None,
        part.users_before,
        part.users_after,
    ]


SHEET = Sheet(
    position=160,
    title=lambda words: words.say("Two periods"),
    contents=lambda _, words: words.say(
        "The last four full weeks compared with the four before; the parts add up to the total."
    ),
    add=add,
)
