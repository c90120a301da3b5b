"""The rise of all traffic together: an event of its own, whatever the tickets are about.

Counts per day are compared with the expected traffic of each day (weekdays, holidays, incomplete days) and
with their own dispersion. Even growth over the log is background: only a level that begins on a day, climbs
for some weeks or lasts some days is an event.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.causes.time.change_points import fit_even_growth
from supportlens.causes.time.dispersion import bin_counts
from supportlens.causes.time.onsets import MAX_BINS, add_expected_traffic, find_rise
from supportlens.causes.time.start_weights import fit_start_climbs
from supportlens.causes.time.thresholds import MAX_P, MIN_EXCESS_TICKETS, MIN_RATIO, compute_min_excess
from supportlens.domain import Shape
from supportlens.statistics import max_log_likelihood

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.change_points import Climbs
    from supportlens.causes.time.rises import Rise

    Counts = npt.NDArray[np.float64]

MIN_CALM_DAYS = 14
"""Days of the former level before an event.

Judgement: two weeks; with fewer, the first days of an export pass for a level.
"""
MAX_CLIMB_SHARE = 0.5
"""Share of the log from which a climb is growth, not an event.

Judgement: half; larger makes the growth of a desk an event, smaller misses climbs of weeks in short logs.
"""


def find_traffic_rise(counts: Counts, exposure: Counts | None) -> Rise | None:
    """Find the event with which all traffic rose: `counts` and `exposure` are those of d days.

    Returns None if the traffic has not risen beyond chance, by less than `MIN_RATIO`, by too few tickets, or
    has grown evenly or over most of the log; and without an expected traffic.
    """
    if exposure is None or not counts.sum() or not exposure.sum():
        return None
    expected = add_expected_traffic(counts, exposure)
    rise = find_rise(counts, expected)
    if rise is None or rise.p > MAX_P or rise.ratio_low < MIN_RATIO or rise.day < MIN_CALM_DAYS:
        return None
    if rise.excess < max(MIN_EXCESS_TICKETS, compute_min_excess(rise, counts)):
        return None
    return None if rise.shape is Shape.SLOPE and not _is_sudden(counts, expected, rise) else rise


def _is_sudden(counts: Counts, expected: Counts, rise: Rise) -> bool:
    """Return whether a climb begins within the log, is short, and fits clearly better than even growth."""
    width = max(1, math.ceil(len(counts) / MAX_BINS))
    inside, whole = bin_counts(counts, width), bin_counts(expected, width)
    climbs = fit_start_climbs(inside, whole, width)
    if climbs is None:
        return False
    foot, length = _find_best(climbs, len(inside))
    even = fit_even_growth(inside, whole) - float(max_log_likelihood(inside.sum(), whole.sum()))
    price = 2.0 * math.log(len(inside))  # a foot and a length
    clearer = 2.0 * (climbs.best - even) / rise.dispersion > price
    return clearer and foot * width >= MIN_CALM_DAYS and length <= MAX_CLIMB_SHARE * len(inside)


def _find_best(climbs: Climbs, bins: int) -> tuple[int, float]:
    """Return foot and length, in bins, of the best climb."""
    at, column = divmod(int(climbs.gains.argmax()), climbs.gains.shape[1])
    foot = int(climbs.feet[at])
    return foot, climbs.lengths[column] if column < len(climbs.lengths) else bins - foot
