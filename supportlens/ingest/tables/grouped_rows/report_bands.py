"""Finds the bands of a report, "Technician: Ana" between the rows of a table, and makes columns of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from supportlens.domain import Rejection
from supportlens.ingest.tables.filled_cells import Rows, count_filled
from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.tables.table import Grid
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

BAND, SUBTOTAL = "group_row", "subtotal"
"""Why such rows are no tickets, in the codes of `Rejection.reason`."""

UNNAMED = "#group"
"""The name of a column of bands without a label, in a report whose title does not say what groups it."""

_FEWEST_CELLS = 3
"""Filled cells of the rows of a table in which a row of one cell stands out."""

_MOST_LABELS = 4
"""Labels of the bands of a report, one inside another. Judgement: more are lines of a text, not groups."""

_LONGEST_RUN = 5
"""Rows of one cell in succession. Judgement: more are lines of a text without quotes, not bands."""

_LABELLED = re.compile(r"\s*([^\W\d_][^:\uff1a]{1,40}?)\s*[:\uff1a](?!//)\s*(.{0,120})", re.DOTALL)
_COUNTED = re.compile(r"\s*(\S.{0,80}?)\s*\((?:[^\W\d_]+\s*[:\uff1a]?\s*)?(\d{1,6})(?:\s+[^\W\d_]+)?\)\s*")
_NUMBER = re.compile(r"\d{1,7}")
_CLOSING = re.compile(rf"\W*(?:{reading_words().footers})", re.IGNORECASE)
_LINKED = re.compile(rf"\b(?:{reading_words().group_links})\s+(\S[^,;:]{{1,40}})$", re.IGNORECASE)


class _Lone(NamedTuple):
    """A row of one cell: its index, the label and the value in it, and the number of rows that it claims."""

    at: int
    label: str
    value: str
    rows: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The rows of a report without its bands, which are blank; and for each row the values of its bands."""

    rows: Rows
    labels: tuple[str, ...]
    values: dict[int, tuple[str, ...]]
    apart: tuple[tuple[int, str], ...]


def find_bands(rows: Rows) -> Bands | None:
    """Return the bands of a report, None for any other table."""
    lone = [at for at, row in enumerate(rows) if row and not any(row[2:])]
    if not lone or len(lone) > 0.7 * len(rows):
        return None
    summed = {at for at in _complement(lone, len(rows)) if _is_sum(rows[at])}
    rest = _complement([*lone, *summed], len(rows))
    full = [at for at in rest if count_filled(rows[at]) >= _FEWEST_CELLS]
    if len(full) < _FEWEST_CELLS:
        return None
    read = [one for at in lone if full[0] - _LONGEST_RUN <= at and (one := _read_lone(rows[at], at))]
    subtotals = _find_subtotals(read, full) | summed
    others = [one for one in read if one.at not in subtotals and one.at < full[-1]]
    if _longest_run(others) > _LONGEST_RUN:
        return None
    bands = _labelled_bands(others, full, len(subtotals)) or _unlabelled_bands(others, full, subtotals, rows)
    if not bands:
        return None
    return _apply_bands(rows, bands, subtotals & set(range(min(bands), len(rows))))


def add_bands(grid: Grid, bands: Bands | None, first: int) -> Grid:
    """Return a grid with a column for each label of the bands, and with the bands as rejections.

    `first` is the number of the first row in the file.
    """
    if bands is None:
        return grid
    none = ("",) * len(bands.labels)
    rows = [
        [*row, *bands.values.get(number - first, none)]
        for number, row in zip(grid.numbers, grid.rows, strict=True)
    ]
    apart = tuple(Rejection(at + first, reason) for at, reason in bands.apart)
    return replace(
        grid, columns=(*grid.columns, *bands.labels), rows=rows, rejections=(*grid.rejections, *apart)
    )


def _complement(lone: Sequence[int], count: int) -> list[int]:
    apart = set(lone)
    return [at for at in range(count) if at not in apart]


def _is_sum(row: Sequence[str]) -> bool:
    """Return whether a row has a word for a sum, and numbers alone in later columns, as in spreadsheets."""
    cells = [cell.strip() for cell in row if cell.strip()]
    numbers = [cell for cell in cells[1:] if _NUMBER.fullmatch(cell.replace(",", "").replace(".", ""))]
    return len(cells) > 1 and len(numbers) == len(cells) - 1 and _CLOSING.match(cells[0]) is not None


def _read_lone(row: Sequence[str], at: int) -> _Lone | None:
    """Return the label and value of a row of one cell, or of a label and its value in two."""
    cells = [cell.strip() for cell in row[:2] if cell.strip()]
    if not cells or (len(cells) == 2 and not cells[0].endswith((":", "\uff1a"))):
        return None
    text = " ".join(cells)
    counted = _COUNTED.fullmatch(text)
    count = int(counted[2]) if counted else None
    bare = counted[1] if counted else text
    labelled = _LABELLED.fullmatch(bare)
    if labelled and len(labelled[1].split()) <= 5:
        return _Lone(at, labelled[1].strip(), labelled[2].strip(), count, text)
    return _Lone(at, "", bare, count, text)


def _find_subtotals(read: Sequence[_Lone], full: Sequence[int]) -> set[int]:
    """Return the rows that count or sum the rows above them: by their words, or as their number is right."""
    found = set()
    counts = Counter(fold_words(one.label) for one in read if one.label)
    for one in read:
        if one.at < full[0]:
            continue
        numeric = bool(_NUMBER.fullmatch(one.value.replace(",", "").replace(".", "")))
        worded = bool(_CLOSING.match(one.text)) and any(map(str.isdigit, one.text))
        repeated = bool(one.label) and counts[fold_words(one.label)] > 1
        if worded or (
            numeric and repeated and int(re.sub(r"\D", "", one.value)) == _rows_above(one.at, read, full)
        ):
            found.add(one.at)
    return found


def _rows_above(at: int, read: Sequence[_Lone], full: Sequence[int]) -> int:
    """Count the rows of the table between a row of one cell and the one before it."""
    before = max((one.at for one in read if one.at < at), default=-1)
    return sum(1 for row in full if before < row < at)


def _longest_run(read: Sequence[_Lone]) -> int:
    longest = run = 0
    last = -2
    for one in read:
        run = run + 1 if one.at == last + 1 else 1
        longest, last = max(longest, run), one.at
    return longest


def _labelled_bands(
    others: Sequence[_Lone], full: Sequence[int], subtotals: int
) -> dict[int, tuple[str, str]]:
    """Return label and value of the bands with a repeated label, by their rows."""
    labels: dict[str, list[_Lone]] = {}
    for one in others:
        if one.label:
            labels.setdefault(fold_words(one.label), []).append(one)
    chosen = {
        folded: found
        for folded, found in labels.items()
        if found[-1].at > full[0] and _are_bands(found, full, subtotals)
    }
    if not chosen or len(chosen) > _MOST_LABELS:
        return {}
    return {one.at: (found[0].label, one.value) for found in chosen.values() for one in found}


def _are_bands(found: Sequence[_Lone], full: Sequence[int], subtotals: int) -> bool:
    known = count_known_headers([found[0].label]) > 0
    if len(found) == 1:
        return known and subtotals > 0 and found[0].at < full[1]
    values = {one.value for one in found}
    grouped = len(full) >= 2 * len(found) or subtotals >= len(found) - 1
    return (known and len(full) >= len(found)) or (grouped and 2 * len(values) > len(found))


def _unlabelled_bands(
    others: Sequence[_Lone], full: Sequence[int], subtotals: set[int], rows: Rows
) -> dict[int, tuple[str, str]]:
    """Return the bands without a label whose numbers of rows are right, as in "Sales (12)"."""
    bare = [one for one in others if not one.label and one.value]
    header = full[0]
    inside = [one for one in bare if one.at > header or (one.at == header - 1 and one.rows)]
    if len(inside) < 2:
        return {}
    ends = [*(one.at for one in inside[1:]), len(rows)]
    sizes = [sum(1 for at in full if one.at < at < end) for one, end in zip(inside, ends, strict=True)]
    right = all(one.rows in {size, size - 1} for one, size in zip(inside, sizes, strict=True))
    closed = sum(
        1 for one, end in zip(inside, ends, strict=True) if any(one.at < at < end for at in subtotals)
    )
    if not all(sizes) or not (right or closed == len(inside)):
        return {}
    label = _label_in_title(rows, header)
    return {one.at: (label, one.value) for one in inside}


def _label_in_title(rows: Rows, header: int) -> str:
    """Return what groups a report by its title, "Requests by technician", else a name of no language."""
    for row in rows[:header]:
        for cell in row:
            linked = _LINKED.search(cell.strip())
            if linked and count_known_headers([linked[1]]):
                return linked[1]
    return UNNAMED


def _apply_bands(rows: Rows, bands: dict[int, tuple[str, str]], subtotals: set[int]) -> Bands:
    labels = tuple(dict.fromkeys(label for _, (label, _) in sorted(bands.items())))
    current = dict.fromkeys(labels, "")
    kept: list[Sequence[str]] = []
    values: dict[int, tuple[str, ...]] = {}
    for at, row in enumerate(rows):
        if at in bands:
            label, value = bands[at]
            inner = labels[labels.index(label) + 1 :]
            current |= {label: value, **dict.fromkeys(inner, "")}
        if at in bands or at in subtotals:
            kept.append(())
        else:
            kept.append(row)
            values[at] = tuple(current.values())
    apart = sorted([*((at, BAND) for at in bands), *((at, SUBTOTAL) for at in subtotals)])
    return Bands(kept, labels, values, tuple(apart))
