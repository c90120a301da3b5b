"""Gathers tickets into root causes: what rises together in one place is one cause.

Every symptom and every value of a place field is a candidate. The clearest rise is made a cause,
its tickets are taken out, and the rest is looked at again, so that one large cause neither hides
a smaller one nor makes routine traffic look like a fall or a return.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.growing import (
    ALMOST,
    FEWEST_EXCESS,
    NO_PLACE,
    Candidate,
    Gathered,
    Log,
    by_size,
    grow,
    matters,
)
from supportlens.causes.onsets import find_rise
from supportlens.causes.scopes import OWN_COLUMN_WEIGHT, PLACE_WEIGHT, claims, compare
from supportlens.domain import NOISE, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from supportlens.causes.columns import Column
    from supportlens.causes.onsets import Rise
    from supportlens.causes.timeline import Timeline
    from supportlens.domain import Grouping

    Mask = npt.NDArray[np.bool_]

MOST_CAUSES = 8
SEED_EXCESS = 0.005
"""Excess tickets, as a share of the log, from which a symptom or place may be a seed; others may join it."""
NARROWING = {Field.PRODUCT, Field.SITE, Field.CHANNEL}
"""Fields within whose values the kinds are looked at one by one."""


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
    log = Log(timeline, labels, grouping.confidence, sounding)
    remaining = labels != NOISE
    candidates = list(_candidates(labels, columns))
    candidates += _sounding(sounding, columns)
    found: list[Gathered] = []
    while len(found) < MOST_CAUSES:
        heard(len(found) / MOST_CAUSES)
        seed = _clearest(timeline, candidates, remaining, len(labels))
        if seed is None:
            break
        cause = grow(log, columns, remaining, *seed)
        if cause is None:
            candidates.remove(seed[0])
            continue
        found.append(cause)
        remaining = remaining & ~cause.members
    return found + _standing(labels, columns, remaining, dated=timeline.first is not None)


def _candidates(labels: npt.NDArray[np.int64], columns: tuple[Column, ...]) -> Iterator[Candidate]:
    for symptom in range(int(labels.max(initial=-1)) + 1):
        yield Candidate(labels == symptom, symptom)
    total = len(labels)
    for column in columns:
        if column.name in NO_PLACE:
            continue
        weight = PLACE_WEIGHT.get(column.name, OWN_COLUMN_WEIGHT)
        sizes = np.bincount(column.codes[column.codes >= 0], minlength=len(column.labels))
        for value in np.flatnonzero((sizes >= FEWEST_EXCESS) & (sizes <= 0.97 * total)):
            yield Candidate(column.mask(int(value)), weight=weight)


def _sounding(sounding: tuple[Mask, ...], columns: tuple[Column, ...]) -> list[Candidate]:
    """Make a candidate of every kind, and of every kind within one place: small causes hide in both."""
    places = [column for column in columns if column.name in NARROWING]
    within = [column.mask(value) for column in places for value in range(len(column.labels))]
    masks = [*sounding, *(mask & place for mask in sounding for place in within)]
    return [Candidate(mask, kind=True) for mask in masks if mask.sum() >= FEWEST_EXCESS]


def _clearest(
    timeline: Timeline, candidates: list[Candidate], remaining: Mask, total: int
) -> tuple[Candidate, Rise] | None:
    """Find the clearest significant rise; among near equals, the place a lead can act on."""
    if not timeline.days:
        return None
    traffic = timeline.counts(remaining)
    rises: list[tuple[Candidate, Rise]] = []
    for candidate in candidates:
        rise = find_rise(timeline.counts(candidate.mask & remaining), traffic)
        if rise is not None and matters(rise, len(candidates), SEED_EXCESS * total):
            rises.append((candidate, rise))
    if not rises:
        return None
    best = max(rise.statistic for _, rise in rises)
    near = [(candidate, rise) for candidate, rise in rises if rise.statistic >= ALMOST * best]
    return max(near, key=lambda item: (item[0].weight, item[1].statistic))


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
        causes.append(Gathered(mask, mask, None, by_size(labels, mask)))
    return sorted(causes, key=lambda cause: (-int(cause.members.sum()), cause.symptoms))


def _home(columns: tuple[Column, ...], mask: Mask, remaining: Mask, symptom: int) -> tuple[str, str] | int:
    found = claims(compare(0, columns, mask, remaining & ~mask), 1)[0]
    place = next(
        (claim for claim in found if claim.share_inside >= ALMOST and claim.field not in NO_PLACE), None
    )
    return (place.field, place.value) if place else symptom
