"""Matches onsets with the change calendar and computes how often a match would occur by chance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.domain import ChangeMatch, ChangeSource, Field, Ground, fold
from supportlens.statistics import rate_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Change, Onset, ScopeClaim

MAX_LAG_DAYS = 21
"""Days after a change within which customers may begin to call because of it.

Judgement: three weeks cover staged roll-outs and a month's first use; larger matches more changes by chance
(the reported chance grows with it), smaller misses rarely used features.
"""
EARLY_DAYS = 3
"""Days before a change's date that still count: calendars are filled in late.

Judgement: larger accepts changes that came after the rise, smaller misses changes that were entered late.
"""
EARLY_DAYS_OWN_PLACE = 7
"""The same for a change that names the cause's own place: a single stray ticket dates an onset too early.

Judgement: one ticket can move a start by a week; only a matching place makes this much tolerance safe.
"""
NAMES_PLACE = 2
"""Rank of a change that names the cause's place; see `_compare_place`."""


def match_calendar(
    onset: Onset,
    scope: tuple[ScopeClaim, ...],
    calendar: Iterable[Change],
    days: int,
    *,
    timeline: LogTimeline | None = None,
) -> tuple[ChangeMatch | None, tuple[ChangeMatch, ...]]:
    """Return the change that best fits an onset, and its rivals, best first.

    A change fits when the onset's interval is between EARLY_DAYS (EARLY_DAYS_OWN_PLACE for a change that
    names the place) before and MAX_LAG_DAYS after it. A change that names the cause's own place comes first,
    then the one closer to the interval, then the one with the shorter lag. A change of another application
    can only be a rival. `chance` is the exact share of random calendars with at least as good a match: the
    same number of changes, each uniform over the `days` of the log (over its working days if `timeline` has
    them). Changes outside the log are ignored.
    """
    changes = tuple(calendar)
    fitting = [
        _CalendarFit.measure(onset, change, scope) for change in changes if _is_fitting(onset, change, scope)
    ]
    fitting.sort(key=lambda fit: fit.order)
    inside = tuple(change for change in changes if timeline is None or _is_inside(change, timeline))
    matches = [
        _make_match(fit, _compute_chance(onset, fit, inside, scope, (days, timeline))) for fit in fitting
    ]
    if not matches or fitting[0].kinship < 0:
        return None, tuple(matches)
    return replace(matches[0], grounds=_list_grounds(fitting)), tuple(matches[1:])


@dataclass(frozen=True, slots=True)
class _CalendarFit:
    """A change that fits: its relation to the place and its distance from the onset in days."""

    change: Change
    kinship: int
    near: int
    lag: int

    @classmethod
    def measure(cls, onset: Onset, change: Change, scope: tuple[ScopeClaim, ...]) -> _CalendarFit:
        return cls(
            change,
            _compare_place(change, scope),
            _count_days_off(onset, change),
            (onset.day - change.day).days,
        )

    @property
    def order(self) -> tuple[int, int, int, date, str]:
        """Sort by relation to the place, distance from the interval and lag; earlier changes go first."""
        apart = 2 * self.lag if self.lag >= 0 else -2 * self.lag + 1
        return -self.kinship, self.near, apart, self.change.day, self.change.name


def _is_fitting(onset: Onset, change: Change, scope: tuple[ScopeClaim, ...]) -> bool:
    early = EARLY_DAYS_OWN_PLACE if _compare_place(change, scope) == NAMES_PLACE else EARLY_DAYS
    return (onset.low - change.day).days <= MAX_LAG_DAYS and (change.day - onset.high).days <= early


def _count_days_off(onset: Onset, change: Change) -> int:
    """Return the days between a change and the onset's interval, 0 inside it."""
    if change.day < onset.low:
        return (onset.low - change.day).days
    return max(0, (change.day - onset.high).days)


def _compare_place(change: Change, scope: tuple[ScopeClaim, ...]) -> int:
    """Return how a change relates to a place: 2 names it, 1 or 0 name no place, -1 names another."""
    values = [fold(claim.value) for claim in scope[:3]]
    named, product = fold(change.name), fold(change.product)
    if any(value and (value == product or _has_words(value, named)) for value in values):
        return NAMES_PLACE
    products = [claim for claim in scope if claim.field == Field.PRODUCT]
    if product and products:
        return -1
    return 0


def _has_words(value: str, text: str) -> bool:
    return (
        f" {value} "
        in f" {''.join(letter if letter.isalnum() or letter in '.-' else ' ' for letter in text)} "
    )


def _is_inside(change: Change, timeline: LogTimeline) -> bool:
    """Return whether a change is within the time of a log, or early enough before it to affect it."""
    if timeline.first is None:
        return False
    return -MAX_LAG_DAYS <= (change.day - timeline.first).days < timeline.days


def _compute_chance(
    onset: Onset,
    fit: _CalendarFit,
    changes: tuple[Change, ...],
    scope: tuple[ScopeClaim, ...],
    line: tuple[int, LogTimeline | None],
) -> float:
    """Return 1 - (1 - w)^k: w is the share of days as close, k the number of comparable changes."""
    days, timeline = line
    first = onset.low - timedelta(days=fit.near)
    window = (onset.high - onset.low).days + 1 + fit.near + min(fit.near, EARLY_DAYS)
    near = min(1.0, window / max(1, days))
    if timeline is not None and timeline.first is not None and timeline.work is not None:
        eligible = timeline.work.working.copy()
        for change in changes:
            eligible[(change.day - timeline.first).days % timeline.days] = True
        start = (first - timeline.first).days
        near = float(eligible[max(0, start) : max(0, start + window)].sum() / max(1, eligible.sum()))
    peers = sum(_compare_place(change, scope) >= fit.kinship for change in changes)
    return float(1.0 - (1.0 - near) ** max(1, peers))


def _make_match(fit: _CalendarFit, chance: float) -> ChangeMatch:
    return ChangeMatch(fit.change, fit.lag, chance, same_scope=fit.kinship == NAMES_PLACE)


def _list_grounds(fitting: list[_CalendarFit]) -> tuple[Ground, ...]:
    """Return why the best of the fitting changes comes before the others."""
    first, others = fitting[0], fitting[1:]
    found = []
    if first.kinship == NAMES_PLACE:
        found.append(Ground.NAMES_PLACE)
    if first.change.source is ChangeSource.VERSION:
        found.append(Ground.VERSION_OF_CAUSE)
    if not others:
        found.append(Ground.ONLY_ONE)
    elif all((first.near, abs(first.lag)) < (other.near, abs(other.lag)) for other in others):
        found.append(Ground.SHORTER_LAG)
    return tuple(found)


def add_rates(
    match: ChangeMatch, counts: npt.NDArray[np.float64], timeline: LogTimeline, end: date | None
) -> ChangeMatch:
    """Add the ratio of a cause's rates after and before a change, with its exact 95 % interval.

    `counts` (d) are the cause's tickets per day; days after the `end` of a spike are ignored. Rates are per
    working day if these are known. A change without days before it is returned unchanged.
    """
    if timeline.first is None:
        return match
    cut = (match.change.day - timeline.first).days
    stop = timeline.days if end is None else (end - timeline.first).days + 1
    if not 0 < cut < stop:
        return match
    spans = [float(cut), float(stop - cut)]
    if timeline.work is not None:
        spans = [timeline.work.count(slice(0, cut)), timeline.work.count(slice(cut, stop))]
    if min(spans) <= 0 or not counts[:stop].sum():
        return match
    ratio, low, high = rate_ratio(
        float(counts[cut:stop].sum()), spans[1], float(counts[:cut].sum()), spans[0]
    )
    return replace(match, rate_ratio=float(ratio), rate_low=low, rate_high=high)
