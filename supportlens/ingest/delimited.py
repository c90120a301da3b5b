"""Reads delimited text of any dialect.

The dialect that makes the rows agree best is taken: candidates are scored by how many rows of a
sample have the commonest number of cells (after the row patterns of van den Burg et al., "Wrangling
messy CSV files by detecting row and type patterns", 2019). A quote opens a cell only at its start and
closes it only before a delimiter or the row's end; any other quote is a character like all others.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = (",", ";", "\t", "|", "^", "~", "\x1f", "¦", "§")
"""In the order in which ties are broken."""

_SAMPLE = 1 << 17
_SAMPLE_ROWS = 300
_ATOM = re.compile(
    r"\s*(?:|[-+]?[\d.,]+(?:[eE][-+]?\d+)?\s*%?|[\d/:.\-]+(?:[T ,]+[\d:.]+)?(?:\s*[ap]\.?\s?m\.?)?Z?"
    r"|\S+@\S+\.\w+|[^\W\d]\w*)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited text is written; `delimiter` is empty for a text of one column."""

    delimiter: str
    quote: str = '"'
    escaped: bool = False
    """Whether a backslash before a quote keeps it from closing the cell."""


def rows_of(text: str) -> tuple[list[list[str]], str | None]:
    """Split a text into rows of cells; also give the delimiter, None for a single column."""
    lined = _with_one_line_end(text)
    announced = re.match(r'"?sep=(.)"?\n', lined, re.IGNORECASE)  # Excel's own first line
    if announced:
        rows = _split(lined[announced.end() :], Dialect(announced[1]))
        return [[], *rows], announced[1]
    dialect = dialect_of(lined)
    return _split(lined, dialect), dialect.delimiter or None


def _with_one_line_end(text: str) -> str:
    text = text.replace("\r\n", "\n")
    lone = text.count("\r")
    if not lone:
        return text
    return text.replace("\r", "\n" if lone >= text.count("\n") else " ")


def dialect_of(text: str) -> Dialect:
    """Choose the dialect in which the rows of `text` agree best."""
    sample = _sample(text)
    best, best_score = Dialect(""), 0.0
    for dialect in _candidates(sample):
        rows = [row for row in islice(_tolerant(sample, dialect), _SAMPLE_ROWS) if any(row)]
        score = _agreement(rows)
        if score > best_score * 1.000_001:
            best, best_score = dialect, score
    return best


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    cut = text.rfind("\n", 0, _SAMPLE)
    return text[: cut if cut > 0 else _SAMPLE]


def _candidates(sample: str) -> Iterator[Dialect]:
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        yield Dialect(delimiter)
        if '\\"' in sample:
            yield Dialect(delimiter, escaped=True)
        if f"'{delimiter}'" in sample or f"{delimiter}'" in sample:
            yield Dialect(delimiter, quote="'")


def _agreement(rows: list[list[str]]) -> float:
    """Score rows from 0: agreement on a width above one, and cells that look like one value each."""
    widths = Counter(len(row) for row in rows)
    if not widths:
        return 0.0
    # the widest of equally common widths: a preamble is narrow
    width, common = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    share = common / len(rows)
    if width < 2 or (share < 0.5 and len(rows) > 4):
        return 0.0
    below = list(dropwhile(lambda row: len(row) == 1, rows))
    if len(below) < len(rows) and common < 0.75 * len(
        below
    ):  # sentences with a comma each, no table below titles
        return 0.0
    cells = [cell for row in rows[:100] if len(row) == width for cell in row]
    whole = sum(1 for cell in cells if _ATOM.fullmatch(cell)) / len(cells)
    torn = sum(1 for cell in cells if cell.count('"') % 2) / len(cells)
    return share**2 * math.log2(width + 1) * (0.3 + whole) * (1 - torn)


def _split(text: str, dialect: Dialect) -> list[list[str]]:
    """Split by the standard reader where the text keeps to the rules, tolerantly where it does not."""
    if not dialect.delimiter:
        return [[_unquoted(line)] if line else [] for line in text.split("\n")]
    strict: list[list[str]] | None = None
    if not dialect.escaped:
        reader = csv.reader(
            io.StringIO(text, newline="\n"), delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True
        )
        try:
            strict = list(reader)
        except csv.Error:  # a stray quote, or a cell beyond the reader's limit
            strict = None
    if strict is not None and _is_even(strict):
        return strict
    tolerant = list(_tolerant(text, dialect, _usual_width(text, dialect)))
    if strict is not None and _rows_of_usual_width(strict) >= _rows_of_usual_width(tolerant):
        return strict
    return tolerant


def _unquoted(line: str) -> str:
    if len(line) > 1 and line[0] == line[-1] == '"':
        return line[1:-1].replace('""', '"')
    return line


def _rows_of_usual_width(rows: list[list[str]]) -> int:
    """Count the rows of the commonest width."""
    widths = Counter(len(row) for row in rows if row)
    return max(widths.values(), default=0)


def _is_even(rows: list[list[str]]) -> bool:
    return _rows_of_usual_width(rows) == sum(1 for row in rows if row)


def _usual_width(text: str, dialect: Dialect) -> int:
    rows = islice(_tolerant(_sample(text), dialect), _SAMPLE_ROWS)
    return Counter(len(row) for row in rows if row).most_common(1)[0][0]


@cache
def _quoted(dialect: Dialect) -> re.Pattern[str]:
    """Compile what a quoted cell is; nothing is given back, so that the time stays linear.

    A look-ahead and its reference do it: possessive groups match wrongly before Python 3.11.5.
    """
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    end = rf"(?=[ \t]*(?:{delimiter}|\n|\Z))"
    plain = rf"\\.|[^{quote}\\]++|\\" if dialect.escaped else rf"[^{quote}]++"
    inside = rf"(?:{plain}|{quote}{quote}|{quote}(?!{end[3:]})*"
    return re.compile(rf"[ ]*{quote}(?=({inside}))\1{quote}{end}[ ]*", re.DOTALL)


def _tolerant(text: str, dialect: Dialect, width: int = 0) -> Iterator[list[str]]:
    """Split a text of which quotes may be stray or missing; `width` unmasks a cell that ate rows."""
    delimiter, quote = dialect.delimiter, dialect.quote
    pattern = _quoted(dialect)
    position, size, row, open_ended = 0, len(text), [], False
    while position <= size:
        found = None
        if not open_ended and text.startswith((quote, " " + quote), position):
            found = pattern.match(text, position)
            open_ended = found is None  # no closing quote from here on
            if found and _ate_rows(found[1], delimiter, width):
                found = None
        if found:
            cell, position = _plain(found[1], dialect), found.end()
        else:
            end = _next(text, delimiter, position)
            cell, position = text[position:end], end
        row.append(cell)
        if position < size and text[position] == delimiter:
            position += 1
            continue
        yield [] if row == [""] else row
        row = []
        position += 1


def _next(text: str, delimiter: str, position: int) -> int:
    """Find the end of a cell without quotes."""
    line_end = text.find("\n", position)
    line_end = len(text) if line_end < 0 else line_end
    cut = text.find(delimiter, position, line_end)
    return line_end if cut < 0 else cut


def _ate_rows(cell: str, delimiter: str, width: int) -> bool:
    """Say whether the lines inside a quoted cell look like rows of the table."""
    if width < 3 or cell.count("\n") < 2:
        return False
    lines = cell.split("\n")[1:-1]
    return 2 * sum(line.count(delimiter) >= width - 1 for line in lines) > len(lines)


def _plain(cell: str, dialect: Dialect) -> str:
    if dialect.escaped:
        cell = cell.replace("\\" + dialect.quote, dialect.quote)
    return cell.replace(dialect.quote * 2, dialect.quote)
