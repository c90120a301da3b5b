"""One file as a table of text, before any interpretation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import InputError, Rejection


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


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a table.

    `named` is whether the user named the file or it was found in a folder; `sheet` is the name of the part
    of the file, such as a sheet, empty for the first.

    `reading` is how a text was read (``table``, ``lines``, ``chat``, ``log`` or ``blocks``, empty for any
    other format), `runner_up` another reading that was nearly as likely.
    """

    path: str
    named: bool
    format: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str = ""
    header_row: int | None = None
    reading: str = ""
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One file as text.

    `frame` has a RangeIndex, unique column names and str in every cell ("" if empty); `rows` holds the number
    of each row in the file. An unusable file of a folder has the error as `fault`, and no rows; a table that
    is known to hold no tickets has the reason as `aside`, in the codes of `Rejection.reason`. `sheets` is the
    sheet of each row of a workbook, empty for other files.
    """

    origin: Origin
    frame: pd.DataFrame
    rows: tuple[int, ...]
    rejections: tuple[Rejection, ...] = ()
    fault: InputError | None = None
    aside: str = ""
    sheets: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)


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
