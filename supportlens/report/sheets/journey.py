"""The map of contacts: stages by touchpoint and by cause, blind stages, and what follows what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.i18n.contacts.codes import code_name
from supportlens.i18n.contacts.journey import blind_lines, following_line, weakest_line
from supportlens.report.layout.book import ColourScale, open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_cell, write_note
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import BODY, CELL, HEADER, HEADING, INTEGER, PERCENT, WARN, WARN_SOFT
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.domain import ContactMap, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.sheet import Edition

_NAME, _CELL = 40, 11
_SPAN, _ROOM = (1, 9), _NAME + 8 * _CELL
_PAGE = 25
"""Rows that a printed page holds for certain."""
_BITTER = "E8A66B"
"""The colour of a cell whose contacts are all bitter."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add both maps with the share of bitter contacts tinted, then the sentences."""
    sheet = open_sheet(book, SHEET.title(words), colour=WARN)
    set_widths(sheet, (_NAME, *[_CELL] * 14))
    if study.journey is None:
        none = words.say("The contacts of this log are not coded, so there is no map of them.")
        write_across(sheet, 1, _SPAN, none, BODY, room=_ROOM)
        set_page(sheet, words)
        return
    write_across(sheet, 1, _SPAN, weakest_line(study.journey, words), BODY, room=_ROOM)
    note = words.say("For each stage of the service cycle: its tickets, and the share of bitter ones.")
    row = write_note(sheet, 2, _SPAN, note, _ROOM) + 1
    names = {cause.id: words.read(cause.name) for cause in study.causes}
    touchpoint = words.say("Stage and touchpoint")
    row = _add_map(
        sheet, row, touchpoint, study.journey.by_touchpoint, lambda one: code_name(one, words), words
    )
    cause = words.say("Stage and root cause")
    row = _add_map(sheet, row, cause, study.journey.by_cause, lambda one: names.get(one, one), words)
    if row > _PAGE:
        sheet.page_breaks.append(row - 1)  # or the page might end below the heading
    row = _add_lines(sheet, row, words.say("Blind stages"), blind_lines(study.journey, words))
    steps = [following_line(step, study, words) for step in study.journey.following]
    _add_lines(sheet, row, words.say("What follows what"), steps)
    set_page(sheet, words)


def _add_map(
    sheet: SheetDraft, row: int, title: str, found: ContactMap, name: Callable[[str], str], words: Words
) -> int:
    """Write a map from a row on, and return the first row below it."""
    stages = [stage for stage in found.columns if any(key[1] == stage for key in found.cells)]
    row = _add_title(sheet, row, title)
    write_cell(sheet, row, 1, title, HEADER)
    for place, stage in enumerate(stages):
        write_cell(sheet, row, 2 + 2 * place, code_name(stage, words), replace(HEADER, across="right"))
        write_cell(sheet, row, 3 + 2 * place, words.say("bitter"), replace(HEADER, across="right"))
    raise_row(sheet, row, 34)
    first = row + 1
    for below, key in enumerate(found.rows, start=first):
        write_cell(sheet, below, 1, name(key), CELL)
        for place, stage in enumerate(stages):
            cell = found.cell(key, stage)
            share = cell.bitter_share if cell.tickets else None
            count = replace(CELL, format=INTEGER, across="right")
            write_cell(sheet, below, 2 + 2 * place, cell.tickets or None, count)
            write_cell(sheet, below, 3 + 2 * place, share, replace(count, format=PERCENT))
    last = first + len(found.rows) - 1
    for place in range(len(stages) if found.rows else 0):
        column = 3 + 2 * place
        # Tinted natively, so that the colours follow when somebody edits a figure.
        cells = CellRange(first, column, last, column)
        sheet.heat.append(ColourScale(cells, middle=(0.25, WARN_SOFT), end=(1, _BITTER)))
    return last + 2


def _add_lines(sheet: SheetDraft, row: int, title: str, lines: Sequence[str]) -> int:
    if not lines:
        return row
    row = _add_title(sheet, row, title)
    for line in lines:
        write_across(sheet, row, _SPAN, line, BODY, room=_ROOM)
        row += 1
    return row + 1


def _add_title(sheet: SheetDraft, row: int, title: str) -> int:
    write_across(sheet, row, _SPAN, title, HEADING)
    raise_row(sheet, row, 24)
    return row + 1


SHEET = Sheet(
    position=65,
    title=lambda words: words.say("Map of contacts"),
    contents=lambda study, words: words.say_n(
        "{count} cause by stage, and where contacts turn bitter.",
        "{count} causes by stage, and where contacts turn bitter.",
        len(study.causes),
    ),
    add=add,
)
