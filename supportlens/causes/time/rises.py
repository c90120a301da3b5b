"""A rise and its levels: how much more came from its start on than at other times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Shape
from supportlens.statistics import rate_ratio

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]

MAX_BAD_DAYS = 28
"""Days up to which what is over is measured by its own days.

Judgement: four weeks. On planted logs without a cause one ticket in a hundred, in two months of seven,
was the only false claim; larger reports such chance, smaller misses a bad month of a long log.
"""


@dataclass(frozen=True, slots=True)
class Rise:
    """A rise, in days counted from the first day of the log; `end` is the last day of a spike."""

    day: int
    low: int
    high: int
    end: int | None
    shape: Shape
    statistic: float
    p: float
    before_per_day: float
    after_per_day: float
    ratio: float
    ratio_low: float
    ratio_high: float
    excess: float
    """Tickets in excess of what the level outside the rise would have brought, given the traffic."""
    early: int = 0
    """The earliest of the likeliest starts, between `low` and `day`; tickets count from it on."""
    dispersion: float = 1.0
    """Ratio of the variance of daily or weekly counts to that of chance, at least 1."""


def measure_rise(members: Counts, total: Counts, shape: Shape, days: tuple[int, int]) -> Rise | None:
    """Measure the levels inside and outside a rise; None if the tickets per day have not risen."""
    start, stop = max(1, days[0]), min(days[1], len(total))  # a rise on the first day has no baseline
    within = np.zeros(len(total), dtype=bool)
    within[start:stop] = True
    hits, misses = members[within].sum(), members[~within].sum()
    length, rest = within.sum(), (~within).sum()
    ratio, ratio_low, ratio_high = rate_ratio(hits, length, misses, rest)
    expected = (total - members)[within].sum() * misses / max(1.0, (total - members)[~within].sum())
    if hits / length <= misses / rest or ratio_low <= 1.0:
        return None
    if shape is Shape.SPIKE and length >= MAX_BAD_DAYS and not _has_begun(members, start, stop):
        return None
    return Rise(
        day=start,
        low=start,
        high=start,
        end=stop - 1 if shape is Shape.SPIKE else None,
        shape=shape,
        statistic=0.0,
        p=1.0,
        before_per_day=float(misses / rest),
        after_per_day=float(hits / length),
        ratio=float(ratio),
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        excess=float(max(0.0, hits - expected)),
        early=start,
    )


def _has_begun(members: Counts, start: int, stop: int) -> bool:
    """Return whether the tickets from `start` to `stop` are beyond chance more than before, per day.

    What a log has from its first days until it ends has not risen: it has fallen.
    """
    return rate_ratio(members[start:stop].sum(), stop - start, members[:start].sum(), start)[1] > 1.0
