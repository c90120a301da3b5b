"""The baseline: the symptoms that did not rise when all traffic did.

Shares of all traffic hide a cause that swells the traffic itself. So where all traffic rose at once, what
rises is measured against the symptoms that rose the least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import UNASSIGNED
from supportlens.statistics import rate_ratio

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]

MIN_BASELINE_TICKETS = 30
"""Tickets from which symptoms are a baseline.

Judgement: with fewer, their own chance variation looks like a rise of all others.
"""


def find_baseline(
    timeline: LogTimeline, labels: npt.NDArray[np.int64], among: Mask, rise: Rise | None
) -> Mask:
    """Mark the tickets (n) of `among` in symptoms that rose no more than usual when all traffic rose.

    Usual is the weighted median of the symptoms' rate ratios, each weighted by its tickets outside the rise:
    half of the former traffic rose by no more. A symptom is left out if its whole interval is above. Returns
    `among` without a `rise`, or if hardly any ticket would be left.
    """
    if rise is None or timeline.exposure is None:
        return among
    days = np.zeros(timeline.days, dtype=bool)
    days[rise.day : None if rise.end is None else rise.end + 1] = True
    spans = float(timeline.exposure[days].sum()), float(timeline.exposure[~days].sum())
    dated = among & (timeline.day >= 0)
    during = dated & days[np.maximum(timeline.day, 0)]
    size = max(int(labels.max(initial=0)) + 1, 1)
    codes = np.where(labels >= 0, labels, size)  # the tickets without a symptom are one more group
    hits = np.bincount(codes[during], minlength=size + 1).astype(np.float64)
    misses = np.bincount(codes[dated & ~during], minlength=size + 1).astype(np.float64)
    known = np.flatnonzero(hits + misses > 0)
    rates = [rate_ratio(hits[code], spans[0], misses[code], spans[1]) for code in known]
    ratios, low = np.zeros(size + 1), np.zeros(size + 1)
    ratios[known], low[known] = [rate[0] for rate in rates], [rate[1] for rate in rates]
    usual = _find_weighted_median(ratios, misses)
    kept = among & (low <= usual)[codes] & ((labels >= 0) | (labels == UNASSIGNED))
    return kept if kept.sum() >= MIN_BASELINE_TICKETS else among


def _find_weighted_median(values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> float:
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order])
    return float(values[order[min(int(np.searchsorted(sums, 0.5 * sums[-1])), len(order) - 1)]])
