"""Thresholds of a reportable rise, shared by the verdict, its parts and detection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.onsets import Rise

MAX_P = 0.003
"""Chance, over all candidates together (Bonferroni), of reporting a change where there is none.

Measured on planted logs: none of 60 logs without a cause had one reported; larger finds slighter causes and
reports some false ones.
"""
MIN_RATIO = 1.3
"""Lower bound of the rate ratio below which a rise is too slight to report.

Judgement: a third more is what a desk notices; smaller reports slight rises of large symptoms.
"""
SUFFICIENT_LOG_SHARE = 0.02
"""Excess tickets, as a share of the log, from which a rise of any length is reportable.

Judgement: one ticket in fifty; larger excludes lasting causes of large logs from the verdict.
"""
MIN_PERIOD_SHARE = 0.025
"""The same as a share of the traffic during the rise, so that a bad day is not lost in a long log.

Judgement: larger misses bad days of long logs, smaller reports days that nobody remembers.
"""
MAX_BAD_DAYS = 28
"""Days up to which what is over is measured by its own days.

Judgement: four weeks. On planted logs without a cause one ticket in a hundred, in two months of seven,
was the only false claim; larger reports such chance, smaller misses a bad month of a long log.
"""
MIN_LOG_SHARE = 0.005
"""Excess tickets, as a share of the log, below which no rise is reportable.

Judgement: one ticket in two hundred; smaller lists causes that nobody would act on.
"""
MIN_EXCESS_TICKETS = 12.0
"""Excess tickets below which no rise is reported in any log.

Judgement: a dozen; smaller reports handfuls in small logs, for which place and kind are uncertain.
"""
SAME_START_DAYS = 7
"""Days between two starts that still count as the same.

Judgement: a week, the usual error of starts with a few tickets; larger joins separate causes, smaller splits
one cause.
"""
MIN_JOINING_RATIO = 2.0
"""Factor by which a symptom's rate must grow during a cause to be part of it.

Judgement: a doubled rate; smaller joins routine symptoms that grew a little in the same weeks.
"""
NEARLY_ALL = 0.85
"""Share of a set with one value from which the value covers nearly all of it.

Judgement: one ticket in seven is filed carelessly; larger finds no place, smaller mistakes the majority for
all.
"""


def is_reportable(rise: Rise, tests: int, least: float) -> bool:
    """Return whether a rise, one of `tests`, is beyond chance, strong and large enough to report."""
    return (
        rise.p * tests <= MAX_P
        and rise.ratio_low >= MIN_RATIO
        and rise.excess >= max(MIN_EXCESS_TICKETS, least)
    )


def compute_min_excess(rise: Rise, traffic: npt.NDArray[np.float64]) -> float:
    """Return the minimum excess tickets of a reportable rise in a log of d days with this `traffic`.

    It is a share of the whole log or, for a short or recent rise, of its own days.
    """
    total = float(traffic.sum())
    if rise.end is not None and rise.end - rise.day >= MAX_BAD_DAYS:
        return SUFFICIENT_LOG_SHARE * total
    meanwhile = float(traffic[rise.day : None if rise.end is None else rise.end + 1].sum())
    return max(MIN_LOG_SHARE * total, min(SUFFICIENT_LOG_SHARE * total, MIN_PERIOD_SHARE * meanwhile))
