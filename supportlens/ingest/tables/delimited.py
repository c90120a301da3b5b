"""Splits delimited text of any dialect into rows of cells.

A quote opens a cell only at its start and closes it only before a delimiter or the row's end; any
other quote is a character like all others. A row that still has another width than the rest is read
once more in the ways in which a single row goes wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from supportlens.ingest.tables import dialects
from supportlens.ingest.tables.dialects import USUAL, Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_ENDS = ("\x85", "\u2028", "\x1e", "\x0b")
"""What ends the lines of a text that has neither line feeds nor carriage returns."""

_MENDED = 1 << 14
"""Characters of the longest line that is read again."""

_MORE_CELLS = 50


def rows_of(text: str) -> tuple[list[list[str]], str | None]:
    """Split a text into rows of cells; also give the delimiter, None for a single column."""
    lone = text.count("\r") - text.count("\r\n")
    lined = _with_one_line_end(text, lone)
    rows, delimiter = _rows_of_lines(lined)
    if 0 < lone < text.count("\n"):  # a line that ends in another way, or a return inside a text
        other = _rows_of_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
        if _rows_of_usual_width(other[0]) > _rows_of_usual_width(rows):
            return other
    return rows, delimiter


def dialect_of(text: str) -> Dialect:
    """Choose the dialect in which the rows of `text` agree best."""
    return dialects.best(text, _tolerant)


def row_of(line: str, dialect: Dialect, width: int) -> list[str]:
    """Split one odd row of a text whose dialect and usual width are known."""
    return next(_tolerant(line, dialect, width))


def _rows_of_lines(text: str) -> tuple[list[list[str]], str | None]:
    announced = re.match(r'"?sep=(.)"?\n', text, re.IGNORECASE)  # Excel's own first line
    if announced:
        rows = _split(text[announced.end() :], Dialect(announced[1]))
        return [[], *rows], announced[1]
    dialect = dialect_of(text)
    return _split(text, dialect), dialect.delimiter or None


def _with_one_line_end(text: str, lone: int) -> str:
    if "\n" not in text and "\r" not in text:
        end = next((end for end in _LINE_ENDS if end in text), "\n")
        return text.replace(end, "\n")
    text = text.replace("\r\n", "\n")
    return text.replace("\r", "\n" if lone >= text.count("\n") else " ") if lone else text


def _split(text: str, dialect: Dialect) -> list[list[str]]:
    """Split by the standard reader where the text keeps to the rules, tolerantly where it does not."""
    if not dialect.delimiter:
        return [[_unquoted(line)] if line else [] for line in text.split("\n")]
    strict = _strict(text, dialect)
    if strict is not None and _is_even(strict):
        return _tidied(strict, text, dialect)
    width = dialects.usual_width(_tolerant(dialects.sample(text), dialect))
    tolerant = _tidied(list(_tolerant(text, dialect, width)), text, dialect)
    if strict is not None and _rows_of_usual_width(strict) > _rows_of_usual_width(tolerant):
        return strict
    return tolerant


def _strict(text: str, dialect: Dialect) -> list[list[str]] | None:
    """Read by the rules of RFC 4180; None where a quote breaks them or a cell is beyond the limit."""
    if dialect.escaped or dialect.prose or len(dialect.delimiter) > 1:
        return None
    try:
        return list(
            csv.reader(
                io.StringIO(text, newline="\n"),
                delimiter=dialect.delimiter,
                quotechar=dialect.quote,
                strict=True,
            )
        )
    except csv.Error:
        return None


def _unquoted(line: str) -> str:
    if len(line) > 1 and line[0] == line[-1] == '"':
        return line[1:-1].replace('""', '"')
    return line


def _rows_of_usual_width(rows: list[list[str]]) -> int:
    """Count the rows of the commonest width above one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)


def _is_even(rows: list[list[str]]) -> bool:
    return _rows_of_usual_width(rows) == sum(1 for row in rows if row)


@cache
def _quoted(dialect: Dialect) -> re.Pattern[str]:
    """Compile what a quoted cell is; nothing is given back, so that the time stays linear.

    A look-ahead and its reference do it: possessive groups match wrongly before Python 3.11.5.
    """
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    space = "" if " " in dialect.delimiter else "[ ]*"
    end = rf"(?=[ \t]*(?:{delimiter}{'(?! )' if dialect.prose else ''}|\n|\Z))"
    plain = rf"\\.|[^{quote}\\]++|\\" if dialect.escaped else rf"[^{quote}]++"
    inside = rf"(?:{plain}|{quote}{quote}|{quote}(?!{end[3:]})*"
    return re.compile(rf"{space}{quote}(?=({inside}))\1{quote}{end}{space}", re.DOTALL)


@cache
def _closings(dialect: Dialect) -> tuple[re.Pattern[str], ...]:
    """Compile what else a quoted cell of an odd line may be.

    It may end at the first quote before a delimiter, doubled or not; hold no single quote at all; or
    end only before a delimiter without a space after it, as no other stands in a sentence.
    """
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    end = rf"(?=[ \t]*(?:{delimiter}|\Z))"
    return (
        re.compile(rf"[ ]*{quote}(.*?){quote}{end}"),
        re.compile(rf"[ ]*{quote}((?:[^{quote}]|{quote}{quote})*){quote}{end}"),
        re.compile(rf"[ ]*{quote}(.*?){quote}(?=[ \t]*(?:{delimiter}(?! )|\Z))"),
    )


def _tolerant(text: str, dialect: Dialect, width: int = 0) -> Iterator[list[str]]:
    """Split a text of which quotes may be stray or missing; `width` lets odd rows be read again."""
    position, size, sealed = 0, len(text), 0
    while position <= size:
        row, end, sealed = _row_at(text, position, dialect, width, sealed)
        if width > 1 and len(row) != width and any(row):
            line_end = text.find("\n", position)
            line_end = size if line_end < 0 else line_end
            mended = _mended(text[position:line_end], dialect, width)
            if mended is not None:
                row, end = mended, line_end
        yield [] if row == [""] else row
        position = end + 1


def _row_at(
    text: str, position: int, dialect: Dialect, width: int, sealed: int
) -> tuple[list[str], int, int]:
    """Read the row at `position`; give it, its end, and up to where no quote may span lines.

    A quoted cell that ate rows is taken back, and so would be every other that ends where it ended:
    up to there quotes are closed on their line, which keeps the time linear.
    """
    delimiter, pattern, size, row = dialect.delimiter, _quoted(dialect), len(text), []
    openings = (dialect.quote, " " + dialect.quote)
    barren = False  # no quote closes on the rest of the line
    while True:
        found = None
        if not barren and text.startswith(openings, position):
            found = pattern.match(text, position, _line_end(text, position) if position < sealed else size)
            if found is None:
                barren = position < sealed
                sealed = max(sealed, size) if position >= sealed else sealed
            elif width and _ate_rows(found[1], delimiter, width):
                sealed, found = found.end(), pattern.match(text, position, _line_end(text, position))
        if found:
            cell, position = _plain(found[1], dialect), found.end()
        else:
            end = _next(text, delimiter, position)
            cell, position = text[position:end], end
        row.append(cell)
        if not text.startswith(delimiter, position):
            return row, max(position, _line_end(text, position)), sealed
        position += len(delimiter)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _next(text: str, delimiter: str, position: int) -> int:
    """Find the end of a cell without quotes."""
    line_end = _line_end(text, position)
    cut = text.find(delimiter, position, line_end)
    return line_end if cut < 0 else cut


def _ate_rows(cell: str, delimiter: str, width: int) -> bool:
    """Return whether the lines inside a quoted cell look like rows of the table."""
    if width < 3 or "\n" not in cell:
        return False
    lines = cell.split("\n")[1:]
    if len(lines) == 1:  # an opening quote without its partner takes the first cell of the next row
        return cell.count(delimiter) >= width - 1
    return 2 * sum(line.count(delimiter) >= width - 1 for line in lines[:-1]) > len(lines) - 1


def _mended(line: str, dialect: Dialect, width: int) -> list[str] | None:
    """Read an odd line in the ways in which a single row goes wrong, until its width is right.

    Very long lines are left alone: each of their cells may be looked at as far as their end.
    """
    if len(line) > _MENDED or line.count(dialect.delimiter) > width + _MORE_CELLS:
        return None
    return next((row for row in _readings(line, dialect, width) if len(row) == width), None)


def _readings(line: str, dialect: Dialect, width: int) -> Iterator[list[str]]:
    delimiter, quote = dialect.delimiter, dialect.quote
    other = Dialect(delimiter, quote="'" if quote == '"' else '"')
    if quote in line:
        yield from (list(_closed_by(pattern, line, dialect)) for pattern in _closings(dialect))
        cells = line.split(delimiter)
        if sum(cell.count(quote) % 2 for cell in cells) < 2:  # no quoted cell is torn by it
            yield [_unwrapped(cell, quote) for cell in cells]
    if other.quote in line:
        yield next(_tolerant(line, other))
    if delimiter.strip() != delimiter and delimiter.strip():
        yield [cell.strip() for cell in next(_tolerant(line, Dialect(delimiter.strip(), quote)))]
    if width > 2 and line.count(delimiter) < width - 1:
        for foreign in (", ", *USUAL, " "):
            if foreign != delimiter and line.count(foreign) >= width - 1:
                yield next(_tolerant(line, Dialect(foreign, quote)))


def _closed_by(pattern: re.Pattern[str], line: str, dialect: Dialect) -> Iterator[str]:
    """Split a line whose quoted cells are what `pattern` says."""
    position, size = 0, len(line)
    while position <= size:
        found = pattern.match(line, position)
        end = found.end() if found else _next(line, dialect.delimiter, position)
        yield found[1].replace(dialect.quote * 2, dialect.quote) if found else line[position:end]
        position = _next(line, dialect.delimiter, end) + len(dialect.delimiter)


def _unwrapped(cell: str, quote: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == quote:
        return cell[1:-1]
    return cell


def _tidied(rows: list[list[str]], text: str, dialect: Dialect) -> list[list[str]]:
    """Take other quotes, or a space before each cell, off the few rows in which all cells have them."""
    other = "'" if dialect.quote == '"' else '"'
    wrapped = [at for at, row in enumerate(rows) if len(row) > 1 and _all_wrapped(row, other)]
    spaced = [at for at, row in enumerate(rows) if len(row) > 2 and any(cell[:1] == " " for cell in row[1:])]
    if 2 * len(wrapped) >= len(rows) or 2 * len(spaced) >= len(rows) or not (wrapped or spaced):
        return rows
    lines = text.split("\n")
    if len(lines) - len(rows) not in {0, 1}:  # cells of several lines: which line a row is cannot be told
        return rows
    for at in wrapped:
        if dialect.quote not in lines[at]:
            rows[at] = [_unwrapped(cell, other) for cell in rows[at]]
    for at in spaced:
        if _is_spaced(lines[at], dialect):
            rows[at] = [cell.removeprefix(" ") for cell in rows[at]]
    return rows


def _is_spaced(line: str, dialect: Dialect) -> bool:
    """Return whether a space follows every delimiter outside of quotes."""
    bare = re.sub(f"{dialect.quote}[^{dialect.quote}]*{dialect.quote}", "x", line)
    return all(cell[:1] == " " for cell in bare.split(dialect.delimiter)[1:])


def _all_wrapped(row: list[str], quote: str) -> bool:
    return all(not cell or (len(cell) > 1 and cell[0] == cell[-1] == quote) for cell in row) and any(row)


def _plain(cell: str, dialect: Dialect) -> str:
    if dialect.escaped:
        cell = cell.replace("\\" + dialect.quote, dialect.quote)
    return cell.replace(dialect.quote * 2, dialect.quote)
