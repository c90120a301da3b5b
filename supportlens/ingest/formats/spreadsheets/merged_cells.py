"""Fills merged cells where they are labels: down over their rows, and across in a header of two rows."""

from __future__ import annotations

from typing import NamedTuple

from supportlens.domain import Field
from supportlens.ingest.tables.filled_cells import count_filled
from supportlens.ingest.tables.headers import count_known_headers, header_rules, parse_header

_PEOPLE = (Field.REQUESTER, Field.CUSTOMER, Field.AGENT)
_SEARCHED = 40
"""Rows in which a header of two rows is searched, as in `layouts`."""


class Span(NamedTuple):
    """A merged range of cells by the indexes of its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


def fill_merged(rows: list[list[str]], spans: list[Span]) -> list[list[str]]:
    """Return rows in which labels stand in each row they cover.

    A cell merged down is a label of its rows. A cell merged across one row is a title, a band or merely wide,
    and stays as it is, except above a second row of a header: there both rows become one.
    """
    if not spans:
        return rows
    filled = [list(row) for row in rows]
    inside = [span for span in spans if span.top < len(rows) and span.left <= span.right]
    header = _find_double_header(rows, inside)
    budget = 4 * sum(map(len, rows))  # spans of a sound sheet do not overlap
    for span in inside:
        budget -= (min(span.bottom, len(rows) - 1) - span.top + 1) * max(len(filled[span.top]) - span.left, 0)
        if budget < 0:
            break
        if span.top == header or (span.bottom > span.top and not _is_heading(rows, span, inside)):
            _fill(filled, span)
    if header is not None:
        filled[header + 1] = _join_rows(filled[header], filled[header + 1])
        filled[header] = []
    return filled


def _is_heading(rows: list[list[str]], span: Span, spans: list[Span]) -> bool:
    """Return whether a tall cell is a title, or belongs to a row all of whose cells are as tall."""
    filled = count_filled(rows[span.top])
    if filled == 1:
        return span.right > span.left
    return sum(1 for other in spans if (other.top, other.bottom) == (span.top, span.bottom)) >= filled > 0


def _fill(rows: list[list[str]], span: Span) -> None:
    row = rows[span.top]
    label = row[span.left] if span.left < len(row) else ""
    if not label.strip():
        return
    for below in rows[span.top : span.bottom + 1]:
        for at in range(span.left, min(span.right + 1, len(below))):
            below[at] = below[at] if below[at].strip() else label


def _find_double_header(rows: list[list[str]], spans: list[Span]) -> int | None:
    """Return the row of a header whose cells span the columns that the next row names, else None."""
    for at, row in enumerate(rows[: min(_SEARCHED, len(rows) - 2)]):
        across = [span for span in spans if span.top == span.bottom == at and span.right > span.left]
        if not across or count_filled(row) < 2 or _has_digits(row) or _has_digits(rows[at + 1]):
            continue
        below = rows[at + 1]
        named = all(any(cell.strip() for cell in below[s.left : s.right + 1]) for s in across)
        tall = {s.left for s in spans if s.top == at and s.bottom == at + 1}
        lone = [
            i
            for i, cell in enumerate(row)
            if cell.strip() and i not in tall and not any(s.left <= i <= s.right for s in across)
        ]
        if named and all(below[i].strip() for i in lone if i < len(below)) and count_filled(below) >= 2:
            return at
    return None


def _has_digits(row: list[str]) -> bool:
    return any(letter.isdigit() for cell in row for letter in cell)


def _list_people(cell: str) -> set[Field]:
    """Return the fields of people of which a cell is a header."""
    header = parse_header(cell) if cell else None
    return {field for field in _PEOPLE if header and header_rules().fields[field].is_whole(header)}


def _is_needed(group: str, header: str) -> bool:
    """Return whether a header needs the name of its group: "Nombre" below "Agente" is nobody who asked."""
    people = _list_people(group)
    return bool(people) and not people & _list_people(header)


def _join_rows(above: list[str], below: list[str]) -> list[str]:
    """Return one header of two rows; a cell that is the same in both is said once.

    The names of groups of columns above known headers, which they would hide, are left out; a group that is
    a header of people stays above what is no header of the same people.
    """
    width = max(len(above), len(below))
    upper_cells, lower_cells = ([*row, *[""] * (width - len(row))] for row in (above, below))
    pairs = list(zip(upper_cells, lower_cells, strict=True))
    joined = [lower if upper == lower else " ".join(filter(None, (upper, lower))) for upper, lower in pairs]
    bare = [whole if _is_needed(*pair) else pair[1] for whole, pair in zip(joined, pairs, strict=True)]
    is_whole = all(lower_cells) and len(set(bare)) == width
    return bare if is_whole and count_known_headers(bare) > count_known_headers(joined) else joined
