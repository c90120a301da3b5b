"""When it could have been known: the first day whose tickets so far were evidence enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.causes.bounds import LEAST_EXCESS, NEAR_DAYS, matters
from supportlens.causes.onsets import find_rise

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.onsets import Rise

    Counts = npt.NDArray[np.float64]

STEP = 7
"""Days between two looks, before every day of the first week that suffices is looked at."""


def known_day(members: Counts, total: Counts, rise: Rise, tried: int) -> int:
    """Give the first day (counted from the log's first) on which the tickets so far show the rise.

    `members` and `total` are tickets per day, d each. The rule is the verdict's own, applied to
    the log as it stood on the evening of each day: beyond chance over all `tried` candidates,
    strong, and large enough. *Which* tickets belong together is taken from the whole log. The last
    day where no earlier one suffices.
    """
    final = len(total) - 1
    looks = [*range(min(max(0, rise.low), final), final, STEP), final]
    week = next((day for day in looks if _shows(members, total, rise, tried, day)), final)
    first = max(rise.low, week - STEP + 1, 0)
    return next((day for day in range(first, week) if _shows(members, total, rise, tried, day)), week)


def _shows(members: Counts, total: Counts, rise: Rise, tried: int, day: int) -> bool:
    """Say whether the days up to `day` show the same rise."""
    so_far = total[: day + 1]
    seen = find_rise(members[: day + 1], so_far)
    if seen is None or not matters(seen, tried, LEAST_EXCESS * float(so_far.sum())):
        return False
    return rise.low - NEAR_DAYS <= seen.day <= rise.high + NEAR_DAYS
