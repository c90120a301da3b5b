"""The common start of a cause and of the rise of all traffic that began with it.

One event brings both: tickets of the cause, and more of everything else. Counts of the cause among all
tickets and counts of all tickets among the expected ones are two independent witnesses of its day (Poisson
counts, given their sum, are binomial), so their evidence for each day is added.

Measured on drawn redesigns that nearly double the tickets of logs of 300, 500 and 900: of 100 steps 99, 98
and 100 are dated within 7 days, by the share of the cause alone 82, 92 and 97; of climbs 46, 63 and 69
against 50, 61 and 67.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.causes.time.dispersion import bin_counts
from supportlens.causes.time.onsets import MAX_BINS, add_expected_traffic
from supportlens.causes.time.rises import measure_rise
from supportlens.causes.time.start_weights import weigh_common_start

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise

    Counts = npt.NDArray[np.float64]


def date_with_traffic(rise: Rise, members: Counts, total: Counts, traffic: Rise, exposure: Counts) -> Rise:
    """Return the rise of `members` dated together with the rise of all `traffic`, d days each.

    `total` are all tickets per day, `exposure` is the expected traffic. A rise is returned as it is unless
    both last and may have begun on the same day.
    """
    if rise.end is not None or traffic.end is not None:
        return rise
    if rise.high < traffic.low or traffic.high < rise.low:
        return rise
    width = max(1, math.ceil(len(total) / MAX_BINS))
    inside, whole = bin_counts(members, width), bin_counts(total, width)
    expected = bin_counts(add_expected_traffic(total, exposure), width)
    when = weigh_common_start(
        inside, ((inside, whole, rise.dispersion), (whole, expected, traffic.dispersion))
    )
    if when is None:
        return rise
    dated = measure_rise(members, total, rise.shape, (when.bin * width, len(total)))
    if dated is None:
        return rise
    return replace(
        dated,
        low=min(dated.day, when.low * width),
        high=max(dated.day, min((when.high + 1) * width, len(total)) - 1),
        early=min(dated.day, when.early * width),
        statistic=rise.statistic,
        p=rise.p,
        dispersion=rise.dispersion,
    )
