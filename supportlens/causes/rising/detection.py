"""Detection: finds the first day on which the tickets so far were sufficient evidence of a rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.causes.time.onsets import MIN_TICKETS, find_rise
from supportlens.causes.time.thresholds import SAME_START_DAYS, compute_min_excess, is_reportable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise

    Counts = npt.NDArray[np.float64]

LOOK_EVERY_DAYS = 7
"""Days between two looks; every day of the first sufficient week is then checked.

Affects only run time.
"""
RECOGNISED_SHARE = 0.6
"""Assumed share of a cause's first tickets that are recognised: small symptoms are not yet known.

Measured: of 14 planted logs cut after the detection day, 79 % showed the cause with 1.0 and more than 90 % of
25 with 0.6; smaller dates detection later.
"""


def find_detection_day(
    members: Counts, total: Counts, rise: Rise, tests: int, exposure: Counts | None = None
) -> int:
    """Return the first day (counted from the log's first) on which the tickets so far show the rise.

    `members` and `total` are tickets per day, d each. The rule is that of the verdict, applied to the log up
    to the evening of each day: beyond chance over all `tests` candidates, strong, and large enough. The
    assignment of tickets is taken from the whole log, although only a part of them (RECOGNISED_SHARE) would
    have been recognised by then; so is the expected traffic of each day (`exposure`, d). Returns the last day
    if no earlier one is sufficient.
    """

    def shows(day: int) -> bool:
        so_far = None if exposure is None else exposure[: day + 1]
        seen = find_rise(recognised[: day + 1], whole[: day + 1], so_far)
        return _is_detected(seen, rise, tests, total[: day + 1])

    recognised, whole = RECOGNISED_SHARE * members, total
    if (total - members).sum() < MIN_TICKETS:  # unrecognised tickets cannot be compared with
        whole = total - members + recognised

    final = len(total) - 1
    looks = [*range(min(max(0, rise.low), final), final, LOOK_EVERY_DAYS), final]
    week = next((day for day in looks if shows(day)), final)
    first = max(rise.low, week - LOOK_EVERY_DAYS + 1, 0)
    return next((day for day in range(first, week) if shows(day)), week)


def _is_detected(seen: Rise | None, rise: Rise, tests: int, so_far: Counts) -> bool:
    """Return whether the rise found in the days so far is the same one, and reportable."""
    if seen is None or not is_reportable(seen, tests, compute_min_excess(seen, so_far)):
        return False
    return rise.low - SAME_START_DAYS <= seen.day <= rise.high + SAME_START_DAYS
