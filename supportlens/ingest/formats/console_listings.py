"""Reads listings of database consoles: sqlcmd and SQL*Plus by their ruler, MySQL and psql by their bars."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from supportlens.ingest.tables.shaping import shape_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.ingest.tables.table import Grid

_RULER = re.compile(r"\s*\+?(?:-{2,}|={2,})(?:(?: +|\+)(?:-{2,}|={2,}))+\+?\s*")
_RUN = re.compile(r"-+|=+")

_LOOKED_AT = 60
"""Lines at the start among which a ruler is looked for. Judgement: titles and settings come first."""

_CUT = 0.8
"""Share of the lines that must be blank between the columns. Judgement: the others are titles and footers."""

_EVIDENCE = 0.95
"""Evidence of a ruler below a header, with rows that keep its columns. Nothing else is written like this."""


class _Ruler(NamedTuple):
    line: int
    columns: tuple[tuple[int, int], ...]
    """Start and end of each column."""
    bar: str
    """What stands between the columns, "" for spaces alone."""


def weigh_listing(lines: Sequence[str]) -> tuple[float, Callable[[Sequence[str]], Grid | None]]:
    """Return the evidence that lines are such a listing, and what makes its table of all lines."""
    ruler = _find_ruler(lines)
    if ruler is None:
        return 0.0, _find_nothing
    below = [line for line in lines[ruler.line + 1 :] if line.strip() and not _RULER.fullmatch(line)]
    kept = sum(1 for line in below if _cut(line, ruler) is not None)
    if not kept or kept < _CUT * len(below):
        return 0.0, _find_nothing
    return _EVIDENCE, partial(_parse_listing, ruler)


def _find_nothing(_lines: Sequence[str]) -> Grid | None:
    return None


def _find_ruler(lines: Sequence[str]) -> _Ruler | None:
    for at, (above, line) in enumerate(pairwise(lines[:_LOOKED_AT]), start=1):
        if _RULER.fullmatch(line):
            columns = tuple((run.start(), run.end()) for run in _RUN.finditer(line))
            ruler = _Ruler(at, columns, "|" if "+" in line else "")
            header = _cut(above, ruler)
            if header is not None and all(header):
                return ruler
    return None


def _parse_listing(ruler: _Ruler, lines: Sequence[str]) -> Grid | None:
    """Return the table; a line without a first cell goes on with the row above it."""
    rows: list[list[str]] = []
    last = -1
    for at, line in enumerate(lines):
        is_ruler = _RULER.fullmatch(line) is not None
        cells = _cut(line, ruler) if at >= ruler.line - 1 and not is_ruler else None
        if cells is not None and not cells[0] and last > ruler.line:
            rows[last] = [" ".join(filter(None, pair)) for pair in zip(rows[last], cells, strict=True)]
            cells = []
        elif cells is not None:
            last = at
        elif not is_ruler:
            last = -1
        other = [line] if line.strip() and not is_ruler else []
        rows.append(other if cells is None else cells)
    return shape_rows(rows, delimiter=None)


def _cut(line: str, ruler: _Ruler) -> list[str] | None:
    """Return the cells of a line, None for one that does not keep the columns.

    A line that ends early leaves some empty. Bars count by their number, as wide letters move them; a text
    that has one itself is cut at the places of the columns.
    """
    if ruler.bar:
        cells = line.strip().removeprefix(ruler.bar).removesuffix(ruler.bar).split(ruler.bar)
        if len(cells) == len(ruler.columns):
            return [cell.strip() for cell in cells]
    gaps = [line[end:start].strip() for (_, end), (start, _) in pairwise(ruler.columns)]
    if any(gap != ruler.bar for gap in gaps) or len(line) <= ruler.columns[1][0]:
        return None
    ends = [*(end for _, end in ruler.columns[:-1]), len(line)]
    cells = [line[start:end].strip() for (start, _), end in zip(ruler.columns, ends, strict=True)]
    return [*cells[:-1], cells[-1].removesuffix(ruler.bar).strip()] if ruler.bar else cells
