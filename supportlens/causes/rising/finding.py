"""Finds root causes: tickets that rise together in one place are one cause.

Every symptom and every value of a place field is a candidate. The clearest rise becomes a cause, its tickets
are removed, and the search is repeated. So a large cause neither hides a smaller one nor makes routine
traffic look like a fall or a return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.scopes import compare_values, select_claims
from supportlens.causes.rising.baseline import find_baseline
from supportlens.causes.rising.bursts import find_burst
from supportlens.causes.rising.candidate_sets import EVIDENCE_FIELDS, build_candidate_sets, is_replacement
from supportlens.causes.rising.candidates import CauseCandidate, RisingLog, Seed
from supportlens.causes.rising.diffuse import find_diffuse_rise
from supportlens.causes.rising.gathering import gather_spikes
from supportlens.causes.rising.general_rise import date_with_general_rise
from supportlens.causes.rising.growing import find_own_symptoms, grow_cause, sort_by_size
from supportlens.causes.rising.joining import join_small_symptoms
from supportlens.causes.rising.left_over import restate_by_share
from supportlens.causes.rising.usual_mix import is_more_of_the_same
from supportlens.causes.time.onsets import MIN_DAYS, find_rise
from supportlens.causes.time.thresholds import MIN_EXCESS_TICKETS, NEARLY_ALL, year_share
from supportlens.domain import NOISE, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidate_sets import CandidateSet
    from supportlens.causes.rising.usual_mix import UsualValue
    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import FractionProgress, Grouping
    from supportlens.patterns import FoldedColumn

    Mask = npt.NDArray[np.bool_]

MAX_RISING_CAUSES = 8
"""Maximum number of rising causes.

Judgement: nobody acts on a ninth at once; larger costs one more search each and changes none of the first.
"""
MIN_SEED_EXCESS = 0.005
"""Excess tickets, as a share of the log, from which a symptom or place may be a seed; smaller ones may join.

The same as `MIN_LOG_SHARE`: smaller seeds cannot become causes on their own; a burst of eight small symptoms
needed seeds this small.
"""
MIN_STANDING_TICKETS, MIN_STANDING_SHARE = 3, 0.2
"""Tickets, and share of a symptom, that the rises must leave for it to be a cause that did not rise.

Judgement: less is the rim of a cause that rose; smaller lists such rims as causes of their own.
"""


def find_causes(
    timeline: LogTimeline,
    grouping: Grouping,
    columns: tuple[FieldColumn, ...],
    kind_masks: tuple[Mask, ...],
    progress: FractionProgress,
    words: FoldedColumn | None = None,
    traffic: Rise | None = None,
    usual: Sequence[UsualValue] = (),
    alike: Mask | None = None,
) -> list[CauseCandidate]:
    """Return the rising causes, clearest first, and then every remaining symptom, largest first.

    `kind_masks` holds, per kind of cause, the tickets whose words support it: a cause that is spread over
    many small symptoms rises more clearly in all of them together. `words` are the tickets' texts, for the
    burst of a log without any other rise. `traffic` is the rise of all traffic, if there is one; what
    rises within the values `usual`, which bring more of the same, is no cause, nor within the tickets
    `alike` (n), which are known to do so.
    """
    labels = grouping.rise_labels
    remaining = labels != NOISE
    baseline = None if traffic is None else find_baseline(timeline, labels, remaining, traffic)
    baseline = remaining if timeline.left_over else baseline
    log = RisingLog(timeline, labels, grouping.confidence, kind_masks, baseline)
    sets = build_candidate_sets(labels, columns, kind_masks) if timeline.days else ()
    tests = sum(int(candidates.eligible.sum()) for candidates in sets)
    refused: set[tuple[int, int]] = set()
    least = MIN_SEED_EXCESS * len(labels) * year_share(timeline.days)
    found: list[CauseCandidate] = []
    rises: list[_RisenSeed] | None = None
    while sets and len(found) < MAX_RISING_CAUSES:
        progress(len(found) / MAX_RISING_CAUSES)
        if rises is None:  # a rejected seed takes no tickets: the other rises stay the same
            rises = _find_rises(log, sets, refused, remaining, least)
            rises = [
                one for one in rises if not is_more_of_the_same(one.mask(sets), one.rise, log, usual, alike)
            ]
        clearest = _pick_clearest(rises)
        if clearest is None:
            break
        cause = grow_cause(log, columns, remaining, _make_seed(sets, *clearest.place), clearest.rise, tests)
        if cause is None or _is_usual(cause, log, usual, alike):
            refused.add(clearest.place)
            rises = [risen for risen in rises if risen is not clearest]
            continue
        found.append(cause)
        remaining, rises = remaining & ~cause.members, None
    lasting = timeline.left_over or any(_is_lasting(cause) for cause in found)
    young = None if lasting else _grow_diffuse_rise(log, columns, remaining, partial(progress, 0.0))
    if young is not None and not _is_usual(young, log, usual, alike):
        found.append(young)
        remaining = remaining & ~young.members
    if (
        not found
        and words is not None
        and not timeline.left_over
        and (burst := find_burst(log, words, remaining))
    ):
        found.append(burst)
        remaining = remaining & ~burst.members
    found, remaining = join_small_symptoms(log, columns, found, remaining)
    found, remaining = gather_spikes(log, found, remaining, traffic)
    found, remaining = date_with_general_rise(log, found, traffic, remaining)
    if timeline.left_over:
        found = [_restate_by_share(log, cause, remaining) for cause in found]
    if grouping.log_labels is not None:
        found = [_restate_symptoms(replace(log, labels=grouping.labels), cause) for cause in found]
    return found + _list_standing_causes(grouping.labels, columns, remaining, dated=timeline.days >= MIN_DAYS)


def _is_lasting(cause: CauseCandidate) -> bool:
    """Return whether a cause goes on: a day of outage says nothing about a lasting fault beside it."""
    return cause.rise is not None and cause.rise.shape is not Shape.SPIKE


def _is_usual(cause: CauseCandidate, log: RisingLog, usual: Sequence[UsualValue], alike: Mask | None) -> bool:
    """Return whether a cause has grown into a value that brings more of the same, beyond its seed."""
    whole = np.isin(log.labels, cause.symptoms)
    return cause.rise is not None and is_more_of_the_same(cause.members, cause.rise, log, usual, alike, whole)


def _restate_by_share(log: RisingLog, cause: CauseCandidate, remaining: Mask) -> CauseCandidate:
    """Return a cause of a log of left-over tickets with the levels that its share tells."""
    if cause.rise is None:
        return cause
    counts, traffic = log.timeline.count_daily(cause.family), log.count_traffic(remaining, cause.family)
    return replace(cause, rise=restate_by_share(cause.rise, counts, traffic))


def _restate_symptoms(log: RisingLog, cause: CauseCandidate) -> CauseCandidate:
    """Map a cause found with the groups of this log alone to the symptoms of `log`."""
    return (
        cause
        if cause.rise is None
        else replace(cause, symptoms=find_own_symptoms(log, cause.members, cause.rise))
    )


def _grow_diffuse_rise(
    log: RisingLog, columns: tuple[FieldColumn, ...], remaining: Mask, progress: Callable[[], None]
) -> CauseCandidate | None:
    """Grow a diffuse rise into a cause, no more significant than the search for it."""
    seen = find_diffuse_rise(log, remaining, progress)
    cause = None if seen is None else grow_cause(log, columns, remaining, *seen, 1)
    if seen is None or cause is None or cause.rise is None:
        return None
    return replace(cause, rise=replace(cause.rise, p=max(cause.rise.p, seen[1].p)))


def _make_seed(sets: tuple[CandidateSet, ...], position: int, value: int) -> Seed:
    candidates = sets[position]
    return Seed(candidates.mask(value), value if candidates.symptom else None, kind=candidates.kind)


@dataclass(frozen=True, slots=True)
class _RisenSeed:
    """A candidate that rose: its set and code, the preference of the set's field, and its rise."""

    place: tuple[int, int]
    weight: float
    rise: Rise

    def mask(self, sets: tuple[CandidateSet, ...]) -> Mask:
        """Mark its tickets."""
        return sets[self.place[0]].mask(self.place[1])


def _find_rises(
    log: RisingLog,
    sets: tuple[CandidateSet, ...],
    refused: set[tuple[int, int]],
    remaining: Mask,
    least: float,
) -> list[_RisenSeed]:
    """Find every significant rise.

    Skips candidates with fewer remaining tickets than a rise needs as excess, and values that merely replaced
    another.
    """
    tests = sum(int(candidates.eligible.sum()) for candidates in sets)
    timeline = log.timeline
    rest = remaining if log.baseline is None else remaining & log.baseline
    traffic = timeline.count_daily(rest)
    found = []
    for position, candidates in enumerate(sets):
        tickets = candidates.place(timeline, remaining)
        tested = np.flatnonzero(candidates.eligible & (tickets.sizes >= max(MIN_EXCESS_TICKETS, least)))
        if not len(tested):
            continue
        daily = tickets.count_daily(tested)
        whole = traffic  # what a candidate has outside the baseline belongs to its own traffic
        if log.baseline is not None:
            whole = traffic + (daily - candidates.place(timeline, rest).count_daily(tested))
        for row, value in enumerate(tested.tolist()):
            if (position, value) in refused:
                continue
            among = whole[row] if whole.ndim > 1 else whole
            rise = find_rise(daily[row], among, timeline.exposure)
            if rise is None or not log.is_reportable(rise, daily[row], among, tests, least):
                continue
            if candidates.symptom or not is_replacement(rise, value, tickets):
                found.append(_RisenSeed((position, value), candidates.weight, rise))
    return found


def _pick_clearest(rises: list[_RisenSeed]) -> _RisenSeed | None:
    """Return the clearest rise; among near ties, the most actionable place."""
    best = max((risen.rise.statistic for risen in rises), default=0.0)
    near = [risen for risen in rises if risen.rise.statistic >= NEARLY_ALL * best]
    return max(near, key=lambda risen: (risen.weight, risen.rise.statistic), default=None)


def _list_standing_causes(
    labels: npt.NDArray[np.int64], columns: tuple[FieldColumn, ...], remaining: Mask, *, dated: bool
) -> list[CauseCandidate]:
    """Make a cause of every remaining symptom; without dates, of all symptoms that share a place."""
    groups: dict[tuple[str, str] | int, list[int]] = {}
    for symptom in range(int(labels.max(initial=-1)) + 1):
        mask = (labels == symptom) & remaining
        if mask.sum() < max(MIN_STANDING_TICKETS, MIN_STANDING_SHARE * (labels == symptom).sum()):
            continue
        key = symptom if dated else _find_home(columns, mask, remaining, symptom)
        groups.setdefault(key, []).append(symptom)
    causes = []
    for symptoms in groups.values():
        mask = np.isin(labels, symptoms) & remaining
        causes.append(CauseCandidate(mask, mask, None, sort_by_size(labels, mask)))
    return sorted(causes, key=lambda cause: (-int(cause.members.sum()), cause.symptoms))


def _find_home(
    columns: tuple[FieldColumn, ...], mask: Mask, remaining: Mask, symptom: int
) -> tuple[str, str] | int:
    found = select_claims(compare_values(0, columns, mask, remaining & ~mask), 1)[0]
    place = next(
        (claim for claim in found if claim.share_inside >= NEARLY_ALL and claim.field not in EVIDENCE_FIELDS),
        None,
    )
    return (place.field, place.value) if place else symptom
