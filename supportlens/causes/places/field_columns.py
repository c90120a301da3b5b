"""Fields as codes: those that may hold the place of a cause, and why others cannot."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SCOPE_FIELDS, Derived, Field, FieldGap, FieldGapReason, Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import ScopeClaim, Tickets

    Mask = npt.NDArray[np.bool_]

MIN_TICKETS = 10
"""Minimum tickets of a value.

Judgement: with fewer the interval of a risk ratio is wide; larger hides small sites.
"""
MAX_TAGS = 100
"""Maximum number of tags that are compared, most frequent first.

Judgement: more are topics of their own; each comparison weakens all others.
"""
SAME_TICKETS_JACCARD = 0.95
"""Overlap (Jaccard) of a tag's tickets with those of another field's value from which it repeats the value.

Judgement: all but a few; smaller drops tags that say more than the field, larger counts versions twice.
"""
EMPTY, TOO_RARE = -1, -2
"""The code of an empty field, and that of a value with too few tickets."""


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A field as codes: `codes` (n tickets) are positions in `labels`, negative if empty or too rare.

    `labels` are the values with at least MIN_TICKETS tickets, most frequent first, ties by name.
    """

    name: str
    codes: npt.NDArray[np.signedinteger]
    labels: tuple[str, ...]

    def mask(self, value: int) -> Mask:
        """Mark the tickets with the value at a position."""
        return np.asarray(self.codes == value)


def build_columns(tickets: Tickets) -> tuple[tuple[FieldColumn, ...], tuple[FieldGap, ...]]:
    """Convert every field that may hold a place, custom columns included, to codes.

    A field that does not distinguish tickets is left out; the gaps give the reason.
    """
    found = [_build_column(name, tickets.values(name)) for name in _list_fields(tickets)]
    gaps = tuple(gap for _, gap in found if gap is not None)
    single = [column for column, gap in found if gap is None]
    return (*single, *_build_tag_columns(tickets, single)), gaps


def find_column(columns: Iterable[FieldColumn], claim: ScopeClaim) -> FieldColumn:
    """Return the column with the first value of a claim; tags have several columns of one name."""
    return next(column for column in columns if column.name == claim.field and claim.value in column.labels)


def _build_tag_columns(tickets: Tickets, others: Sequence[FieldColumn]) -> list[FieldColumn]:
    """Convert tags to columns in which each ticket has at most one of the values.

    A tag that repeats a value of the `others`, such as the version, is left out: it would be a second place.

    Tags that no ticket has together share a column, as the names of applications do, so that a value is
    compared with its alternatives; the others have columns of their own, all of one name.
    """
    if Field.TAGS.value not in tickets.frame.columns:
        return []
    codes, cells = tickets.frame[Field.TAGS.value].factorize()
    tags = [Tags.split(str(cell)) for cell in cells]
    rows = np.bincount(codes, minlength=len(cells))
    counts: Counter[str] = Counter()
    for cell, count in zip(tags, rows, strict=True):
        counts.update(dict.fromkeys(cell, int(count)))
    frequent = sorted(
        (tag for tag in counts if counts[tag] >= MIN_TICKETS), key=lambda tag: (-counts[tag], tag)
    )
    having = {
        tag: np.array([tag in cell for cell in tags], dtype=bool)
        for tag in frequent[:MAX_TAGS]
        if counts[tag] < len(codes)
    }
    having = {tag: cells for tag, cells in having.items() if not _is_repetition(cells[codes], others)}
    groups: list[tuple[list[str], Mask]] = []
    for tag, cell_mask in having.items():
        apart = next((group for group in groups if not (group[1] & cell_mask).any()), None)
        if apart is None:
            groups.append(([tag], cell_mask.copy()))
        else:
            apart[0].append(tag)
            np.logical_or(apart[1], cell_mask, out=apart[1])
    filled = np.array([bool(cell) for cell in tags], dtype=bool)
    return [_build_tag_column(labels, having, filled, codes) for labels, _ in groups]


def _is_repetition(mask: Mask, others: Sequence[FieldColumn]) -> bool:
    """Return whether n tickets are those of one value of another field, but for a few."""
    for column in others:
        inside = column.codes[mask & (column.codes >= 0)]
        if not len(inside):
            continue
        shared = np.bincount(inside, minlength=len(column.labels))
        value = int(shared.argmax())
        both = int(shared[value])
        if both >= SAME_TICKETS_JACCARD * (int(mask.sum()) + int(column.mask(value).sum()) - both):
            return True
    return False


def _build_tag_column(
    labels: list[str], having: dict[str, Mask], filled: Mask, codes: npt.NDArray[np.intp]
) -> FieldColumn:
    place = np.where(filled, TOO_RARE, EMPTY).astype(_smallest_kind(len(labels)))
    for value, tag in enumerate(labels):
        place[having[tag]] = value
    return FieldColumn(Field.TAGS.value, place[codes], tuple(labels))


def _list_fields(tickets: Tickets) -> list[str]:
    fields = [str(name) for name in (*SCOPE_FIELDS, Derived.SEGMENT) if name in tickets.frame.columns]
    own = (name for name in tickets.custom if name in tickets.original.columns)
    return fields + [name for name in own if name not in tickets.frame.columns]


def _build_column(name: str, values: pd.Series[str]) -> tuple[FieldColumn, FieldGap | None]:
    codes, found = values.factorize()
    written = [str(value) for value in found]
    counts = np.bincount(codes, minlength=len(written))
    filled = np.array([value != "" for value in written], dtype=bool)
    enough = [value for value in range(len(written)) if filled[value] and counts[value] >= MIN_TICKETS]
    ordered = sorted(enough, key=lambda value: (-counts[value], written[value]))
    place = np.where(filled, TOO_RARE, EMPTY).astype(_smallest_kind(len(ordered)))
    place[ordered] = np.arange(len(ordered))
    known, different = int(counts[filled].sum()), int(filled.sum())
    column = FieldColumn(name, place[codes], tuple(written[value] for value in ordered))
    reason = _find_gap_reason(known, different, len(ordered))
    return column, FieldGap(name, reason, different, known) if reason else None


def _smallest_kind(values: int) -> npt.DTypeLike:
    """Return the smallest kind of numbers for the codes of so many values: a large log has many tags."""
    return np.int16 if values < np.iinfo(np.int16).max - 2 else np.int32  # two less: see `count_values`


def _find_gap_reason(known: int, different: int, frequent: int) -> FieldGapReason | None:
    if known < MIN_TICKETS:
        return FieldGapReason.EMPTY
    if different == 1:
        return FieldGapReason.ONE_VALUE
    return None if frequent else FieldGapReason.SCATTERED
