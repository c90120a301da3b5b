"""Splits delimited text of any dialect into rows of cells."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from supportlens.ingest.tables import dialects
from supportlens.ingest.tables.dialects import Dialect
from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.tables.quoted_cells import split_rows, unquote_cell
from supportlens.ingest.tables.strict_rows import split_single_column, split_strictly

_LINE_ENDS = ("\x85", "\u2028", "\x1e", "\x0b")
"""Line ends of a text without line feeds and carriage returns."""

_MOST_COMMENTS = 500
"""Lines at the start that may be comments. Judgement: a bound on the time."""

_BAND = re.compile(r"\s*[^\W\d_][^,;|\t:]{0,60}(?::[^,;|\t]{0,80}|\(\d+\)|\d+)\s*")
"""A line such as "Technician: Ana" or "Subtotal 8", in which nothing can delimit cells."""

_MOST_REPORT_LINES = 400
"""Lines of a report that are looked at for its dialect. Judgement: a bound on the time."""

_COMMENT = re.compile(r"\s*(?:#|%|//|;|!|--)+\s*(?:[^\W\d_][\w .()/-]{0,60}[:=].*)?")
"""A comment with a key and a value: delimiters in it say nothing of the table."""


def parse_delimited(text: str) -> tuple[list[list[str]], str | None]:
    """Return the rows of cells of a text, and its delimiter, None for a single column."""
    if "\r\\\n" in text:
        text = text.replace("\r\\\n", "\\\n")  # databases escape the line feed of a line end alone
    lone = text.count("\r") - text.count("\r\n")
    lined = _unify_line_ends(text, lone)
    rows, delimiter = _parse_lines(lined)
    if 0 < lone < text.count("\n"):  # other line ends, or a carriage return inside a text
        other = _parse_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
        if _count_usual_rows(other[0]) > _count_usual_rows(rows):
            return other
    return rows, delimiter


def find_dialect(text: str) -> Dialect:
    """Return the dialect in which the rows of `text`, below comments at its start, agree best."""
    skipped = _count_comments(text)
    return dialects.best_dialect(text.split("\n", skipped)[-1] if skipped else text, split_rows)


def parse_row(line: str, dialect: Dialect, width: int) -> list[str]:
    """Return the cells of an odd row of a text with known dialect and usual width."""
    return next(split_rows(line, dialect, width))


def _parse_lines(text: str) -> tuple[list[list[str]], str | None]:
    announced = re.match(r'"?sep=(.)"?\n', text, re.IGNORECASE)  # Excel's own first line
    if announced:
        rows = _split(text[announced.end() :], Dialect(announced[1]))
        return [[], *rows], announced[1]
    skipped = _count_comments(text)
    table = text.split("\n", skipped)[-1] if skipped else text
    dialect = find_dialect(table)
    if not dialect.delimiter:
        dialect = _find_dialect_between_bands(table) or dialect
    if not dialect.delimiter:
        return _split(text, dialect), None
    rows = _split(table, dialect)
    above = _split("\n".join(text.split("\n", skipped)[:skipped]), dialect) if skipped else []
    usual = dialects.usual_width(rows)
    if not all(len(row) == usual for row in above if row):  # else they are rows of this table
        above = [[] for _ in range(skipped)]
    return [*above, *rows], dialect.delimiter


def _find_dialect_between_bands(text: str) -> Dialect | None:
    """Return the dialect of a report whose groups are so small that their bands hide it, else None."""
    lines = text.split("\n", _MOST_REPORT_LINES)[:_MOST_REPORT_LINES]
    rest = [line for line in lines if not _BAND.fullmatch(line)]
    if len(lines) - len(rest) < 2 or len(rest) < 3:
        return None
    dialect = find_dialect("\n".join(rest))
    if not dialect.delimiter:
        return None
    known = any(count_known_headers(row) > 2 for row in split_rows("\n".join(rest[:20]), dialect))
    return dialect if known else None


def _count_comments(text: str) -> int:
    """Count the lines at the start such as "#TITLE: Export", which belong to no table."""
    lines = text.split("\n", _MOST_COMMENTS + 2)
    comments = list(takewhile(lambda line: not line.strip() or _COMMENT.fullmatch(line), lines[:-2]))
    return len(comments) if any(line.strip() for line in comments) else 0


def _unify_line_ends(text: str, lone: int) -> str:
    if "\n" not in text and "\r" not in text:
        end = next((end for end in _LINE_ENDS if end in text), "\n")
        return text.replace(end, "\n")
    text = text.replace("\r\n", "\n")
    return text.replace("\r", "\n" if lone >= text.count("\n") else " ") if lone else text


def _split(text: str, dialect: Dialect) -> list[list[str]]:
    """Split with the standard reader if the text follows the rules, else tolerantly."""
    if not dialect.delimiter:
        whole = split_single_column(text)
        return whole or [[_unquote_line(line)] if line else [] for line in text.split("\n")]
    strict = split_strictly(text, dialect.delimiter, dialect.quote) if dialect.is_standard else None
    if strict is not None and _is_even(strict):
        return _tidy_rows(strict, text, dialect)
    width = dialects.usual_width(split_rows(dialects.sample_lines(text), dialect))
    tolerant = _tidy_rows(list(split_rows(text, dialect, width)), text, dialect)
    if strict is not None and _count_usual_rows(strict) > _count_usual_rows(tolerant):
        return strict
    return tolerant


def _unquote_line(line: str) -> str:
    if len(line) > 1 and line[0] == line[-1] == '"':
        return line[1:-1].replace('""', '"')
    return line


def _count_usual_rows(rows: list[list[str]]) -> int:
    """Count the rows of the most common width above one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)


def _is_even(rows: list[list[str]]) -> bool:
    return _count_usual_rows(rows) == sum(1 for row in rows if row)


def _tidy_rows(rows: list[list[str]], text: str, dialect: Dialect) -> list[list[str]]:
    """Remove other quotes, or a space before each cell, from the few rows in which all cells have them."""
    other = "'" if dialect.quote == '"' else '"'
    wrapped = [at for at, row in enumerate(rows) if len(row) > 1 and _are_all_wrapped(row, other)]
    spaced = [at for at, row in enumerate(rows) if len(row) > 2 and any(cell[:1] == " " for cell in row[1:])]
    if 2 * len(wrapped) >= len(rows) or 2 * len(spaced) >= len(rows) or not (wrapped or spaced):
        return rows
    lines = text.split("\n")
    if len(lines) - len(rows) not in {0, 1}:  # multi-line cells: the line of a row is unknown
        return rows
    for at in wrapped:
        if dialect.quote not in lines[at]:
            rows[at] = [unquote_cell(cell, other) for cell in rows[at]]
    for at in spaced:
        if _is_spaced(lines[at], dialect):
            rows[at] = [cell.removeprefix(" ") for cell in rows[at]]
    return rows


def _is_spaced(line: str, dialect: Dialect) -> bool:
    """Return whether a space follows every delimiter outside quotes."""
    bare = re.sub(f"{dialect.quote}[^{dialect.quote}]*{dialect.quote}", "x", line)
    return all(cell[:1] == " " for cell in bare.split(dialect.delimiter)[1:])


def _are_all_wrapped(row: list[str], quote: str) -> bool:
    return all(not cell or (len(cell) > 1 and cell[0] == cell[-1] == quote) for cell in row) and any(row)
