"""Thresholds of a reportable rise, shared by the verdict, its parts and the day of detection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.onsets import Rise

MAX_P = 0.003
"""Chance, over all candidates together (Bonferroni), of claiming a change where there is none."""
MIN_RATIO = 1.3
"""Lower bound of the rate ratio below which a rise is too slight to speak of."""
SUFFICIENT_LOG_SHARE = 0.02
"""Excess tickets, as a share of the log, from which a rise is worth a verdict however long it lasts."""
MIN_PERIOD_SHARE = 0.025
"""The same as a share of the traffic of the rise's own time: a bad day is not lost in a long log."""
MIN_LOG_SHARE = 0.005
"""Excess tickets, as a share of the log, below which no rise is worth one."""
MIN_EXCESS_TICKETS = 12.0
SAME_START_DAYS = 7
"""Days between two starts that are still the same time."""
MIN_JOINING_RATIO = 2.0
"""Times that a symptom's rate must grow within a cause's time for it to be a part of the cause."""
NEARLY_ALL = 0.85
"""Share of a set in one value from which the value holds nearly all of it."""


def is_reportable(rise: Rise, tests: int, least: float) -> bool:
    """Return whether a rise, one of `tests`, is beyond chance, strong and large enough to speak of."""
    return (
        rise.p * tests <= MAX_P
        and rise.ratio_low >= MIN_RATIO
        and rise.excess >= max(MIN_EXCESS_TICKETS, least)
    )


def compute_min_excess(rise: Rise, traffic: npt.NDArray[np.float64]) -> float:
    """Return the excess tickets from which a rise is worth a verdict in a log of d days with this `traffic`.

    That is a share of the whole log or, for what is soon over or has just begun, of its own days.
    """
    total = float(traffic.sum())
    meanwhile = float(traffic[rise.day : None if rise.end is None else rise.end + 1].sum())
    return max(MIN_LOG_SHARE * total, min(SUFFICIENT_LOG_SHARE * total, MIN_PERIOD_SHARE * meanwhile))
