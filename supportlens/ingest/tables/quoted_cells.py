"""Splits rows with stray or missing quotes.

A quote opens a cell only at its start and closes it only before a delimiter or the row's end; any other quote
is an ordinary character. A row that still has an unusual width is parsed again, allowing for the usual errors
of single rows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from supportlens.ingest.tables.backslashes import bare_cell, unescape_backslashes
from supportlens.ingest.tables.dialects import USUAL, Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator


_MENDED = 1 << 14
"""Maximum characters of a line that is parsed again: each attempt may take quadratic time."""

_MORE_CELLS = 50
"""Maximum surplus delimiters of a line that is parsed again. Judgement: more occur in concatenated rows."""

_KEY = re.compile(r"[^\W\d_][\w .-]{0,40}: ")
"""A title with a key, whose words are no cells."""


@cache
def _quoted_cell(dialect: Dialect) -> re.Pattern[str]:
    """Return the pattern of a quoted cell, without backtracking, so that the time stays linear.

    A look-ahead and a back-reference replace possessive groups, which have a bug before Python 3.11.5.
    """
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    space = "" if " " in dialect.delimiter else "[ ]*"
    end = rf"(?=[ \t]*(?:{delimiter}{'(?! )' if dialect.prose else ''}|\n|\Z))"
    plain = rf"\\.|[^{quote}\\]++|\\" if dialect.escaped else rf"[^{quote}]++"
    inside = rf"(?:{plain}|{quote}{quote}|{quote}(?!{end[3:]})*"
    return re.compile(rf"{space}{quote}(?=({inside}))\1{quote}{end}{space}", re.DOTALL)


@cache
def _odd_quoted_cells(dialect: Dialect) -> tuple[re.Pattern[str], ...]:
    """Return the alternative patterns of a quoted cell in an odd line.

    It may end at the first quote before a delimiter, doubled or not; contain no single quote at all; or end
    only before a delimiter without a following space, unlike those in sentences.
    """
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    end = rf"(?=[ \t]*(?:{delimiter}|\Z))"
    return (
        re.compile(rf"[ ]*{quote}(.*?){quote}{end}"),
        re.compile(rf"[ ]*{quote}((?:[^{quote}]|{quote}{quote})*){quote}{end}"),
        re.compile(rf"[ ]*{quote}(.*?){quote}(?=[ \t]*(?:{delimiter}(?! )|\Z))"),
    )


def split_rows(text: str, dialect: Dialect, width: int = 0) -> Iterator[list[str]]:
    """Yield the rows of a text with stray or missing quotes; with `width`, odd rows are parsed again."""
    position, size, sealed = 0, len(text), 0
    while position <= size:
        row, end, sealed = _read_row(text, position, dialect, width, sealed)
        if width > 1 and len(row) != width and any(row) and not dialect.backslashed:
            line_end = text.find("\n", position)
            line_end = size if line_end < 0 else line_end
            mended = _reread_line(text[position:line_end], dialect, width)
            if mended is not None:
                row, end = mended, line_end
        yield [] if row == [""] else row
        position = end + 1


def _read_row(
    text: str, position: int, dialect: Dialect, width: int, sealed: int
) -> tuple[list[str], int, int]:
    """Return the row at `position`, its end, and the position up to which no quote may span lines.

    A quoted cell that swallowed rows is undone. Every other cell with the same end would be as well, so up to
    there quotes are closed on their line, which keeps the time linear.
    """
    delimiter, pattern, size, row = dialect.delimiter, _quoted_cell(dialect), len(text), []
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
            cell, position = _unescape(found[1], dialect), found.end()
        elif dialect.backslashed:
            bare = bare_cell(delimiter).match(text, position)
            end = bare.end() if bare else position
            cell, position = unescape_backslashes(text[position:end]), end
        else:
            end = _cell_end(text, delimiter, position)
            cell, position = text[position:end], end
        row.append(cell)
        if not text.startswith(delimiter, position):
            return row, max(position, _line_end(text, position)), sealed
        position += len(delimiter)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _cell_end(text: str, delimiter: str, position: int) -> int:
    """Return the end of a cell without quotes."""
    line_end = _line_end(text, position)
    cut = text.find(delimiter, position, line_end)
    return line_end if cut < 0 else cut


def _ate_rows(cell: str, delimiter: str, width: int) -> bool:
    """Return whether the lines inside a quoted cell look like rows of the table."""
    if width < 3 or "\n" not in cell:
        return False
    lines = cell.split("\n")[1:]
    if len(lines) == 1:  # an opening quote without its partner swallows the first cell of the next row
        return cell.count(delimiter) >= width - 1
    return 2 * sum(line.count(delimiter) >= width - 1 for line in lines[:-1]) > len(lines) - 1


def _reread_line(line: str, dialect: Dialect, width: int) -> list[str] | None:
    """Return an odd line parsed with one of the usual errors of single rows; None if no width is right.

    Very long lines are skipped: each of their cells may be scanned to the end.
    """
    if len(line) > _MENDED or line.count(dialect.delimiter) > width + _MORE_CELLS:
        return None
    return next((row for row in _alternative_rows(line, dialect, width) if len(row) == width), None)


def _alternative_rows(line: str, dialect: Dialect, width: int) -> Iterator[list[str]]:
    delimiter, quote = dialect.delimiter, dialect.quote
    other = Dialect(delimiter, quote="'" if quote == '"' else '"')
    if quote in line:
        yield from (list(_split_by(pattern, line, dialect)) for pattern in _odd_quoted_cells(dialect))
        cells = line.split(delimiter)
        if sum(cell.count(quote) % 2 for cell in cells) < 2:  # no quoted cell is torn
            yield [unquote_cell(cell, quote) for cell in cells]
    if other.quote in line:
        yield next(split_rows(line, other))
    if delimiter.strip() != delimiter and delimiter.strip():
        yield [cell.strip() for cell in next(split_rows(line, Dialect(delimiter.strip(), quote)))]
    if width > 2 and line.count(delimiter) < width - 1:
        for foreign in (", ", *USUAL, " "):
            if foreign == " " and _KEY.match(line):
                continue
            if foreign != delimiter and line.count(foreign) >= width - 1:
                yield next(split_rows(line, Dialect(foreign, quote)))


def _split_by(pattern: re.Pattern[str], line: str, dialect: Dialect) -> Iterator[str]:
    """Yield the cells of a line whose quoted cells match `pattern`."""
    position, size = 0, len(line)
    while position <= size:
        found = pattern.match(line, position)
        end = found.end() if found else _cell_end(line, dialect.delimiter, position)
        yield found[1].replace(dialect.quote * 2, dialect.quote) if found else line[position:end]
        position = _cell_end(line, dialect.delimiter, end) + len(dialect.delimiter)


def unquote_cell(cell: str, quote: str) -> str:
    """Return a cell without the quotes around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == quote:
        return cell[1:-1]
    return cell


def _unescape(cell: str, dialect: Dialect) -> str:
    if dialect.backslashed:
        return unescape_backslashes(cell).replace(dialect.quote * 2, dialect.quote)
    if dialect.escaped:
        cell = cell.replace("\\" + dialect.quote, dialect.quote)
    return cell.replace(dialect.quote * 2, dialect.quote)
