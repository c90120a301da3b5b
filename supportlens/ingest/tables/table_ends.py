"""Finds where a table ends: its footers, and another table below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from supportlens.ingest.tables.cell_forms import CellProfile, profile_rows
from supportlens.ingest.tables.filled_cells import PROFILED, Rows, count_filled, has_digits, trim_row
from supportlens.resources import reading_words

_LOOKED_BELOW = 9
"""Rows below a row of words that may belong to it. Judgement: more blank rows separate two tables."""

_FEWEST_ROWS = 2
"""Rows of a table before a change of width, and after it. Judgement: a single row may be an odd one."""

_SEARCHED = 40
"""Rows in which the end of a table of few rows is searched. Judgement: more is not few."""

MOST_FOOTERS = 10
"""Rows at the end in which footers are searched. Judgement: more risks rows of a sparse table."""

_CLOSING = re.compile(rf"\W*(?:{reading_words().footers})", re.IGNORECASE)


def find_end(
    rows: Rows, header: tuple[int, ...], start: int, columns: Sequence[CellProfile]
) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Return the end of the table, and why the rows below do not belong to it."""
    above = [row for row in rows[start : start + PROFILED] if count_filled(row)]
    # the upper half: a second table must not affect the profile of the first
    own = profile_rows(above[: max(5, len(above) // 2)], len(columns))
    early = _find_early_end(rows, header, start, len(columns))
    end = early if early is not None else _find_second_table(rows, header, start, own)
    apart = [(at, "second_table") for at in range(end, len(rows)) if count_filled(rows[at])]
    usual = usual_filled(rows[start : start + PROFILED])
    closing = []
    for at in range(end - 1, max(start, end - 1 - MOST_FOOTERS), -1):
        count = count_filled(rows[at])
        if count and not _is_footer(rows, at, usual, columns):
            break
        end = at
        closing += [(at, "footer")] if count else []
    return end, (*reversed(closing), *apart)


def find_change_of_width(rows: Rows, head: int) -> int | None:
    """Return where a table of few rows ends and a wider or narrower one begins with its header, if so.

    Most rows have the width of the table below, so that only the change of width tells the tables apart.
    """
    width = len(rows[head])
    below = [row for row in rows[head + 1 : head + 1 + PROFILED] if count_filled(row)]
    if width < 2 or not below or 2 * sum(1 for row in below if len(row) == width) > len(below):
        return None
    at = head + 1
    while at < len(rows) and (len(rows[at]) == width or not count_filled(rows[at])):
        at += 1
    following = [row for row in rows[at + 1 : at + 1 + _LOOKED_BELOW] if count_filled(row)]
    if at < head + _FEWEST_ROWS or len(following) < _FEWEST_ROWS or len(rows[at]) < 2:
        return None
    header = trim_row(rows[at])
    even = all(len(row) == len(rows[at]) for row in following)
    return at if even and could_open_another(header, (), ()) else None


def _find_early_end(rows: Rows, header: tuple[int, ...], start: int, width: int) -> int | None:
    """Return where a table of few rows ends and one of the same width begins, if it does.

    Its columns are profiled by its own rows, because most of the rows below are those of the other table.
    """
    names = _fold_names(rows, header)
    for at in range(start + _FEWEST_ROWS + 1, min(start + _SEARCHED, len(rows) - _FEWEST_ROWS)):
        if len(rows[at]) != width or not could_open_another(rows[at], names, ()):
            continue
        columns = profile_rows(rows[start:at], width)
        following = [row for row in rows[at + 1 : at + 1 + _LOOKED_BELOW] if len(row) == width]
        broken = sum(1 for cell, column in zip(rows[at], columns, strict=True) if not column.fits(cell))
        foreign = sum(1 for row in following if _count_misfits(row, columns) >= _FEWEST_ROWS)
        if broken >= _FEWEST_ROWS and len(following) > 1 and foreign == len(following):
            return at
    return None


def _count_misfits(row: Sequence[str], columns: Sequence[CellProfile]) -> int:
    return sum(1 for cell, column in zip(row, columns, strict=False) if not column.fits(cell))


def usual_filled(rows: Rows) -> int:
    """Return the most common number of filled cells of a row, ignoring blank rows."""
    counts = Counter(count for row in rows if (count := count_filled(row)))
    return counts.most_common(1)[0][0] if counts else 0


def _is_footer(rows: Rows, at: int, usual: int, columns: Sequence[CellProfile]) -> bool:
    """Return whether a row much emptier than the others is a footer rather than data."""
    row = rows[at]
    if usual < 2 or count_filled(row) > 0.5 * usual:
        return False
    first = next(cell for cell in row if cell.strip())
    if usual == 2:  # a row of one cell may be data, but not a total below a blank row
        return _CLOSING.match(first) is not None and not count_filled(rows[at - 1])
    if _CLOSING.match(first):
        return True
    fits = columns and columns[0].form and row[0].strip() and columns[0].fits(row[0])
    return count_filled(row) == 1 and not fits and not _is_next_number(rows, at)


def _is_next_number(rows: Rows, at: int) -> bool:
    """Return whether the only cell of a row counts on from the row above, as ids do and totals do not."""
    place, cell = next((place, cell.strip()) for place, cell in enumerate(rows[at]) if cell.strip())
    above = rows[at - 1][place].strip() if at and place < len(rows[at - 1]) else ""
    return cell.isdecimal() and above.isdecimal() and int(cell) == int(above) + 1


def _find_second_table(
    rows: Rows, header: tuple[int, ...], start: int, columns: Sequence[CellProfile]
) -> int:
    """Return the row at which another table begins, the number of rows without one."""
    own = _fold_names(rows, header)
    for at in _digitless_rows(rows, start, columns):
        row = trim_row(rows[at])
        if at == start or not could_open_another(row, own, columns):
            continue
        if _opens_another(row, rows, at, columns):
            while at > start and count_filled(rows[at - 1]) < 2:  # its title
                at -= 1  # noqa: PLW2901 - the search ends here
            return at
    return len(rows)


def _fold_names(rows: Rows, header: tuple[int, ...]) -> list[str]:
    return [cell.strip().casefold() for cell in rows[header[-1]]] if header else []


def could_open_another(row: Sequence[str], own: Sequence[str], columns: Sequence[CellProfile]) -> bool:
    """Return whether a row may be another table's header: distinct words instead of the columns' forms.

    `own` is this table's case-folded header, which may repeat on every page.
    """
    cells = [cell.strip().casefold() for cell in row]
    if cells == list(own[: len(cells)]) or len(set(cells)) < len(cells) or "" in cells or has_digits(row):
        return False
    return not any(column.form and column.fits(cell) for cell, column in zip(row, columns, strict=False))


def _digitless_rows(rows: Rows, start: int, columns: Sequence[CellProfile]) -> Iterator[int]:
    """Yield the rows without a digit in the first column that has a form."""
    column = next((at for at, column in enumerate(columns) if column.form), None)
    if column is None:
        return
    for at in range(start, len(rows) - 1):
        row = rows[at]
        if len(row) > 1 and not any(map(str.isdigit, row[column] if column < len(row) else row[-1])):
            yield at


def _opens_another(row: Sequence[str], rows: Rows, at: int, columns: Sequence[CellProfile]) -> bool:
    """Return whether such a row is separated from this table, or followed by rows of another shape."""
    typed = sum(1 for _, column in zip(row, columns, strict=False) if column.form)
    if count_filled(rows[at - 1]) < 2:
        narrow = len(rows[at]) < len(columns) and all(
            len(below) == len(rows[at]) for below in rows[at + 1 : at + 1 + _FEWEST_ROWS]
        )
        return len(row) > 1 and (typed >= 1 or narrow)
    following = next((below for below in rows[at + 1 : at + 1 + _LOOKED_BELOW] if count_filled(below)), ())
    if len(following) == len(columns) and _do_all_fit(following, columns):
        return False
    other = len(rows[at]) != len(columns)
    return len(row) > 1 and typed >= (1 if other else 2) and (other or len(row) >= 0.8 * len(columns))


def _do_all_fit(row: Sequence[str], columns: Sequence[CellProfile]) -> bool:
    return all(column.fits(cell) for cell, column in zip(row, columns, strict=False))
