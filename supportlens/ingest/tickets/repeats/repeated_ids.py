"""Makes tickets of the rows that share an id, by what a repeated id means in their tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Field, Rejection
from supportlens.ingest.tickets.converting import MESSAGE, MOMENT, UPDATED, WRITTEN_ID
from supportlens.ingest.tickets.repeats.id_qualifying import name_units, qualify_ids
from supportlens.ingest.tickets.repeats.repeat_evidence import (
    PERIODS,
    UNIT,
    find_partition,
    is_telling,
    weigh_repeats,
)
from supportlens.ingest.tickets.repeats.repeat_meaning import RepeatMeaning, decide_meaning
from supportlens.ingest.tickets.repeats.row_joining import RECENT, find_recent, join_messages, join_states
from supportlens.ingest.tickets.repeats.same_tickets import PART, PRECISE, find_precise, group_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supportlens.ingest.tickets.converting import ConvertedTable

COPY, STATE, JOINED = "duplicate_id", "earlier_state", "joined_message"
"""The rejection reasons of a row that is no ticket of its own: an exact copy, an earlier state, a message."""

QUALIFIED = "id_qualified"
"""The reason of a remark on a file whose ids other tickets share."""

_RARE = 0.05
"""Chance that two rows have the same text, below which date and text make one ticket of rows of one id.

Judgement: two desks that begin on one day share an id every day, so a twentieth of the rows would be lost.
"""

MEANT_BY = {COPY: "copy", STATE: RepeatMeaning.LATER_STATE.value, JOINED: RepeatMeaning.MESSAGE.value}
"""Rejection reason to the key of `SourceFile.repeated_ids`."""

_ID = Field.TICKET_ID.value


@dataclass(frozen=True, slots=True)
class Repeats:
    """The rows that are tickets, and for each table the others, remarks and what repeated ids mean."""

    rows: pd.DataFrame
    rejections: Mapping[int, list[Rejection]]
    remarks: Mapping[int, list[Rejection]]
    counts: Mapping[int, dict[str, int]]


def resolve_repeats(
    everything: pd.DataFrame, original: pd.DataFrame, parts: Sequence[ConvertedTable]
) -> Repeats:
    """Make one ticket of the rows that are one, and unique ids for those that are several.

    Exact copies within a sheet are left out first. Then each table whose ids still repeat is asked what that
    means, and each pair of sheets whether they count the same tickets. `everything` and `original` have one
    index.
    """
    written = everything[everything[WRITTEN_ID]]
    if not written[_ID].duplicated().any() and not any(part.are_messages for part in parts):
        return Repeats(everything, {}, {}, {})
    signatures = _sign_rows(written[written.duplicated(_ID, keep=False)], original, parts)
    copies = signatures.index[signatures.duplicated(["unit", "id", "fields", "cells"])]
    facts = {RECENT: find_recent(written), PRECISE: find_precise(written)}
    rows = written.assign(**facts).drop(index=copies)
    meanings = _find_meanings(rows, original, parts)
    shared = rows[rows.duplicated(_ID, keep=False)]
    restarts = _find_restarts(rows, original, meanings, parts)
    places = pd.concat(
        [pd.Series(dtype="str"), *(values for name, values in restarts if name not in PERIODS)]
    )
    tickets, counted = group_rows(shared, meanings, places, telling=is_telling(rows[MESSAGE], _RARE))
    joined = _join_rows(rows, tickets, meanings)
    qualifiers = [values for _, values in restarts]
    ids = qualify_ids(rows, tickets, counted, name_units(everything, parts), qualifiers)
    joined[_ID] = ids.loc[joined.index]
    changed = joined.index[joined[_ID].ne(rows.loc[joined.index, _ID])]
    left = _name_reasons(rows.drop(index=joined.index), rows, tickets, signatures, meanings)
    reasons = {**dict.fromkeys(copies, COPY), **left}
    columns = [*everything.columns, *(name for name in joined.columns if name not in everything.columns)]
    rest = everything[~everything[WRITTEN_ID]]
    kept = pd.concat([joined, rest]).sort_index() if len(rest) else joined
    kept = kept.reindex(columns=columns)
    for name in columns:
        if pd.api.types.is_string_dtype(joined[name].dtype):
            kept[name] = kept[name].fillna("")
    return _account(kept, everything, reasons, changed)


def _sign_rows(shared: pd.DataFrame, original: pd.DataFrame, parts: Sequence[ConvertedTable]) -> pd.DataFrame:
    """Return what makes rows copies: the fields, and the cells of tables of the same columns."""
    fields = [
        name for name in (*(field.value for field in Field), UPDATED, MOMENT, MESSAGE) if name in shared
    ]
    shapes: dict[tuple[str, ...], int] = {}
    shape = [shapes.setdefault(tuple(part.original.columns), len(shapes)) for part in parts]
    hashed = pd.util.hash_pandas_object
    return pd.DataFrame(
        {
            "unit": shared[UNIT],
            "id": shared[_ID],
            "fields": hashed(shared[fields], index=False),
            "cells": hashed(original.loc[shared.index].astype("str"), index=False),
            "shape": shared[PART].map(dict(enumerate(shape))),
        },
        index=shared.index,
    )


def _find_meanings(
    rows: pd.DataFrame, original: pd.DataFrame, parts: Sequence[ConvertedTable]
) -> dict[int, RepeatMeaning]:
    """Return what a repeated id means in each table that has some within a sheet."""
    meanings = {at: RepeatMeaning.MESSAGE for at, part in enumerate(parts) if part.are_messages}
    repeated = rows.loc[rows.duplicated([UNIT, _ID]), PART].unique()
    for at in sorted(int(part) for part in repeated if part not in meanings):
        ours = rows[rows[PART] == at]
        meanings[at] = decide_meaning(weigh_repeats(ours, original.loc[ours.index, list(parts[at].custom)]))
    return meanings


def _find_restarts(
    rows: pd.DataFrame,
    original: pd.DataFrame,
    meanings: Mapping[int, RepeatMeaning],
    parts: Sequence[ConvertedTable],
) -> list[tuple[str, pd.Series]]:
    """Return the period, place or person in which the running numbers of each table are unique."""
    found = []
    for at, meaning in meanings.items():
        if meaning is RepeatMeaning.RUNNING_NUMBER:
            ours = rows[rows[PART] == at]
            name, values = find_partition(ours, original.loc[ours.index, list(parts[at].custom)])
            if values is not None:
                found.append((name, values))
    return found


def _join_rows(rows: pd.DataFrame, tickets: pd.Series, meanings: Mapping[int, RepeatMeaning]) -> pd.DataFrame:
    """Return a row per ticket."""
    messages = rows[PART].map(lambda part: _is_spoken(meanings, part)).astype(bool)
    owners = pd.Series(rows.index, index=rows.index)
    owners.loc[tickets.index] = tickets
    several = owners.groupby(owners).transform("size") > 1
    spoken = messages.groupby(owners).transform("any") & (several | _adds_words(rows))
    pieces = [rows[~several & ~spoken]]
    if spoken.any():
        pieces.append(join_messages(rows[spoken], owners[spoken]))
    if (several & ~spoken).any():
        pieces.append(join_states(rows[several & ~spoken], owners[several & ~spoken]))
    return pd.concat(pieces).sort_index()


def _adds_words(rows: pd.DataFrame) -> pd.Series:
    """Mark the rows whose message is in a column of its own."""
    pairs = zip(rows[MESSAGE], rows[Derived.TEXT], strict=True)
    return pd.Series([message not in text for message, text in pairs], index=rows.index)


def _name_reasons(
    left: pd.DataFrame,
    rows: pd.DataFrame,
    tickets: pd.Series,
    signatures: pd.DataFrame,
    meanings: Mapping[int, RepeatMeaning],
) -> dict[int, str]:
    """Return why each row that was joined to another is no ticket."""
    if left.empty:
        return {}
    marks = signatures.loc[tickets.index].assign(ticket=tickets)
    marks = marks.iloc[
        marks.index.isin(left.index).argsort(kind="stable")
    ]  # the row that is kept comes first
    same = ["ticket", "fields"]
    first = marks.groupby(same)[["cells", "shape"]].transform("first")
    copied = marks.duplicated(same) & (
        (marks["cells"] == first["cells"]) | (marks["shape"] != first["shape"])
    )
    parts = rows.loc[marks.index, PART]
    spoken = {at for at, part in zip(marks["ticket"], parts, strict=True) if _is_spoken(meanings, part)}
    joined = {int(at): JOINED if tickets[at] in spoken else STATE for at in left.index}
    return {at: COPY if copied[at] else reason for at, reason in joined.items()}


def _is_spoken(meanings: Mapping[int, RepeatMeaning], part: int) -> bool:
    return meanings.get(int(part)) is RepeatMeaning.MESSAGE


def _account(
    kept: pd.DataFrame,
    everything: pd.DataFrame,
    reasons: Mapping[int, str],
    changed: pd.Index,
) -> Repeats:
    """Return the tickets with what became of the other rows of each table."""
    rejections: dict[int, list[Rejection]] = defaultdict(list)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    left = everything.loc[list(reasons), [PART, Derived.SOURCE_ROW]]
    for reason, part, row in zip(reasons.values(), left[PART], left[Derived.SOURCE_ROW], strict=True):
        rejections[part].append(Rejection(int(row), reason))
        counts[part][MEANT_BY[reason]] += 1
    sizes = everything[PART].value_counts()
    for part, count in everything.loc[changed, PART].value_counts().items():
        often = count >= 0.2 * sizes[part]  # as in decide_meaning
        meaning = RepeatMeaning.RUNNING_NUMBER if often else RepeatMeaning.REUSED_NUMBER
        counts[int(part)][meaning.value] += int(count)
    remarks = {int(part): [Rejection(0, QUALIFIED)] for part in everything.loc[changed, PART].unique()}
    return Repeats(kept, rejections, remarks, {part: dict(found) for part, found in counts.items()})
