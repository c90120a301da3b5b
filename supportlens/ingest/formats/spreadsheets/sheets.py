"""Makes tables of the sheets of a workbook, or of the tables of a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from supportlens.ingest.formats.spreadsheets.merged_cells import Span, fill_merged
from supportlens.ingest.formats.spreadsheets.ticket_evidence import weigh_tickets
from supportlens.ingest.tables.shaping import shape_rows
from supportlens.ingest.tables.table import Grid, Part
from supportlens.ingest.values.word_forms import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HIDDEN = "hidden_sheet"
"""The reason why a hidden sheet is set aside, in the codes of `Rejection.reason`."""

_MOST_FOREIGN = 2
"""Columns of one of two sheets that the other lacks, so that both still have one shape.

Judgement: a month with a column more is common; sheets that differ more are different tables.
"""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The cells of a sheet as text; `first` is the number of its first row, `merged` its merged cells."""

    name: str
    first: int
    rows: list[list[str]]
    merged: list[Span] = field(default_factory=list)
    hidden: bool = False


def make_parts(sheets: Iterable[SheetCells]) -> tuple[Part, ...]:
    """Return the tables of sheets, those most like tickets first; sheets of one shape are joined.

    Hidden sheets are set aside.
    """
    shown: list[Part] = []
    hidden: list[Part] = []
    for sheet in sheets:
        grid = shape_rows(fill_merged(sheet.rows, sheet.merged), sheet.first)
        if grid is None or not grid.rows:
            continue
        grid = replace(grid, sheets=[sheet.name] * len(grid.rows))
        if sheet.hidden:
            hidden.append(Part(sheet.name, grid, HIDDEN))
        else:
            _join_or_add(shown, Part(sheet.name, grid))
    return (*sorted(shown, key=lambda part: weigh_tickets(part.grid).rank, reverse=True), *hidden)


def _join_or_add(parts: list[Part], part: Part) -> None:
    """Append the rows of a sheet to the first sheet of its shape, or add it as a table of its own."""
    for at, known in enumerate(parts):
        columns = _common_columns(known.grid.columns, part.grid.columns)
        if columns is not None:
            joined = _append_rows(
                _arrange(known.grid, columns), replace(_arrange(part.grid, columns), columns=columns)
            )
            parts[at] = replace(known, grid=joined)
            return
    parts.append(part)


def _common_columns(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...] | None:
    """Return the columns of two sheets of one shape: the first's, then what only the other has; else None.

    Headers may differ in letter case, in order and in a column or two.
    """
    names, others = [fold_words(name) or name for name in one], [fold_words(name) or name for name in other]
    if names == others:
        return tuple(one)
    if len(set(names)) < len(names) or len(set(others)) < len(others):
        return None
    if any(name.startswith("#") for name in (*one, *other)):  # without a header, the order is all there is
        return None
    shared = len(set(names) & set(others))
    foreign = max(len(names), len(others)) - shared + min(len(names), len(others)) - shared
    if shared < 3 or foreign > _MOST_FOREIGN or shared < 2 * foreign:
        return None
    more = (name for name, folded in zip(other, others, strict=True) if folded not in names)
    return (*one, *more)


def _arrange(grid: Grid, columns: tuple[str, ...]) -> Grid:
    """Return a grid with these columns; one that it lacks is empty."""
    if grid.columns == columns:
        return grid
    places = {fold_words(name) or name: at for at, name in enumerate(grid.columns)}
    order = [places.get(fold_words(name) or name) for name in columns]
    if len(places) < len(grid.columns):  # names that occur twice stay where they are
        order = list(range(len(grid.columns)))
    rows = [["" if at is None else row[at] for at in order] for row in grid.rows]
    return replace(grid, columns=columns, rows=rows)


def _append_rows(above: Grid, below: Grid) -> Grid:
    """Append the rows of a sheet to another; their numbers continue, so that they stay unique."""
    shift = max((*above.numbers, *(one.row for one in above.rejections)), default=0)
    numbers = [*above.numbers, *(shift + number for number in below.numbers)]
    moved = tuple(replace(one, row=shift + one.row) for one in below.rejections)
    return replace(
        above,
        rows=[*above.rows, *below.rows],
        numbers=numbers,
        rejections=(*above.rejections, *moved),
        sheets=[*above.sheets, *below.sheets],
    )
