"""Renamings: a value of a field stops on the day on which another begins, with the same mix and rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SCOPE_FIELDS, Derived, DeskChange, DeskChangeKind, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from supportlens.desk.desk_log import DeskLog

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

NEVER_RENAMED = {Field.VERSION, Field.LANGUAGE, Field.PRIORITY}
"""Fields whose values change by themselves: a release follows another, and neither is a new name."""
MOST_VALUES = 300
"""Values of a field from which it holds free text or people. Judgement: a desk has fewer applications."""
LEAST_TICKETS = 10
"""Tickets of a value, as for a place. Judgement: with fewer, any value stops and begins by chance."""
STRAYS = 0.03
"""Share of a value's tickets that may stand on the other side of the day.

Judgement: old names linger in a template or two; larger takes a slow decline for an end.
"""
EXPECTED = 8.0
"""Tickets that a value would have had after its end, or before its beginning, at its own rate.

Eight are missed by chance in one of three thousand; smaller takes rare values for renamed ones.
"""
APART_DAYS, APART_TICKETS = 7, 5.0
"""Days between an end and a beginning, or tickets that would have come in them, that are one change.

Judgement: a week for the change-over; a rare value needs longer to show. Larger joins what has nothing to do
with each other.
"""
WINDOWS, WINDOW = (14, 28, 56), 56
"""Days on either side in which rates are compared: in one of them they have to be similar, as a cause that
ended a month before swells one side of the longest. Judgement: whole weeks, the longest of few seasons."""
LEAST_RATIO = 0.4
"""The smaller of two rates as a part of the larger, from which they are similar.

Judgement: a cause may double a category; smaller joins a rare value with a common one.
"""
SAME_WORDS = 0.55
"""Overlap of the words from which two values are of the same kind (`DeskLog.compare_words`)."""
EDGE_DAYS, STATUS_EDGE_DAYS = 7, 21
"""Days at the log's end in which nothing, or no status, is taken for renamed.

Judgement: the newest tickets are open by nature, and many desks close what is solved after two weeks; larger
misses late renamings.
"""
TAKEN_ERRORS, TAKEN_LOW, TAKEN_HIGH = 4.0, 0.6, 1.6
"""Standard errors of the fall of a value from which another took a part of it, and that part as a share of
what the other has. Judgement: about all of it, and far beyond chance."""
REST_ERRORS, REST_SHARE = 3.0, 0.25
"""Standard errors, and share of what the new value has, by which the field's other values may have moved."""


@dataclass(frozen=True, slots=True, eq=False)
class _Value:
    """A value of a field: its tickets per day, its first and last day without strays."""

    name: str
    code: int
    daily: Counts
    first: int
    last: int

    @property
    def size(self) -> float:
        return float(self.daily.sum())


@dataclass(frozen=True, slots=True)
class Renaming:
    """A value that got another name on a day, wholly or in part."""

    field: str
    before: str
    after: str
    day: int
    is_whole: bool
    members: Mask

    def describe(self, log: DeskLog) -> DeskChange:
        """Return the change of the desk."""
        kind = DeskChangeKind.RENAMED if self.is_whole else DeskChangeKind.PARTLY_RENAMED
        ids = log.list_ids(self.members)
        return DeskChange(kind, self.field, log.to_date(self.day), self.before, self.after, ticket_ids=ids)


def find_renamings(log: DeskLog) -> list[Renaming]:
    """Find the values of all fields that were renamed, the largest first."""
    found = [one for field in _list_fields(log) for one in _find_in_field(log, field)]
    return sorted(found, key=lambda one: (-int(one.members.sum()), one.field, one.before, one.after))


def _list_fields(log: DeskLog) -> list[str]:
    frame, tickets = log.tickets.frame, log.tickets
    fields = [*(field for field in SCOPE_FIELDS if field not in NEVER_RENAMED), Field.STATUS, Derived.SEGMENT]
    own = [name for name in tickets.custom if name in tickets.original.columns and name not in frame.columns]
    return [str(name) for name in fields if name in frame.columns] + own


@dataclass(frozen=True, slots=True, eq=False)
class _FieldDays:
    """A field by day: `codes` and `day` of n tickets, `daily` tickets of its values (values x days)."""

    log: DeskLog
    name: str
    codes: npt.NDArray[np.int64]
    day: npt.NDArray[np.int64]
    known: Mask
    daily: Counts
    values: list[_Value]

    def mask(self, value: _Value) -> Mask:
        """Mark the dated tickets of a value."""
        return np.asarray(self.known & (self.codes == value.code))

    def is_missed(self, value: _Value, low: int, high: int) -> bool:
        """Return whether a value with hardly a ticket in some days would have had several at its rate."""
        traffic = self.daily.sum(axis=0)
        own = float(traffic[value.first : value.last + 1].sum())
        return own > 0 and value.size / own * float(traffic[low:high].sum()) >= EXPECTED


def _find_in_field(log: DeskLog, name: str) -> Iterator[Renaming]:
    field = _read_field(log, name)
    if field is None:
        return
    ending = [value for value in field.values if field.is_missed(value, value.last + 1, log.days)]
    beginning = [value for value in field.values if field.is_missed(value, 0, value.first)]
    edge = STATUS_EDGE_DAYS if name == Field.STATUS else EDGE_DAYS
    for new in sorted(beginning, key=lambda value: (-value.size, value.name)):
        if new.first > log.days - edge:
            continue
        former = _find_former(field, new, ending)
        if former is not None:
            old, turn = former
            members = field.mask(new) & (field.day >= turn)
            yield Renaming(name, old.name, new.name, turn, is_whole=True, members=members)
        elif (parted := _find_parted(field, new)) is not None:
            yield Renaming(name, parted.name, new.name, new.first, is_whole=False, members=field.mask(new))


def _read_field(log: DeskLog, name: str) -> _FieldDays | None:
    """Return a field by day, None if it holds one value, or those of people or free text."""
    found, names = log.tickets.values(name).factorize()
    codes = np.asarray(found, dtype=np.int64)
    filled = np.array([str(value) != "" for value in names], dtype=bool)
    if not 2 <= filled.sum() <= MOST_VALUES:
        return None
    day = _read_days(log, name)
    known = (day >= 0) & filled[codes]
    placed = codes[known] * log.days + day[known]
    daily = np.bincount(placed, minlength=len(names) * log.days).astype(np.float64)
    daily = daily.reshape(len(names), log.days)
    enough = np.flatnonzero(filled & (daily.sum(axis=1) >= LEAST_TICKETS))
    values = [_read_value(str(names[code]), code, daily[code]) for code in enough.tolist()]
    return _FieldDays(log, name, codes, day, known, daily, values)


def _read_days(log: DeskLog, name: str) -> npt.NDArray[np.int64]:
    """Return the day on which each ticket got its value: a status on that of the closing."""
    frame = log.tickets.frame
    if name != Field.STATUS or Field.RESOLVED_AT.value not in frame.columns:
        return log.day
    closed = frame[Field.RESOLVED_AT.value].dt.normalize()
    late = (closed - np.datetime64(log.first)).dt.days.fillna(-1).to_numpy(np.int64)
    return np.where((late >= 0) & (late < log.days) & (log.day >= 0), late, log.day)


def _read_value(name: str, code: int, daily: Counts) -> _Value:
    running = np.cumsum(daily)
    few = int(STRAYS * running[-1])
    first = int(np.searchsorted(running, few + 1))
    last = int(np.searchsorted(running, running[-1] - few))
    return _Value(name, code, daily, first, last)


def _find_former(field: _FieldDays, new: _Value, ending: list[_Value]) -> tuple[_Value, int] | None:
    """Return the value that a new one replaced, with the day: the one of the most similar words."""
    near = []
    for old in ending:
        if old.code == new.code:
            continue
        turn = _find_turn(old, new)
        lost, early = float(old.daily[turn:].sum()), float(new.daily[:turn].sum())
        if lost > STRAYS * old.size + 1 or early > STRAYS * new.size + 1 or not _is_near(old, new, turn):
            continue
        words = field.log.compare_words(field.mask(new), field.mask(old))
        if words >= SAME_WORDS:
            near.append((words, old, turn))
    if not near:
        return None
    _, old, turn = max(near, key=lambda one: (one[0], one[1].size, one[1].name))
    return old, turn


def _find_turn(old: _Value, new: _Value) -> int:
    """Return the day that divides two values best, the middle one of several."""
    ahead = np.concatenate(([0.0], np.cumsum(new.daily)))
    behind = old.size - np.concatenate(([0.0], np.cumsum(old.daily)))
    wrong = ahead + behind
    best = np.flatnonzero(wrong == wrong.min())
    return int(best[len(best) // 2])


def _is_near(old: _Value, new: _Value, turn: int) -> bool:
    """Return whether a value ends where another begins, at a similar rate in weeks near the day."""
    last, first = np.flatnonzero(old.daily[:turn]), np.flatnonzero(new.daily[turn:])
    if not len(last) or not len(first):
        return False
    gap = turn + int(first[0]) - int(last[-1]) - 1
    if gap > APART_DAYS and gap * _rate(old.daily, old.first, old.last + 1) > APART_TICKETS:
        return False
    pairs = [(_rate(old.daily, turn - days, turn), _rate(new.daily, turn, turn + days)) for days in WINDOWS]
    return any(min(pair) >= LEAST_RATIO * max(pair) > 0 for pair in pairs)


def _rate(daily: Counts, low: int, high: int) -> float:
    held = daily[max(0, low) : max(0, high)]
    return float(held.sum()) / max(1, len(held))


def _find_parted(field: _FieldDays, new: _Value) -> _Value | None:
    """Return the value that lost as much as a new one has, on the day on which it began."""
    days = field.log.days
    low, turn, high = max(0, new.first - WINDOW), new.first, min(days, new.first + WINDOW)
    if min(turn - low, high - turn) < WINDOWS[0]:
        return None
    scale = (high - turn) / (turn - low)
    gained, traffic = float(new.daily[turn:high].sum()), field.daily.sum(axis=0)

    def measure_loss(daily: Counts) -> tuple[float, float]:
        """Return how many tickets fewer came than before, and the standard error."""
        then, now = float(daily[low:turn].sum()) * scale, float(daily[turn:high].sum())
        return then - now, float(np.sqrt(then * scale + now + 1.0))

    found = []
    for old in field.values:
        lost, error = measure_loss(old.daily)
        if lost < TAKEN_ERRORS * error or not TAKEN_LOW * gained <= lost <= TAKEN_HIGH * gained:
            continue
        fallen, error = measure_loss(traffic - old.daily - new.daily)
        if abs(fallen) > max(REST_ERRORS * error, REST_SHARE * gained):
            continue
        words = field.log.compare_words(field.mask(new), field.mask(old) & (field.day < turn))
        if words >= SAME_WORDS:
            found.append((words, old))
    return max(found, key=lambda one: (one[0], one[1].size, one[1].name))[1] if found else None
