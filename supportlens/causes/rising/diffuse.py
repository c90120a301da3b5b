"""Diffuse rises: one fault that lies in several symptoms, each too small to have risen by itself.

A young fault, told in two languages or in many words, has a handful of tickets in each of a few
symptoms. No one of them is evidence; that they all begin in the same days is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import xlogy

from supportlens.causes.rising.candidates import Seed
from supportlens.causes.time.onsets import MIN_DAYS, Rise, find_rise
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
"""Tickets of a symptom that may be a part.

Judgement: one or two tickets have no days to agree in; larger loses the smallest parts.
"""
MIN_PARTS = 2
"""Symptoms that must rise together; one alone would rise by itself."""
MAX_STARTS = 120
"""Days that are tried as the common start; in a longer log every so many days.

It moves time and, in logs of more than 120 days, the tried start by some days; the rise is dated anew
afterwards.
"""
MAX_TRAFFIC_AFTER = 0.6
"""Share of the traffic that may follow the start: what rose before that is no young fault.

Judgement: a fault of the last days has most traffic before it; larger tests old rises that the usual search
finds.
"""
PART_PRIOR = 0.1
"""Share of the symptoms that is expected to be a part of a fault (Xie and Siegmund 2013, section 2.3).

Their choice as well; larger favours faults in many symptoms, smaller those in a few.
"""
PERMUTATIONS = 1_999
"""How often the dates are dealt out anew; the least chance that can be told is one in so many and one.

A chance of `MAX_P` (0.003) needs some hundreds; 1 999 tell it within a half. More costs time.
"""
SEED = 20_130_201
"""Any number would do: the same log must give the same answer."""
ENOUGH_REACHED = 10
"""Deals that reach the evidence after which it is no rarer than they say.

Of the order that Besag and Clifford (1991) propose: larger costs time where there is nothing.
"""


def find_diffuse_rise(
    log: RisingLog, among: Mask, progress: Callable[[], None] = lambda: None
) -> tuple[Seed, Rise] | None:
    """Find symptoms that rise together although none does alone, among some of n tickets; None for none.

    For every start the evidence of all symptoms is added, each counting as far as it is likely to be
    a part: the mixture statistic of Xie and Siegmund (2013), Sequential multi-sensor change-point
    detection, Annals of Statistics 41, 670-692. The greatest over all starts is compared with what it
    is when the dates are dealt out anew among the tickets, so that the price of the whole search, the
    growth of the traffic and its season are allowed for. The rise's `p` is at least that chance.
    `progress` is called again and again, and stops the work by raising.
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
    """Return the symptoms that are clearly more frequent from a start on, where there are several."""
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
    """The starts (t) that are tried, and the share of the traffic from each of them on.

    `sizes` (s) are the tickets of each symptom.
    """

    starts: Rows
    after: Counts
    sizes: Rows

    @classmethod
    def prepare(cls, traffic: Counts, sizes: Rows) -> _StartSearch | None:
        """Lay the starts over the days of a log; None where no day has much traffic before it."""
        after = np.cumsum(traffic[::-1])[::-1] / max(1.0, traffic.sum())
        every = max(1, math.ceil(len(traffic) / MAX_STARTS))
        starts = np.arange(1, len(traffic), every)
        starts = starts[(after[starts] <= MAX_TRAFFIC_AFTER) & (after[starts] > 0.0)]
        return cls(starts, after[starts], sizes) if len(starts) else None

    def sum_evidence(self, days: list[Rows]) -> Counts:
        """Add up, for each start (t), what the days of every symptom's tickets say for it."""
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
        """Return the chance of so much evidence where `dates` (n, sorted) belong to any of n tickets.

        A sequential Monte Carlo test (Besag and Clifford 1991): it ends once enough deals reach the evidence.
        """
        draw = np.random.default_rng(SEED)
        width, reached = len(self.starts) + 1, 0
        owner = width * np.repeat(np.arange(len(self.sizes)), self.sizes)
        late = np.searchsorted(self.starts, dates, side="right")  # so many starts lie on or before it
        for deal in range(1, PERMUTATIONS + 1):
            progress()
            dealt = draw.permutation(late)[: len(owner)]
            counts = np.bincount(owner + dealt, minlength=len(self.sizes) * width)
            from_on = counts.reshape(-1, width)[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
            reached += float(self._sum_ratios(from_on).max()) >= evidence
            if reached >= ENOUGH_REACHED:
                return reached / deal
        return (reached + 1) / (PERMUTATIONS + 1)
