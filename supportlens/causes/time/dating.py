"""Dates causes: start and level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.levels import find_levels
from supportlens.domain import LevelChange

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.time.levels import Level
    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Onset

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
