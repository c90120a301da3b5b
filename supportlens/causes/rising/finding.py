"""Gathers tickets into root causes: what rises together in one place is one cause.

Every symptom and every value of a place field is a candidate. The clearest rise is made a cause,
its tickets are taken out, and the rest is looked at again, so that one large cause neither hides
a smaller one nor makes routine traffic look like a fall or a return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.scopes import claims, compare
from supportlens.causes.rising.bursts import burst_of_one_matter
from supportlens.causes.rising.candidate_sets import NO_PLACE, layers_of, only_replaces
from supportlens.causes.rising.candidates import Candidate, Gathered, Log
from supportlens.causes.rising.diffuse import scattered
from supportlens.causes.rising.growing import by_size, grow, own_symptoms
from supportlens.causes.rising.joining import join_small
from supportlens.causes.time.onsets import FEWEST_DAYS, find_rise
from supportlens.causes.time.thresholds import ALMOST, FEWEST_EXCESS, matters
from supportlens.domain import NOISE

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.causes.kinds.text_search import TextIndex
    from supportlens.causes.places.field_columns import Column
    from supportlens.causes.rising.candidate_sets import Layer
    from supportlens.causes.time.onsets import Rise
    from supportlens.causes.time.timeline import Timeline
    from supportlens.domain import Grouping

    Mask = npt.NDArray[np.bool_]

MOST_CAUSES = 8
SEED_EXCESS = 0.005
"""Excess tickets, as a share of the log, from which a symptom or place may be a seed; others may join it."""


def gather(
    timeline: Timeline,
    grouping: Grouping,
    columns: tuple[Column, ...],
    sounding: tuple[Mask, ...],
    heard: Callable[[float], None],
    words: tuple[npt.NDArray[np.int64], TextIndex] | None = None,
) -> list[Gathered]:
    """Return the rising causes, clearest first, and then every symptom that is left, largest first.

    `sounding` holds, per kind of cause, the tickets whose words speak for it: a cause that is
    scattered over many small symptoms rises more clearly in all of them together. `words` are the
    tickets' texts, for the burst of a log in which nothing else shows.
    """
    labels = grouping.matters
    log = Log(timeline, labels, grouping.confidence, sounding)
    remaining = labels != NOISE
    layers = layers_of(labels, columns, sounding) if timeline.days else ()
    tried = sum(int(layer.able.sum()) for layer in layers)
    refused: set[tuple[int, int]] = set()
    found: list[Gathered] = []
    rises: list[_Risen] | None = None
    while layers and len(found) < MOST_CAUSES:
        heard(len(found) / MOST_CAUSES)
        if rises is None:  # a seed that is refused takes no ticket away: the others rise as they did
            rises = _rises(timeline, layers, refused, remaining, SEED_EXCESS * len(labels))
        clearest = _clearest(rises)
        if clearest is None:
            break
        cause = grow(log, columns, remaining, _candidate(layers, *clearest.place), clearest.rise, tried)
        if cause is None:
            refused.add(clearest.place)
            rises = [risen for risen in rises if risen is not clearest]
            continue
        found.append(cause)
        remaining, rises = remaining & ~cause.members, None
    if not found and (young := _of_many_symptoms(log, columns, remaining, partial(heard, 0.0))):
        found.append(young)
        remaining = remaining & ~young.members
    if not found and words is not None and (burst := burst_of_one_matter(log, words, remaining)):
        found.append(burst)
        remaining = remaining & ~burst.members
    found, remaining = join_small(log, columns, found, remaining)
    if grouping.alone is not None:
        found = [_in_symptoms(replace(log, labels=grouping.labels), cause) for cause in found]
    return found + _standing(grouping.labels, columns, remaining, dated=timeline.days >= FEWEST_DAYS)


def _in_symptoms(log: Log, cause: Gathered) -> Gathered:
    """Tell a cause that was found among the groups of this log alone by the symptoms of `log`."""
    return (
        cause if cause.rise is None else replace(cause, symptoms=own_symptoms(log, cause.members, cause.rise))
    )


def _of_many_symptoms(
    log: Log, columns: tuple[Column, ...], remaining: Mask, heard: Callable[[], None]
) -> Gathered | None:
    """Grow what rises in many symptoms together into a cause, as sure as the search for it was."""
    seen = scattered(log, remaining, heard)
    cause = None if seen is None else grow(log, columns, remaining, *seen, 1)
    if seen is None or cause is None or cause.rise is None:
        return None
    return replace(cause, rise=replace(cause.rise, p=max(cause.rise.p, seen[1].p)))


def _candidate(layers: tuple[Layer, ...], position: int, value: int) -> Candidate:
    layer = layers[position]
    return Candidate(layer.mask(value), value if layer.symptom else None, kind=layer.kind)


@dataclass(frozen=True, slots=True)
class _Risen:
    """A candidate that rose: its layer and code, how readily its layer is named, and how it rose."""

    place: tuple[int, int]
    weight: float
    rise: Rise


def _rises(
    timeline: Timeline,
    layers: tuple[Layer, ...],
    refused: set[tuple[int, int]],
    remaining: Mask,
    least: float,
) -> list[_Risen]:
    """Find every significant rise.

    What has fewer tickets left than a rise must exceed its past by is passed over, as is a value that
    only took the place of another.
    """
    tried = sum(int(layer.able.sum()) for layer in layers)
    traffic = timeline.counts(remaining)
    found = []
    for position, layer in enumerate(layers):
        daily = layer.daily(timeline, remaining)
        for value in np.flatnonzero(layer.able & (daily.sum(axis=1) >= max(FEWEST_EXCESS, least))):
            if (position, int(value)) in refused:
                continue
            rise = find_rise(daily[value], traffic, timeline.exposure)
            if rise is None or not matters(rise, tried, least):
                continue
            if layer.symptom or not only_replaces(rise, int(value), daily):
                found.append(_Risen((position, int(value)), layer.weight, rise))
    return found


def _clearest(rises: list[_Risen]) -> _Risen | None:
    """Return the clearest rise; among near equals, the place a lead can act on."""
    best = max((risen.rise.statistic for risen in rises), default=0.0)
    near = [risen for risen in rises if risen.rise.statistic >= ALMOST * best]
    return max(near, key=lambda risen: (risen.weight, risen.rise.statistic), default=None)


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
