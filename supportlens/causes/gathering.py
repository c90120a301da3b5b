"""Gathers tickets into root causes: what rises together in one place is one cause.

Every symptom and every value of a place field is a candidate. The clearest rise is made a cause,
its tickets are taken out, and the rest is looked at again, so that one large cause neither hides
a smaller one nor makes routine traffic look like a fall or a return.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.onsets import Rise, find_rise, rate_ratio
from supportlens.causes.scopes import PLACE_WEIGHT, claims, compare
from supportlens.domain import NOISE, UNASSIGNED, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from supportlens.causes.scopes import Column
    from supportlens.causes.timeline import Timeline
    from supportlens.domain import Grouping

    Mask = npt.NDArray[np.bool_]

MOST_CAUSES = 8
GREATEST_P = 0.003
"""Chance, over all candidates together (Bonferroni), of claiming a change where there is none."""
LEAST_RATIO = 1.3
"""Lower bound of the rate ratio below which a rise is too slight to speak of."""
LEAST_EXCESS = 0.02
"""Excess tickets, as a share of the log, below which a rise is not worth a verdict."""
FEWEST_EXCESS = 12.0
JOINING_RATIO = 2.0
NEAR_DAYS = 7
ALIKE = 0.4
LEAST_AT_HOME = 0.5
SPILLING = 0.25
"""Tickets outside a place, as a share of those inside, from which the place is no boundary."""
ALMOST = 0.85
NO_PLACE = {Field.VERSION, Field.LANGUAGE, Field.PRIORITY}
"""Fields whose values rise by their nature or are a judgement: evidence inside a cause, never its seed."""
NARROWING = {Field.PRODUCT, Field.SITE, Field.CHANNEL}
"""Fields within whose values the kinds are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The tickets of one cause; `family` also holds those of the time before the rise."""

    members: Mask
    family: Mask
    rise: Rise | None
    symptoms: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A set of tickets that may have risen: a symptom, what sounds like one kind, or a place."""

    mask: Mask
    symptom: int | None = None
    kind: bool = False
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Log:
    timeline: Timeline
    labels: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    sounding: tuple[Mask, ...]


def gather(
    timeline: Timeline,
    grouping: Grouping,
    columns: tuple[Column, ...],
    sounding: tuple[Mask, ...],
    heard: Callable[[float], None],
) -> list[Gathered]:
    """Give the rising causes, clearest first, and then every symptom that is left, largest first.

    `sounding` holds, per kind of cause, the tickets whose words speak for it: a cause that is
    scattered over many small symptoms rises more clearly in all of them together.
    """
    labels = grouping.labels
    log = _Log(timeline, labels, grouping.confidence, sounding)
    remaining = labels != NOISE
    candidates = list(_candidates(labels, columns))
    candidates += _sounding(sounding, columns)
    found: list[Gathered] = []
    while len(found) < MOST_CAUSES:
        heard(len(found) / MOST_CAUSES)
        seed = _clearest(timeline, candidates, remaining, len(labels))
        if seed is None:
            break
        cause = _grown(log, columns, remaining, *seed)
        if cause is None:
            candidates.remove(seed[0])
            continue
        found.append(cause)
        remaining = remaining & ~cause.members
    return found + _standing(labels, columns, remaining, dated=timeline.first is not None)


def _candidates(labels: npt.NDArray[np.int64], columns: tuple[Column, ...]) -> Iterator[_Candidate]:
    for symptom in range(int(labels.max(initial=-1)) + 1):
        yield _Candidate(labels == symptom, symptom)
    total = len(labels)
    for column in columns:
        if column.name in NO_PLACE:
            continue
        weight = PLACE_WEIGHT.get(Field(column.name), 0.8) if column.name in set(Field) else 0.8
        sizes = np.bincount(column.codes[column.codes >= 0], minlength=len(column.labels))
        for value in np.flatnonzero((sizes >= FEWEST_EXCESS) & (sizes <= 0.97 * total)):
            yield _Candidate(column.mask(int(value)), weight=weight)


def _sounding(sounding: tuple[Mask, ...], columns: tuple[Column, ...]) -> list[_Candidate]:
    """Make a candidate of every kind, and of every kind within one place: small causes hide in both."""
    places = [column for column in columns if column.name in NARROWING]
    within = [column.mask(value) for column in places for value in range(len(column.labels))]
    masks = [*sounding, *(mask & place for mask in sounding for place in within)]
    return [_Candidate(mask, kind=True) for mask in masks if mask.sum() >= FEWEST_EXCESS]


def _clearest(
    timeline: Timeline, candidates: list[_Candidate], remaining: Mask, total: int
) -> tuple[_Candidate, Rise] | None:
    """Find the clearest significant rise; among near equals, the place a lead can act on."""
    if not timeline.days:
        return None
    traffic = timeline.counts(remaining)
    rises: list[tuple[_Candidate, Rise]] = []
    for candidate in candidates:
        rise = find_rise(timeline.counts(candidate.mask & remaining), traffic)
        if rise is not None and _matters(rise, len(candidates), total):
            rises.append((candidate, rise))
    if not rises:
        return None
    best = max(rise.statistic for _, rise in rises)
    near = [(candidate, rise) for candidate, rise in rises if rise.statistic >= ALMOST * best]
    return max(near, key=lambda item: (item[0].weight, item[1].statistic))


def _matters(rise: Rise, tried: int, total: int) -> bool:
    return (
        rise.p * tried <= GREATEST_P
        and rise.ratio_low >= LEAST_RATIO
        and rise.excess >= max(FEWEST_EXCESS, LEAST_EXCESS * total)
    )


def _grown(
    log: _Log,
    columns: tuple[Column, ...],
    remaining: Mask,
    seed: _Candidate,
    rise: Rise,
) -> Gathered | None:
    """Grow a seed into a cause: the symptoms that rise with it, in the place that holds them."""
    timeline, labels = log.timeline, log.labels
    if seed.symptom is None and not seed.kind:
        family = _in_place(log, seed.mask & remaining, remaining, rise)
    else:
        joined = _rising_with(timeline, labels, remaining, rise, strict=True)
        joined |= _alike(timeline, labels, seed, remaining, rise) if seed.kind else {seed.symptom or 0}
        family = np.isin(labels, sorted(joined)) & remaining
        if not family.any():
            return None
        place = _main_place(timeline, columns, family, rise)
        if place is not None:
            family = (family & place) | _in_place(log, place & remaining, remaining, rise)
    family = _spilt(timeline, labels, family, remaining, rise)
    settled = find_rise(timeline.counts(family), timeline.counts(remaining))
    if settled is None or not _matters(settled, 1, len(labels)):
        return None
    members = family & timeline.period(settled)
    return Gathered(members, family, settled, _by_size(labels, members))


def _alike(
    timeline: Timeline, labels: npt.NDArray[np.int64], seed: _Candidate, remaining: Mask, rise: Rise
) -> set[int]:
    """Find the rising symptoms whose tickets mostly sound like the seed's kind."""
    rising = _rising_with(timeline, labels, remaining, rise, strict=False)
    return {symptom for symptom in rising if seed.mask[labels == symptom].mean() >= ALIKE}


def _in_place(log: _Log, place: Mask, remaining: Mask, rise: Rise) -> Mask:
    """Take what rises in a place, its loners included, and leave its routine traffic out.

    How much of it is routine is known from the time before, allowing for how the traffic outside
    the place has grown; *which* tickets are, only from their symptoms and words. So no more tickets
    of routine symptoms are left out than were to be expected, the surest ones first; those that
    sound like the kind that the rest is of only as far as the expectation's lower bound asks.
    """
    timeline, labels = log.timeline, log.labels
    symptoms = _rising_with(timeline, np.where(place, labels, -3), place, rise, strict=False)
    period = timeline.period(rise)
    own = {symptom for symptom in symptoms if _at_home(labels == symptom, place & period)}
    core = np.asarray(place & np.isin(labels, [*sorted(own), UNASSIGNED]))
    alike = max(log.sounding, key=lambda mask: int((mask & core & period).sum()), default=core)
    beyond = remaining & ~place & (timeline.day >= 0)
    growth = (beyond & period).sum() / max(1, (beyond & ~period).sum())
    expected = float((place & ~period).sum() * growth)
    other = _surest(log, place & period & ~core & ~alike, math.ceil(expected))
    fewest = math.ceil(expected - 2.0 * math.sqrt(expected)) - int(other.sum())
    same = _surest(log, place & period & ~core & alike, max(0, fewest))
    return np.asarray(core | (place & period & ~other & ~same))


def _surest(log: _Log, among: Mask, count: int) -> Mask:
    """Mark the `count` tickets whose symptom is surest, equal ones by their row."""
    rows = np.flatnonzero(among)
    chosen = np.zeros(len(among), dtype=bool)
    chosen[rows[np.lexsort((rows, -log.confidence[rows]))][:count]] = True
    return chosen


def _spilt(
    timeline: Timeline, labels: npt.NDArray[np.int64], family: Mask, remaining: Mask, rise: Rise
) -> Mask:
    """Take a cause's own symptoms from outside its place too, where they rise there as well.

    Agents file one matter under several categories; then the category is no boundary.
    """
    period = timeline.period(rise)
    own = [
        symptom
        for symptom in np.unique(labels[family & period & (labels >= 0)])
        if _mostly(labels == symptom, family, remaining & period)
    ]
    beyond = np.isin(labels, own) & remaining & ~family
    rising = _rising_with(timeline, np.where(beyond, labels, -3), beyond, rise, strict=False)
    outside = np.isin(labels, sorted(rising)) & beyond
    if (outside & period).sum() < SPILLING * (family & period).sum():
        return family
    return np.asarray(family | outside)


def _mostly(symptom: Mask, family: Mask, among: Mask) -> bool:
    """Say whether a symptom is commoner inside a cause than among the other tickets of its time."""
    inside, outside = among & family, among & ~family
    return bool(not outside.any() or symptom[inside].mean() > symptom[outside].mean())


def _at_home(symptom: Mask, inside: Mask) -> bool:
    """Say whether a symptom is at least half as common inside as elsewhere; a lost password is not."""
    here, there = symptom[inside].mean(), symptom[~inside].mean() if (~inside).any() else 0.0
    return bool(here >= LEAST_AT_HOME * there)


def _rising_with(
    timeline: Timeline, labels: npt.NDArray[np.int64], among: Mask, rise: Rise, *, strict: bool
) -> set[int]:
    """Find the symptoms whose rate within the period of a rise is clearly above that outside it.

    Strict asks for the lower bound of the rate ratio to exceed LEAST_RATIO and for a rise of its
    own at the same time; in one place and without strictness a doubled rate is enough.
    """
    period, dated = timeline.period(rise), timeline.day >= 0
    last = timeline.days if rise.end is None else rise.end + 1
    span = float(last - rise.low)
    rest = float(timeline.days - span)
    joined: set[int] = set()
    for symptom in np.unique(labels[among & (labels >= 0)]):
        mask = (labels == symptom) & among & dated
        hits, misses = float((mask & period).sum()), float((mask & ~period).sum())
        if not hits:
            continue
        ratio, low, _ = rate_ratio(hits, span, misses, max(1.0, rest))
        if strict:
            if low >= JOINING_RATIO and _same_time(timeline, mask, among, rise):
                joined.add(int(symptom))
        elif ratio >= JOINING_RATIO:
            joined.add(int(symptom))
    return joined


def _same_time(timeline: Timeline, mask: Mask, among: Mask, rise: Rise) -> bool:
    own = find_rise(timeline.counts(mask), timeline.counts(among))
    return own is not None and rise.low - NEAR_DAYS <= own.day <= rise.high + NEAR_DAYS


def _main_place(timeline: Timeline, columns: tuple[Column, ...], whole: Mask, rise: Rise) -> Mask | None:
    """Give the tickets of the value that holds nearly all of a rise, None where no value does."""
    period = timeline.period(rise)
    able = tuple(column for column in columns if column.name not in NO_PLACE)
    found = claims(compare(0, able, whole & period, ~whole & period), 1)[0]
    for claim in found:
        if claim.share_inside >= ALMOST:
            column = next(column for column in able if column.name == claim.field)
            return column.mask(column.labels.index(claim.value))
    return None


def _standing(
    labels: npt.NDArray[np.int64], columns: tuple[Column, ...], remaining: Mask, *, dated: bool
) -> list[Gathered]:
    """Make a cause of every symptom that is left; without dates, of all that share one place."""
    groups: dict[tuple[str, str] | int, list[int]] = {}
    for symptom in range(int(labels.max(initial=-1)) + 1):
        mask = (labels == symptom) & remaining
        if mask.sum() < max(3, 0.2 * (labels == symptom).sum()):
            continue
        key = symptom if dated else _home(columns, mask, remaining, symptom)
        groups.setdefault(key, []).append(symptom)
    causes = []
    for symptoms in groups.values():
        mask = np.isin(labels, symptoms) & remaining
        causes.append(Gathered(mask, mask, None, _by_size(labels, mask)))
    return sorted(causes, key=lambda cause: (-int(cause.members.sum()), cause.symptoms))


def _home(columns: tuple[Column, ...], mask: Mask, remaining: Mask, symptom: int) -> tuple[str, str] | int:
    found = claims(compare(0, columns, mask, remaining & ~mask), 1)[0]
    place = next(
        (claim for claim in found if claim.share_inside >= ALMOST and claim.field not in NO_PLACE), None
    )
    return (place.field, place.value) if place else symptom


def _by_size(labels: npt.NDArray[np.int64], members: Mask) -> tuple[int, ...]:
    inside = labels[members & (labels >= 0)]
    counts = np.bincount(inside) if len(inside) else np.zeros(0, dtype=np.int64)
    return tuple(
        int(symptom)
        for symptom in sorted(np.flatnonzero(counts), key=lambda symptom: (-counts[symptom], symptom))
    )
