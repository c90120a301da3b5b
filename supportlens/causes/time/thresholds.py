"""Thresholds of a reportable rise, shared by the verdict, its parts and detection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.causes.time.rises import MAX_BAD_DAYS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise

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
MIN_LOG_SHARE = 0.005
"""Excess tickets, as a share of the log, below which no rise is reportable.

Judgement: one ticket in two hundred; smaller lists causes that nobody would act on.
"""
DAYS_OF_A_YEAR = 365
"""Days of a log whose tickets the shares are of; of a longer log, as many as it has in a year on average.

Judgement: what a desk acts on does not grow with the months that it keeps; with the whole of five years a
cause of this month would need a third of the month's tickets.
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

    It is a share of the log, of a year of it or, for a short or recent rise, of its own days.
    """
    total, days = float(traffic.sum()), len(traffic)
    last = days if rise.end is None else rise.end + 1
    sufficient = SUFFICIENT_LOG_SHARE * total * max(year_share(days), (last - rise.day) / days)
    if rise.end is not None and rise.end - rise.day >= MAX_BAD_DAYS:
        return sufficient
    meanwhile = float(traffic[rise.day : last].sum())
    return max(MIN_LOG_SHARE * total * year_share(days), min(sufficient, MIN_PERIOD_SHARE * meanwhile))


def year_share(days: int) -> float:
    """Return the share of a log of some days that a year is, 1 for a shorter log."""
    return min(1.0, DAYS_OF_A_YEAR / max(1, days))
