"""Reads the tables of web pages, also of those that tools save as .xls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import NotATable, TooLarge
from supportlens.ingest.formats.markup.parsing import local_name, parse_page
from supportlens.ingest.formats.spreadsheets.merged_cells import Span
from supportlens.ingest.formats.spreadsheets.sheets import SheetCells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BREAKS = frozenset("br p div li tr h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr dd dt".split())
_UNSEEN = frozenset("style script title head noscript template xml select".split())
_WIDEST = 16_384
_MOST_CELLS = 20_000_000
"""Maximum cells of a page, with those that spans cover. Judgement: Excel stops long before."""

_SPACES = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r" ?\n\s*")


class PageTable(NamedTuple):
    """A table of a page: its caption, its rows, and its cells that span several."""

    caption: str
    rows: list[list[str]]
    spans: list[Span]


def read_page(path: str, text: str) -> tuple[SheetCells, ...]:
    """Return the tables of a page; raises NotATable for a page without any, TooLarge for endless spans."""
    root = parse_page(path, text)
    tables = [_read_table(path, element) for element in _data_tables(root)]
    joined = _join_pieces([table for table in tables if any(map(any, table.rows))])
    if not joined:
        raise NotATable(path, "html")
    return tuple(
        SheetCells(table.caption or f"table {number}", 1, table.rows, table.spans)
        for number, table in enumerate(joined, start=1)
    )


def _data_tables(root: _Element) -> Iterator[_Element]:
    """Yield the tables that hold data: one around another table of several rows only lays out the page."""
    for table in root.iter("table"):
        if any(_is_grid(inner) for inner in table.iter("table") if inner is not table):
            continue
        outer = next((one for one in table.iterancestors("table")), None)
        if outer is None or _is_grid(table):
            yield table


def _is_grid(table: _Element) -> bool:
    """Return whether a table has at least two rows of two cells."""
    wide = 0
    for row in _rows_of(table):
        wide += len(_cells_of(row)) > 1
        if wide > 1:
            return True
    return False


def _rows_of(table: _Element) -> Iterator[_Element]:
    for child in table:
        name = local_name(child)
        if name == "tr":
            yield child
        elif name in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if local_name(row) == "tr")


def _cells_of(row: _Element) -> list[_Element]:
    return [cell for cell in row if local_name(cell) in {"td", "th"}]


def _read_table(path: str, table: _Element) -> PageTable:
    rows: list[list[str]] = []
    spans: list[Span] = []
    taken: dict[int, int] = {}
    """For each column, the first row that a cell above does not cover."""
    total = 0
    for at, row in enumerate(_rows_of(table)):
        cells: list[str] = []
        for cell in _cells_of(row):
            while taken.get(len(cells), 0) > at:
                cells.append("")
            down, across = _span_of(cell, "rowspan"), _span_of(cell, "colspan")
            left = len(cells)
            if left + across > _WIDEST:
                raise TooLarge(path, "columns")
            if down > 1:
                taken |= dict.fromkeys(range(left, left + across), at + down)
            if down > 1 or across > 1:
                spans.append(Span(at, left, at + down - 1, left + across - 1))
            cells += [cell_text(cell), *[""] * (across - 1)]
        while taken.get(len(cells), 0) > at:
            cells.append("")
        total += len(cells)
        if total > _MOST_CELLS:
            raise TooLarge(path, "cells")
        rows.append(cells)
    caption = next((cell_text(child) for child in table if local_name(child) == "caption"), "")
    return PageTable(caption[:80], _square(rows), spans)


def _square(rows: list[list[str]]) -> list[list[str]]:
    """Drop columns that are empty in every row, to the right of all others."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]


def _span_of(cell: _Element, name: str) -> int:
    """Return over how many rows or columns a cell spans."""
    digits = str(cell.get(name, "1")).strip()
    return min(max(int(digits), 1), 65_534) if digits.isdecimal() and len(digits) < 7 else 1


def cell_text(element: _Element) -> str:
    """Return the text of an element; breaks and paragraphs begin a line."""
    parts: list[str] = []
    hidden = 0
    stack: list[tuple[_Element, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        name = local_name(node).lower()
        if closing:
            hidden -= name in _UNSEEN
            parts.append("\n" if name in _BREAKS else "")
            parts.append(node.tail or "" if node is not element and not hidden else "")
            continue
        hidden += name in _UNSEEN
        parts.append("\n" if name in _BREAKS and node is not element else "")
        parts.append((node.text or "") if not hidden and name else "")
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]
    text = _SPACES.sub(" ", "".join(_fold_line_ends(parts)))
    return _GAPS.sub("\n", text).strip()


def _fold_line_ends(parts: list[str]) -> Iterator[str]:
    """Yield texts in which line ends of the source are spaces, as a browser shows them."""
    for part in parts:
        yield part if part == "\n" else part.replace("\n", " ").replace("\r", " ")


def _join_pieces(tables: list[PageTable]) -> list[PageTable]:
    """Join neighbouring tables of one width that are one: a header above its rows, or a page of rows."""
    joined: list[PageTable] = []
    for table in tables:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, table):
            shift = len(last.rows)
            moved = [Span(s.top + shift, s.left, s.bottom + shift, s.right) for s in table.spans]
            joined[-1] = PageTable(last.caption, [*last.rows, *table.rows], [*last.spans, *moved])
        else:
            joined.append(table)
    return joined


def _continues(above: PageTable, below: PageTable) -> bool:
    width = max(map(len, above.rows))
    if width < 2 or width != max(map(len, below.rows)):
        return False
    header = next(row for row in above.rows if any(row))
    repeated = header == next(row for row in below.rows if any(row))
    return repeated or (len(above.rows) == 1 and sum(map(bool, header)) == width)
