"""The priority: how much each cause matters, with weights that the reader can change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Factor
from supportlens.i18n.certainty import factor_name
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import set_widths, write_across, write_cell, write_formula, write_note
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import BODY, CELL, DECIMAL, FILL_IN, INTEGER, LABEL, PERCENT, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet
from supportlens.report.writing.addresses import column_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Cause, PriorityPart, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_HEAD = 4
"""The row of the table's header; the weights stand above it."""
_FIRST = 3
"""The column of the first factor."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the table of priorities: the strength of each factor, its weight, and the sum as a formula."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    ranked = sorted(
        (cause for cause in study.causes if cause.priority is not None),
        key=lambda cause: (-cause.priority.score if cause.priority else 0.0, cause.id),
    )
    columns = _columns(words)
    set_widths(sheet, [column.wide for column in columns])
    room = sum(column.wide for column in columns)
    span = (1, len(columns))
    if not ranked:
        write_across(sheet, 1, span, words.say("No cause was ranked."), BODY, room=room)
        set_page(sheet, words)
        return
    write_across(sheet, 1, span, _explanation(words), BODY, room=room)
    _write_weights(sheet, ranked, words)
    last = write_table(sheet, _HEAD, columns, [_row(cause, words) for cause in ranked])
    for row, cause in enumerate(ranked, start=_HEAD + 1):
        _write_score(sheet, row, 100 * cause.priority.score if cause.priority else 0)
    write_note(sheet, last + 1, span, _legend(words), room)
    sheet.freeze = f"C{_HEAD + 1}"
    set_page(sheet, words, title_rows=(_HEAD, _HEAD))


def _explanation(words: Words) -> str:
    return words.say(
        "Causes are ranked by how much they matter. Each factor scores 0% to 100% against the other "
        "causes; the priority is their weighted mean, with the weights below, which you can change here. A "
        "factor that the log does not record stays empty and does not count."
    )


def _legend(words: Words) -> str:
    return words.say(
        "Excess tickets: those above the level before it began. Severity: tickets that sound annoyed, are "
        "urgent or were reopened. Recurrence: how much of its level remains in the last four weeks. "
        "Actionability: how much is known about its kind, place and change."
    )


def _columns(words: Words) -> tuple[SheetColumn, ...]:
    factors = [number_column(factor_name(factor, words), 13, PERCENT) for factor in Factor]
    counted = [
        number_column(words.say("Excess tickets (count)"), 12, INTEGER),
        number_column(words.say("People (count)"), 12, INTEGER),
    ]
    score = number_column(words.say("Priority out of 100"), 12, DECIMAL)
    return (SheetColumn(words.say("Cause"), 44), score, *factors, *counted)


def _row(cause: Cause, words: Words) -> list[Value]:
    parts = _parts(cause)
    strengths: list[Value] = [parts[factor].value if factor in parts else None for factor in Factor]
    counted: list[Value] = [
        parts[factor].figure if factor in parts else None for factor in (Factor.EXCESS, Factor.PEOPLE)
    ]
    return [words.read(cause.name), None, *strengths, *counted]


def _parts(cause: Cause) -> dict[Factor, PriorityPart]:
    return {part.factor: part for part in cause.priority.parts} if cause.priority else {}


def _write_weights(sheet: SheetDraft, ranked: Sequence[Cause], words: Words) -> None:
    """Write the weights above their factors, in the cells that the formulas use."""
    weights = {factor: part.weight for cause in ranked for factor, part in _parts(cause).items()}
    write_cell(sheet, _HEAD - 1, 1, words.say("Weight"), LABEL)
    for offset, factor in enumerate(Factor):
        style = replace(FILL_IN, format="0.00", across="right")
        write_cell(sheet, _HEAD - 1, _FIRST + offset, weights.get(factor), style)


def _write_score(sheet: SheetDraft, row: int, score: float) -> None:
    first, last = (column_letter(_FIRST + offset) for offset in (0, len(Factor) - 1))
    strengths, weights = f"{first}{row}:{last}{row}", f"${first}${_HEAD - 1}:${last}${_HEAD - 1}"
    known = f"SUMPRODUCT(--ISNUMBER({strengths}),{weights})"
    formula = f"=IF({known}=0,0,100*SUMPRODUCT({strengths},{weights})/{known})"
    shown = replace(CELL, bold=True, format=DECIMAL, across="right")
    write_formula(sheet, row, 2, formula, shown, score)


SHEET = Sheet(
    position=140,
    title=lambda words: words.say("Priority"),
    contents=lambda _, words: words.say("What matters most, with weights you can change."),
    add=add,
)
