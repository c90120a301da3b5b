"""Tells which rows of one id are the same ticket, within a table and across tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from supportlens.domain import Derived, Field
from supportlens.ingest.tickets.converting import MESSAGE, MOMENT, SPEAKER
from supportlens.ingest.tickets.repeats.repeat_evidence import UNIT, are_alike, strip_reply
from supportlens.ingest.tickets.repeats.repeat_meaning import RepeatMeaning
from supportlens.ingest.tickets.speakers import CUSTOMER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PART = "_part"
"""The column with the number of each row's table."""

PRECISE = "_precise"
"""The column that says whether times of creation show something: no dates alone, nor one time for all."""

_NEAR = pd.Timedelta(days=1)
"""What time zones and dates without a time may make of one moment."""

_LONG = pd.Timedelta(days=90)
"""Silence after which other customers' words under one id are another ticket. Judgement: a quarter."""

_LOOKED_BACK = 20
"""Maximum earlier rows compared with a row of the same id. Judgement: more only repeat the answer."""

_ID = Field.TICKET_ID.value
_CREATED = Field.CREATED_AT.value
_REQUESTER = Field.REQUESTER.value
_SUBJECT = Field.SUBJECT.value


class _SharingRow(NamedTuple):
    at: int
    unit: int
    created: Any
    moment: Any
    """Timestamps, NaT if unknown."""
    text: str
    requester: str
    speaker: str
    subject: str
    meaning: str
    place: str
    """The place or person in which ids are unique, "" without one."""
    precise: bool
    """As in the column PRECISE."""


def find_precise(rows: pd.DataFrame) -> pd.Series:
    """Mark the rows whose table has times of creation, not only dates."""
    if _CREATED not in rows:
        return pd.Series(data=False, index=rows.index)
    hours = rows[_CREATED].dt.strftime("%H:%M:%S").where(rows[_CREATED].notna())
    # Judgement: fewer times of day than four are a setting of the tool.
    return pd.Series(hours.groupby(rows[PART]).transform("nunique") >= 4)


def group_rows(
    shared: pd.DataFrame, meanings: Mapping[int, RepeatMeaning], places: pd.Series, *, telling: bool
) -> tuple[pd.Series, dict[int, int]]:
    """Return the ticket of each row, by the place of its first row, and the families of the sheets.

    Sheets of one family count the same tickets. `shared` are the rows that share an id, without exact copies;
    `meanings` say what repeats mean in each table, `places` in which place or person the ids of each row are
    unique; `telling` is whether equal texts show anything. Rows of one date, text and place are one ticket in
    any case. Others are if most of their table, or of what two sheets share, show it, and they have the date,
    the text or the requester in common.
    """
    rows = {row.at: row for row in _make_rows(shared, meanings, places)}
    ordered = shared.sort_values(
        [_ID, *([_CREATED] if _CREATED in shared else []), Derived.TEXT], kind="stable"
    )
    groups: dict[str, list[_SharingRow]] = defaultdict(list)
    for at, name in zip(ordered.index, ordered[_ID], strict=True):
        groups[name].append(rows[at])
    counted = _find_families(shared[UNIT].unique(), groups.values())
    ticket: dict[int, int] = {}
    for members in groups.values():
        for cluster in _cluster(members, counted, telling=telling):
            ticket.update(dict.fromkeys(cluster, cluster[0]))
    return pd.Series(ticket, dtype="int64").reindex(shared.index), counted


def _make_rows(
    shared: pd.DataFrame, meanings: Mapping[int, RepeatMeaning], places: pd.Series
) -> Iterable[_SharingRow]:
    nothing = [""] * len(shared)
    none = [pd.NaT] * len(shared)
    yield from map(
        _SharingRow._make,
        zip(
            shared.index,
            shared[UNIT],
            shared.get(_CREATED, none),
            shared[MOMENT],
            shared[MESSAGE],
            shared.get(_REQUESTER, nothing),
            shared[SPEAKER],
            shared[_SUBJECT].map(strip_reply) if _SUBJECT in shared else nothing,
            shared[PART].map(lambda part: meanings.get(part, "")),
            places.reindex(shared.index, fill_value=""),
            shared[PRECISE],
            strict=True,
        ),
    )


def _find_families(units: Iterable[int], groups: Iterable[Iterable[_SharingRow]]) -> dict[int, int]:
    """Return for each sheet the first that counts the same tickets: most ids that two share show it."""
    same: Counter[tuple[int, int]] = Counter()
    different: Counter[tuple[int, int]] = Counter()
    for group in groups:
        firsts: dict[int, _SharingRow] = {}
        for row in group:
            known = firsts.setdefault(row.unit, row)
            if row.speaker == CUSTOMER != known.speaker:
                firsts[row.unit] = row
        for one, other in pairwise(firsts.values()):
            pair = min(one.unit, other.unit), max(one.unit, other.unit)
            (same if _looks_same(one, other) else different)[pair] += 1
    family = {int(unit): int(unit) for unit in units}
    for first, second in sorted(pair for pair, count in same.items() if count >= different[pair]):
        old, new = sorted((family[first], family[second]), reverse=True)
        family = {unit: new if root == old else root for unit, root in family.items()}
    return family


def _looks_same(one: _SharingRow, other: _SharingRow) -> bool:
    """Return whether rows of two sheets show that both count the same tickets."""
    if RepeatMeaning.MESSAGE in {one.meaning, other.meaning}:
        return (
            _is_same(one.requester, other.requester)
            or _is_same(one.subject, other.subject)
            or _is_same(one.text, other.text)
        )
    if one.created == other.created and (
        (one.precise and other.precise) or _is_same(one.requester, other.requester)
    ):
        return True
    return _is_near(one, other) and _share_text(one, other)


def _is_same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _is_near(one: _SharingRow, other: _SharingRow) -> bool:
    """Return whether two dates may be one; an unknown one may be any."""
    if pd.isna(one.created) or pd.isna(other.created):
        return True
    return bool(abs(one.created - other.created) <= _NEAR)


def _share_text(one: _SharingRow, other: _SharingRow) -> bool:
    return bool(one.text and other.text) and are_alike(one.text, other.text)


def _cluster(group: Sequence[_SharingRow], counted: Mapping[int, int], *, telling: bool) -> list[list[int]]:
    """Return the rows of each ticket among the rows of one id."""
    clusters: list[list[_SharingRow]] = []
    for row in group:
        fitting = [
            cluster
            for cluster in clusters
            if any(_are_one(row, known, counted, telling=telling) for known in cluster[-_LOOKED_BACK:])
        ]
        if fitting:
            for other in fitting[1:]:
                fitting[0].extend(other)
                other.clear()
            fitting[0].append(row)
            clusters = [cluster for cluster in clusters if cluster]
        else:
            clusters.append([row])
    return [[row.at for row in cluster] for cluster in clusters]


def _are_one(one: _SharingRow, other: _SharingRow, counted: Mapping[int, int], *, telling: bool) -> bool:
    """Return whether two rows of one id are the same ticket."""
    if one.place and other.place and one.place != other.place:
        return False
    precise = one.precise and other.precise
    on_one_date = one.created == other.created and (telling or precise)
    if on_one_date and _share_text(one, other) and not _are_of_others(one, other):
        return True
    if one.unit == other.unit:
        joined = one.meaning in {RepeatMeaning.MESSAGE, RepeatMeaning.LATER_STATE}
    else:
        joined = counted[one.unit] == counted[other.unit]
    return joined and _follow_the_most(one, other, telling=telling)


def _are_of_others(one: _SharingRow, other: _SharingRow) -> bool:
    return bool(one.requester and other.requester) and one.requester != other.requester


def _follow_the_most(one: _SharingRow, other: _SharingRow, *, telling: bool) -> bool:
    """Return whether rows of one id are one ticket where most of their tables are."""
    of_others = _are_of_others(one, other)
    if one.meaning == other.meaning == RepeatMeaning.MESSAGE:
        return not (of_others and one.speaker == other.speaker == CUSTOMER and _is_long(one, other))
    on_one_date = one.created == other.created
    if {one.meaning, other.meaning} & {RepeatMeaning.RUNNING_NUMBER, RepeatMeaning.REUSED_NUMBER}:
        return on_one_date and not of_others and _share_text(one, other)
    if on_one_date and ((one.precise and other.precise) or not of_others):
        return True
    near = one.unit == other.unit or telling or _is_near(one, other)
    return _is_same(one.requester, other.requester) or (near and are_alike(one.text, other.text))


def _is_long(one: _SharingRow, other: _SharingRow) -> bool:
    if pd.isna(one.moment) or pd.isna(other.moment):
        return False
    return bool(abs(one.moment - other.moment) > _LONG)
