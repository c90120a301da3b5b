"""Thresholds of a reportable rise, shared by the verdict, its parts and the day of detection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.onsets import Rise

MAX_P = 0.003
"""Chance, over all candidates together (Bonferroni), of claiming a change where there is none.

Measured on planted logs: none of 60 logs with nothing in them had a cause with it; larger finds slighter
causes and claims some that are none.
"""
MIN_RATIO = 1.3
"""Lower bound of the rate ratio below which a rise is too slight to speak of.

Judgement: a third more is what a desk notices; smaller reports slight rises of large symptoms.
"""
SUFFICIENT_LOG_SHARE = 0.02
"""Excess tickets, as a share of the log, from which a rise is worth a verdict however long it lasts.

Judgement: one ticket in fifty; larger keeps lasting causes of large logs from the verdict.
"""
MIN_PERIOD_SHARE = 0.025
"""The same as a share of the traffic of the rise's own time: a bad day is not lost in a long log.

Judgement: larger loses bad days of long logs, smaller reports days that nobody remembers.
"""
MIN_LOG_SHARE = 0.005
"""Excess tickets, as a share of the log, below which no rise is worth one.

Judgement: one ticket in two hundred; smaller lists causes that nobody would act on.
"""
MIN_EXCESS_TICKETS = 12.0
"""Excess tickets below which no rise is reported, whatever the log.

Judgement: a dozen; smaller reports handfuls in small logs, where places and kinds cannot be told.
"""
SAME_START_DAYS = 7
"""Days between two starts that are still the same time.

Judgement: a week, as far as starts of a few tickets stray; larger joins what began apart, smaller splits one
cause.
"""
MIN_JOINING_RATIO = 2.0
"""Times that a symptom's rate must grow within a cause's time for it to be a part of the cause.

Judgement: a doubled rate; smaller joins routine symptoms that grew a little in the same weeks.
"""
NEARLY_ALL = 0.85
"""Share of a set in one value from which the value holds nearly all of it.

Judgement: one ticket in seven is filed carelessly; larger finds no place, smaller takes the greater part for
all.
"""


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
