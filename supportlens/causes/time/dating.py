"""Dates causes: start, level and number of users."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.levels import find_levels
from supportlens.domain import LevelChange, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import numpy.typing as npt

    from supportlens.causes.time.levels import Level
    from supportlens.causes.time.onsets import Rise
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import ActiveUsers, Onset

    Counts = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]


def date_onset(timeline: LogTimeline, rise: Rise, family: Mask, traffic: Mask) -> Onset:
    """Convert a rise to an onset with its other levels and its rates per working day.

    `family` (n tickets) are the cause's tickets of all times, `traffic` those it is compared with: the family
    and all tickets of no other rising cause.
    """
    counts = timeline.count_daily(family)
    rise, levels = find_levels(counts, timeline.count_daily(family | traffic), rise)
    onset = replace(timeline.to_onset(rise), levels=tuple(_date_level(timeline, level) for level in levels))
    if timeline.work is None:
        return onset
    within = np.zeros(timeline.days, dtype=bool)
    within[rise.day : None if rise.end is None else rise.end + 1] = True
    before, after = (timeline.work.count(days) for days in (~within, within))
    return replace(
        onset,
        before_per_working_day=float(counts[~within].sum() / before) if before else None,
        after_per_working_day=float(counts[within].sum() / after) if after else None,
    )


def _date_level(timeline: LogTimeline, level: Level) -> LevelChange:
    return LevelChange(
        day=timeline.to_date(level.day),
        low=timeline.to_date(level.low),
        high=timeline.to_date(min(level.high, timeline.days - 1)),
        rate_ratio=level.ratio,
        rate_low=level.ratio_low,
        rate_high=level.ratio_high,
        before_per_week=7.0 * level.before_per_day,
        after_per_week=7.0 * level.after_per_day,
    )


def count_users(
    users: Iterable[ActiveUsers], products: Iterable[str], on: date | None = None
) -> float | None:
    """Add up the active users of some applications, of all of them if none is named; None if unknown.

    Counts per site are parts; a count without a site includes all of them. With several dates, the number is
    that of the day `on`, by default the last one.
    """
    found = [_count_at(lines, on) for lines in _group_lines(users, products)]
    return sum(found) or None


def count_users_daily(
    users: Iterable[ActiveUsers], products: Iterable[str], timeline: LogTimeline
) -> Counts | None:
    """Return the active users on each of the d days of a log, None if no count has a date.

    Values between two dates are interpolated linearly; before the first and after the last they are constant.
    """
    groups = _group_lines(users, products)
    first = timeline.first
    if first is None or not any(len({record.day for record in lines}) > 1 for lines in groups):
        return None
    start = first.toordinal()
    return np.asarray(sum(_interpolate(lines, start + np.arange(timeline.days)) for lines in groups))


def _group_lines(users: Iterable[ActiveUsers], products: Iterable[str]) -> list[list[ActiveUsers]]:
    """Return the counts to use, grouped by application and site; superseded ones are left out."""
    wanted = {fold(product) for product in products}
    known = [
        record for record in users if record.users > 0 and (not wanted or fold(record.product) in wanted)
    ]
    whole = {fold(record.product) for record in known if not record.site}
    groups: dict[tuple[str, str], list[ActiveUsers]] = {}
    for record in known:
        if not record.site or fold(record.product) not in whole:
            groups.setdefault((fold(record.product), fold(record.site)), []).append(record)
    dated = (
        [record for record in lines if record.day is not None] or lines for _, lines in sorted(groups.items())
    )
    return list(dated)


def _sum_by_day(lines: Sequence[ActiveUsers]) -> tuple[Counts, Counts]:
    """Return the dates, as ordinals, and the users on each; counts of one day are added up."""
    sums: dict[int, float] = {}
    for record in lines:
        day = record.day.toordinal() if record.day else 0
        sums[day] = sums.get(day, 0.0) + record.users
    days = sorted(sums)
    return np.array(days, dtype=np.float64), np.array([sums[day] for day in days])


def _interpolate(lines: Sequence[ActiveUsers], ordinals: npt.NDArray[np.int64]) -> Counts:
    return np.asarray(np.interp(ordinals, *_sum_by_day(lines)))


def _count_at(lines: Sequence[ActiveUsers], on: date | None) -> float:
    days, counts = _sum_by_day(lines)
    return float(counts[-1]) if on is None else float(np.interp(on.toordinal(), days, counts))
