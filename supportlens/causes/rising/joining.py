"""Joins symptoms that are too small or too vague to rise on their own to the causes that were found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.rising.candidate_sets import EVIDENCE_FIELDS
from supportlens.causes.rising.growing import find_own_symptoms, set_level
from supportlens.causes.rising.splitting import CLEAR_SHARE, NEGLIGIBLE_SHARE
from supportlens.causes.time.change_points import compute_start_gains
from supportlens.causes.time.onsets import CHANGE_POINT_95, find_rise
from supportlens.causes.time.rises import measure_rise
from supportlens.causes.time.thresholds import MIN_JOINING_RATIO, NEARLY_ALL, SAME_START_DAYS
from supportlens.statistics import max_log_likelihood, rate_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidates import CauseCandidate, RisingLog
    from supportlens.causes.time.rises import Rise

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

MIN_TICKETS = 3
"""Minimum tickets of a symptom to join.

Judgement: one or two tickets fit any day; larger misses the small symptoms of a redesign.
"""
WAVE_DAYS = 28
"""Days that a rise lasted from which its end is an ebb: another part of the same event may still go on.

Judgement: four weeks. Questions after an update ebb away, some of them sooner; an outage or a wrong invoice
run ends within days. Smaller joins an outage to what began with it and stayed, larger says one event twice.
"""
MIN_IN_PLACE = 0.5
"""Minimum share of a symptom's tickets of the time in a cause's place.

Judgement: half, because fields are filled in carelessly; larger misses misfiled symptoms.
"""


def join_small_symptoms(
    log: RisingLog, columns: tuple[FieldColumn, ...], found: list[CauseCandidate], remaining: Mask
) -> tuple[list[CauseCandidate], Mask]:
    """Join each remaining symptom that rises with a cause to the best-fitting cause.

    A symptom with a few tickets has no distinct start; it joins if its tickets are clearly more frequent in
    the cause's time, may have begun on its day, are in its place and do not show another kind. Returns the
    causes and the remaining tickets.
    """
    found, profiles = _merge_causes(log, columns, found, remaining)
    taken: list[list[int]] = [[] for _ in found]
    for symptom, rows in _group_by_symptom(log, remaining) if found else ():
        traffic = log.count_traffic(remaining, _mark_rows(rows, len(remaining)))
        gains = [profile.measure_gain(log, rows, traffic) for profile in profiles]
        best = max(range(len(gains)), key=lambda at: (gains[at], -at), default=None)
        if best is not None and gains[best] > 0.0:
            taken[best].append(symptom)
    joined = []
    for cause, symptoms in zip(found, taken, strict=True):
        more = np.isin(log.labels, symptoms) & remaining
        grown = _add_tickets(log, cause, more, remaining) if symptoms else cause
        joined.append(grown)
        remaining = remaining & ~grown.members
    return joined, remaining


def _mark_rows(rows: Rows, count: int) -> Mask:
    marked = np.zeros(count, dtype=bool)
    marked[rows] = True
    return marked


def _group_by_symptom(log: RisingLog, among: Mask) -> Iterator[tuple[int, Rows]]:
    """Yield every symptom with at least MIN_TICKETS dated tickets in `among` (n), and the rows of these."""
    rows = np.flatnonzero(among & (log.timeline.day >= 0) & (log.labels >= 0))
    rows = rows[np.argsort(log.labels[rows], kind="stable")]
    symptoms, first, sizes = np.unique(log.labels[rows], return_index=True, return_counts=True)
    for symptom, start, size in zip(symptoms.tolist(), first.tolist(), sizes.tolist(), strict=True):
        if size >= MIN_TICKETS:
            yield symptom, rows[start : start + size]


def _merge_causes(
    log: RisingLog, columns: tuple[FieldColumn, ...], found: list[CauseCandidate], remaining: Mask
) -> tuple[list[CauseCandidate], list[_CauseProfile]]:
    """Merge each cause into a clearer one that it rises with, as a symptom would join; clearest first."""
    kept: list[CauseCandidate] = []
    profiles: list[_CauseProfile] = []
    for cause in found:
        own = _CauseProfile.describe(log, columns, cause)
        gains = [
            _measure_merging(log, remaining, (cause, own), (clearer, other))
            for other, clearer in zip(profiles, kept, strict=True)
        ]
        best = max(range(len(gains)), key=lambda at: (gains[at], -at), default=None)
        if best is None or gains[best] <= 0.0:
            kept.append(cause)
            profiles.append(own)
        else:
            whole, part = _order_by_end(kept[best], cause)
            kept[best] = _add_tickets(log, _date_by_the_clearer(whole, part), part.family, remaining)
            profiles[best] = _CauseProfile.describe(log, columns, kept[best])
    return kept, profiles


def _measure_merging(
    log: RisingLog,
    remaining: Mask,
    cause: tuple[CauseCandidate, _CauseProfile],
    clearer: tuple[CauseCandidate, _CauseProfile],
) -> float:
    """Return the gain of making one of a cause and a clearer one; 0 if they are two."""
    if not cause[1].may_take(clearer[1], clearer[0].members):
        return 0.0
    whole, part = _order_by_end(clearer[0], cause[0])
    profile = clearer[1] if whole is clearer[0] else cause[1]
    rows = np.flatnonzero(part.family & (log.timeline.day >= 0))
    return profile.measure_gain(log, rows, log.count_traffic(remaining, part.family))


def _order_by_end(clearer: CauseCandidate, other: CauseCandidate) -> tuple[CauseCandidate, CauseCandidate]:
    """Return the part of an event that dates it, and the other: the one that goes on, else the clearer."""
    ended = clearer.rise is not None and clearer.rise.end is not None
    goes_on = other.rise is not None and other.rise.end is None
    return (other, clearer) if ended and goes_on else (clearer, other)


def _date_by_the_clearer(whole: CauseCandidate, part: CauseCandidate) -> CauseCandidate:
    """Return the part of an event that goes on, with the start and the evidence of the other where clearer.

    A few tickets that go on know neither the day on which hundreds began nor when they could have been seen.
    """
    if whole.rise is None or part.rise is None:
        return whole
    known = [one.detectable_from for one in (whole, part) if one.detectable_from is not None]
    rise, other = replace(whole.rise, p=min(whole.rise.p, part.rise.p)), part.rise
    if other.high - other.low < rise.high - rise.low and rise.low <= other.day <= rise.high:
        rise = replace(rise, day=other.day, low=other.low, high=other.high, early=other.early)
    return replace(whole, rise=rise, detectable_from=min(known, default=None))


@dataclass(frozen=True, slots=True)
class _CauseProfile:
    """What a symptom is compared with: a cause's rise, the places of nearly all its tickets, and its kind."""

    rise: Rise | None
    period: Mask
    places: tuple[Mask, ...]
    kind: int | None

    @classmethod
    def describe(
        cls, log: RisingLog, columns: tuple[FieldColumn, ...], cause: CauseCandidate
    ) -> _CauseProfile:
        """Describe a cause by its tickets."""
        places, rows = [], np.flatnonzero(cause.members)
        for column in columns:
            codes = column.codes[rows]
            sizes = np.bincount(codes[codes >= 0], minlength=1)
            if column.name not in EVIDENCE_FIELDS and sizes.max() >= NEARLY_ALL * len(rows):
                places.append(column.mask(int(np.argmax(sizes))))
        shares = [float(kind[cause.members].mean()) for kind in log.kind_masks]
        kind = int(np.argmax(shares)) if shares and max(shares) >= NEGLIGIBLE_SHARE else None
        period = log.timeline.mask_period(cause.rise) if cause.rise else np.zeros_like(cause.members)
        return cls(cause.rise, period, tuple(places), kind)

    def may_take(self, other: _CauseProfile, members: Mask) -> bool:
        """Return whether another cause has the same temporal shape and the same place as this one."""
        if self.rise is None or other.rise is None:
            return False
        if (self.rise.end is None) != (other.rise.end is None) and not self._is_a_wave_of(other):
            return False
        return all(place[members].mean() >= MIN_IN_PLACE for place in self.places)

    def _is_a_wave_of(self, other: _CauseProfile) -> bool:
        """Return whether of two causes of a kind and start one ebbed away and the other goes on."""
        if self.rise is None or other.rise is None or self.kind is None or self.kind != other.kind:
            return False
        ended = self.rise if self.rise.end is not None else other.rise
        lasted = (ended.end or ended.day) - ended.day + 1
        return lasted >= WAVE_DAYS and abs(self.rise.day - other.rise.day) <= SAME_START_DAYS

    def measure_gain(self, log: RisingLog, rows: Rows, among: Counts) -> float:
        """Return the gain in log-likelihood of a separate level in the cause's time; 0 if it is no part.

        `rows` are the dated tickets of a symptom, `among` (d) is the daily traffic that they belong to.
        """
        inside = rows[self.period[rows]]
        if (
            self.rise is None
            or not self._is_compatible(log, inside)
            or not _may_start_with(log, rows, among, self.rise)
        ):
            return 0.0
        last = log.timeline.days if self.rise.end is None else self.rise.end + 1
        span, rest = log.measure_spans(self.rise, self.rise.early)
        hits, misses = float(len(inside)), float(len(rows) - len(inside))
        traffic, total = float(among[self.rise.early : last].sum()), float(among.sum())
        _, daily, _ = rate_ratio(hits, span, misses, rest)
        _, of_traffic, _ = rate_ratio(hits, traffic, misses, max(1.0, total - traffic))
        if min(daily, of_traffic) < MIN_JOINING_RATIO:  # merely grows with all traffic
            return 0.0
        return float(
            max_log_likelihood(hits, traffic)
            + max_log_likelihood(misses, total - traffic)
            - max_log_likelihood(hits + misses, total)
        )

    def _is_compatible(self, log: RisingLog, inside: Rows) -> bool:
        """Return whether a symptom is in the cause's places and hardly shows another kind."""
        if not len(inside) or any(place[inside].mean() < MIN_IN_PLACE for place in self.places):
            return False
        shares = [float(kind[inside].mean()) for kind in log.kind_masks]
        return self.kind is None or max(shares) < CLEAR_SHARE or shares[self.kind] > NEGLIGIBLE_SHARE


def _may_start_with(log: RisingLog, rows: Rows, among: Counts, rise: Rise) -> bool:
    """Return whether the start of a cause is a likely start of a symptom, given its tickets."""
    line = log.timeline
    counts = np.bincount(line.day[rows], minlength=line.days).astype(np.float64)
    gains = compute_start_gains(counts, among, line.days if rise.end is None else rise.end + 1)
    near = gains[max(1, rise.low - SAME_START_DAYS) : rise.high + SAME_START_DAYS + 1]
    best = float(gains.max(initial=-np.inf))
    return bool(np.isfinite(best) and 2.0 * (best - near.max(initial=-np.inf)) <= CHANGE_POINT_95)


def _measure_again(rise: Rise, counts: Counts, traffic: Counts) -> Rise:
    """Return a rise on its own days with the levels and the excess of more tickets than it was found by."""
    last = len(counts) if rise.end is None else rise.end + 1
    seen = measure_rise(counts, traffic, rise.shape, (rise.day, last))
    if seen is None:
        return rise
    return replace(
        seen,
        low=rise.low,
        high=rise.high,
        early=rise.early,
        statistic=rise.statistic,
        p=rise.p,
        dispersion=rise.dispersion,
    )


def _add_tickets(log: RisingLog, cause: CauseCandidate, more: Mask, remaining: Mask) -> CauseCandidate:
    """Add tickets to a cause and date it again; its significance never increases."""
    line, family = log.timeline, cause.family | more
    old = cause.rise
    if old is None:
        return cause
    counts, traffic = line.count_daily(family), log.count_traffic(remaining, family)
    seen = find_rise(counts, traffic, line.exposure)
    rise = (
        _measure_again(old, counts, traffic)
        if seen is None or (seen.end is None) != (old.end is None)
        else replace(seen, p=max(seen.p, old.p))
    )
    members = cause.members | (family & line.mask_period(rise))
    return replace(
        cause,
        members=members,
        family=family | members,
        rise=set_level(rise, line, members),
        symptoms=find_own_symptoms(log, members, rise),
    )
