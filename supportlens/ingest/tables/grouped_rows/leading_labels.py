"""Fills labels that a report says once, in the first of the rows they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from supportlens.domain import Field
from supportlens.ingest.tables.headers import Header, header_rules, parse_header
from supportlens.ingest.tables.table import Grid

_LABELS = (
    Field.PRODUCT, Field.SITE, Field.TEAM, Field.AGENT, Field.CATEGORY, Field.CUSTOMER, Field.ROLE,
    Field.CHANNEL, Field.STATUS, Field.PRIORITY, Field.CREATED_AT,
)  # fmt: skip
"""Fields by which reports group; a date that is said once a day is one of them."""

_FEWEST_GROUPS = 2
_SPARSE = 0.5
"""Maximum share of rows with the label. Judgement: with more, a gap is rather a gap than a group."""

_FULL = 0.9
"""Minimum share of rows in which the columns beside it are filled, so that gaps are unusual in the table."""

_LOOKED_AT = 200
"""Rows in which a column without gaps shows that it has none."""

_LONGEST = 60
"""Characters of the longest label. Judgement: longer cells are texts."""


def fill_leading_labels(grid: Grid) -> Grid:
    """Return a grid in which labels said once are in each row of their group.

    That is only certain of the leading columns, with known headers, whose labels never return, begin with
    the first row, and stand in a table that has hardly any other gap.
    """
    if len(grid.columns) < 3 or len(grid.rows) < 4 or grid.rows[0][0].strip() == "":
        return grid
    if sum(1 for row in grid.rows[:_LOOKED_AT] if row[0].strip()) > 0.7 * min(_LOOKED_AT, len(grid.rows)):
        return grid  # the usual case
    filled = 0
    for at in range(len(grid.columns) - 2):
        if not _says_once(grid, at, filled):
            break
        filled = at + 1
    if not filled or not _is_full(grid, filled):
        return grid
    rows: list[Sequence[str]] = []
    labels = [""] * filled
    for row in grid.rows:
        said = next((at for at in range(filled) if row[at].strip()), filled)
        labels = [*labels[:said], *(row[at] or labels[at] for at in range(said, filled))]
        rows.append([*labels, *row[filled:]])
    return replace(grid, rows=rows)


def _says_once(grid: Grid, at: int, outer: int) -> bool:
    """Return whether a column has its label only in the first row of each group."""
    cells = [row[at].strip() for row in grid.rows]
    labels = [cell for cell in cells if cell]
    if not cells[0] or not _FEWEST_GROUPS <= len(labels) <= _SPARSE * len(cells):
        return False
    if max(map(len, labels)) > _LONGEST or not _is_label(parse_header(grid.columns[at])):
        return False
    group, seen = -1, set()
    for row, cell in zip(grid.rows, cells, strict=True):
        opens = outer > 0 and any(row[left].strip() for left in range(outer))
        if opens:
            group += 1
        if (opens and not cell) or (cell and (group, cell) in seen):
            return False
        seen.add((group, cell) if cell else (group, None))
    return True


def _is_label(header: Header) -> bool:
    fields = header_rules().fields
    return any(fields[field].weight(header) > 0 for field in _LABELS)


def _is_full(grid: Grid, left: int) -> bool:
    """Return whether the other columns have hardly any gaps."""
    shares = [
        sum(1 for row in grid.rows if row[at].strip()) / len(grid.rows)
        for at in range(left, len(grid.columns))
    ]
    return sum(1 for share in shares if share >= _FULL) >= max(2, 0.7 * len(shares))
