"""Finds diffuse rises: one fault spread over several symptoms, each too small to rise on its own.

A young fault that is described in two languages or in many words has a handful of tickets in each of several
symptoms. No single symptom is evidence, but their common start is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import xlogy

from supportlens.causes.rising.candidates import Seed
from supportlens.causes.time.onsets import MIN_DAYS, find_rise
from supportlens.causes.time.rises import Rise
from supportlens.causes.time.thresholds import MAX_P, MIN_JOINING_RATIO
from supportlens.statistics import rate_ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.causes.rising.candidates import RisingLog

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

MIN_TICKETS = 3
"""Minimum tickets of a symptom to be a part.

Judgement: one or two tickets cannot agree in time; larger misses the smallest parts.
"""
MIN_PARTS = 2
"""Minimum symptoms that rise together; a single one would rise on its own."""
MAX_STARTS = 120
"""Maximum number of days tested as the common start; a longer log is sampled evenly.

Affects run time and, in logs of more than 120 days, moves the tested start by some days; the rise is dated
again afterwards.
"""
MAX_TRAFFIC_AFTER = 0.6
"""Maximum share of the traffic after the start: earlier rises are no young faults.

Judgement: a recent fault has most traffic before it; larger tests old rises that the usual search finds.
"""
PART_PRIOR = 0.1
"""Expected share of symptoms that are part of a fault (Xie and Siegmund 2013, section 2.3).

The value of their paper; larger favours faults in many symptoms, smaller those in a few.
"""
PERMUTATIONS = 1_999
"""Number of permutations of the dates; the smallest possible chance is 1 / (PERMUTATIONS + 1).

A chance of `MAX_P` (0.003) needs some hundreds; 1 999 estimate it within a half. More costs time.
"""
SEED = 20_130_201
"""Any fixed number: the same log must give the same result."""
ENOUGH_REACHED = 10
"""Permutations reaching the evidence after which the test stops.

Of the order that Besag and Clifford (1991) propose; larger costs time if there is no rise.
"""


def find_diffuse_rise(
    log: RisingLog, among: Mask, progress: Callable[[], None] = lambda: None
) -> tuple[Seed, Rise] | None:
    """Find symptoms that rise together although none does alone, among n tickets; None if there are none.

    For every start the evidence of all symptoms is added, each weighted by its probability of being a part:
    the mixture statistic of Xie and Siegmund (2013), Sequential multi-sensor change-point detection, Annals
    of Statistics 41, 670-692. The maximum over all starts is compared with that of random permutations of the
    dates among the tickets, which accounts for the whole search, the growth of the traffic and its season.
    The rise's `p` is at least this chance. `progress` is called regularly, and stops the work by raising.
    """
    line, labels = log.timeline, log.labels
    dated = among & (line.day >= 0)
    sizes = np.bincount(labels[dated & (labels >= 0)], minlength=1)
    symptoms = np.flatnonzero(sizes >= MIN_TICKETS)
    if line.days < MIN_DAYS or len(symptoms) < MIN_PARTS:
        return None
    search = _StartSearch.prepare(line.count_daily(dated), sizes[symptoms])
    if search is None:
        return None
    found = search.sum_evidence([line.day[dated & (labels == symptom)] for symptom in symptoms])
    start = int(search.starts[int(np.argmax(found))])
    mask = np.isin(labels, _find_parts(log, symptoms, dated, start)) & dated
    rise = find_rise(line.count_daily(mask), line.count_daily(dated), line.exposure)
    if rise is None or rise.p > MAX_P:
        return None
    chance = search.estimate_chance(float(found.max()), np.sort(line.day[dated]), progress)
    if chance > MAX_P:
        return None
    return Seed(mask, kind=True), replace(rise, p=max(rise.p, chance))


def _find_parts(log: RisingLog, symptoms: Rows, dated: Mask, start: int) -> list[int]:
    """Return the symptoms that are clearly more frequent from a start on, if there are several."""
    span, before = float(log.timeline.days - start), float(start)
    found = []
    for symptom in symptoms.tolist():
        days = log.timeline.day[dated & (log.labels == symptom)]
        hits = float((days >= start).sum())
        _, low, _ = rate_ratio(hits, span, len(days) - hits, before)
        if low >= MIN_JOINING_RATIO:
            found.append(symptom)
    return found if len(found) >= MIN_PARTS else []


@dataclass(frozen=True, slots=True)
class _StartSearch:
    """The tested starts (t), and the share of the traffic from each start on.

    `sizes` (s) are the tickets of each symptom.
    """

    starts: Rows
    after: Counts
    sizes: Rows

    @classmethod
    def prepare(cls, traffic: Counts, sizes: Rows) -> _StartSearch | None:
        """Distribute the starts over the days of a log; None if no day has enough traffic before it."""
        after = np.cumsum(traffic[::-1])[::-1] / max(1.0, traffic.sum())
        every = max(1, math.ceil(len(traffic) / MAX_STARTS))
        starts = np.arange(1, len(traffic), every)
        starts = starts[(after[starts] <= MAX_TRAFFIC_AFTER) & (after[starts] > 0.0)]
        return cls(starts, after[starts], sizes) if len(starts) else None

    def sum_evidence(self, days: list[Rows]) -> Counts:
        """Add up, for each start (t), the evidence of the days of every symptom's tickets."""
        return self._sum_ratios(
            np.stack([len(own) - np.searchsorted(np.sort(own), self.starts) for own in days])
        )

    def _sum_ratios(self, hits: Rows) -> Counts:
        """Add the likelihood ratios of `hits` (s x t), the tickets from each start on."""
        size, after = self.sizes[:, None].astype(np.float64), self.after[None, :]
        ratio = (
            xlogy(hits, hits / size)
            + xlogy(size - hits, (size - hits) / size)
            - hits * np.log(after)
            - (size - hits) * np.log1p(-after)
        )
        risen = np.where(hits > size * after, ratio, 0.0)
        return np.asarray(np.logaddexp(math.log(1.0 - PART_PRIOR), math.log(PART_PRIOR) + risen).sum(axis=0))

    def estimate_chance(self, evidence: float, dates: Rows, progress: Callable[[], None]) -> float:
        """Return the chance of at least this evidence if `dates` (n, sorted) are assigned at random.

        A sequential Monte Carlo test (Besag and Clifford 1991): it stops once enough permutations reach the
        evidence.
        """
        draw = np.random.default_rng(SEED)
        width, reached = len(self.starts) + 1, 0
        owner = width * np.repeat(np.arange(len(self.sizes)), self.sizes)
        late = np.searchsorted(self.starts, dates, side="right")  # number of starts up to each date
        for deal in range(1, PERMUTATIONS + 1):
            progress()
            dealt = draw.permutation(late)[: len(owner)]
            counts = np.bincount(owner + dealt, minlength=len(self.sizes) * width)
            from_on = counts.reshape(-1, width)[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
            reached += float(self._sum_ratios(from_on).max()) >= evidence
            if reached >= ENOUGH_REACHED:
                return reached / deal
        return (reached + 1) / (PERMUTATIONS + 1)
