"""Makes tables of the grids that the readers of files return."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Origin, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import InputError, Rejection

__all__ = ["Grid", "Origin", "Part", "Table", "make_table", "unique_names", "unusable_table"]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells below a header; `numbers` are the rows' numbers in the file."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    rejections: tuple[Rejection, ...] = ()
    header_row: int | None = None
    """The number of the header row, None without one."""
    sheets: Sequence[str] = ()
    """The sheet of each row of a workbook, empty for other files."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table inside a file: a sheet of a workbook, a list of a JSON document, a table attached to a mail.

    `aside` is why it holds no tickets, in the codes of `Rejection.reason`, "" if it may hold some.
    """

    name: str
    grid: Grid
    aside: str = ""


def make_table(origin: Origin, grid: Grid, aside: str = "") -> Table:
    """Make a table of a grid; `aside` is why it holds no tickets."""
    data = list(zip(*grid.rows, strict=True)) if grid.rows else [() for _ in grid.columns]
    columns = unique_names(grid.columns)
    frame = pd.DataFrame(
        {name: pd.Series(list(cells), dtype="str") for name, cells in zip(columns, data, strict=True)}
    )
    placed = replace(origin, header_row=grid.header_row)
    return Table(placed, frame, tuple(grid.numbers), grid.rejections, aside=aside, sheets=tuple(grid.sheets))


def unusable_table(origin: Origin, fault: InputError) -> Table:
    """Make the table of an unusable file."""
    return Table(origin, pd.DataFrame(), (), (), fault)


def unique_names(headers: Iterable[str]) -> tuple[str, ...]:
    """Return unique headers: "Comment", "Comment (2)"; a column without a header gets its number."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    names = []
    for position, header in enumerate(headers, start=1):
        name = header or f"#{position}"
        seen[name] += 1
        count = seen[name]
        candidate = name if count == 1 else f"{name} ({count})"
        while candidate in taken:
            count += 1
            candidate = f"{name} ({count})"
        taken.add(candidate)
        names.append(candidate)
    return tuple(names)
