"""Describes what was gathered as a cause, with its evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.changes.change_matching import Known, coinciding, with_causes_of_levels
from supportlens.causes.description.cause_names import called_after, lends_its_name, place_called
from supportlens.causes.kinds.classifying import Evidence, classify
from supportlens.causes.rising.per_user import told_per_user
from supportlens.causes.time.dating import dated, users_daily, users_of
from supportlens.causes.time.timeline import Timeline
from supportlens.domain import Cause, Field, Name

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.causes.description.cause_places import Location
    from supportlens.causes.rising.candidates import Gathered
    from supportlens.domain import ActiveUsers, ChangeMatch, Grouping, Onset, ScopeClaim, Tickets

    Mask = npt.NDArray[np.bool_]
    Phrasing = Callable[[Mask, str], Name]

SAMPLE = 20
TYPICAL = 5


@dataclass(frozen=True, slots=True)
class Whole:
    """What describing a cause needs of the whole log of n tickets."""

    tickets: Tickets
    grouping: Grouping
    timeline: Timeline
    evidence: Evidence
    known: Known
    users: tuple[ActiveUsers, ...]
    traffic: Mask
    """Tickets that say something and belong to no cause that rose."""
    angry: Mask
    phrase: Phrasing


def described(cause_id: str, group: Gathered, place: Location, log: Whole) -> Cause:
    """Describe what was gathered: its share, start, change, kind, people and examples."""
    scope = place.scope
    onset = _onset(group, scope, log)
    kind, scores, support, against = classify(log.tickets, group.members, onset, log.evidence)
    change, rivals = _change(group, scope, onset, log)
    count, total = int(group.members.sum()), len(log.tickets)
    low, high = wilson(count, total)
    return Cause(
        id=cause_id,
        name=_name(group, scope, log),
        tickets=count,
        share=count / total,
        share_low=low,
        share_high=high,
        kind=kind,
        kind_scores=scores,
        signals_for=support,
        signals_against=against,
        scope=scope,
        onset=onset,
        change=change,
        rivals=rivals,
        symptoms=tuple(log.grouping.symptoms[symptom].id for symptom in group.symptoms),
        customers=_people(log.tickets, group.members),
        ticket_ids_sample=_ids(log, group.members, SAMPLE),
        weekly=log.timeline.weekly(group.members),
        excess=group.rise.excess if group.rise else 0.0,
        hours=_hours(log.tickets, group.members),
        angry_share=float(log.angry[group.members].mean()),
        typical_ids=_typical(log, group),
        combinations=place.combinations,
    )


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _name(group: Gathered, scope: tuple[ScopeClaim, ...], log: Whole) -> Name:
    """Name a cause after its place and what its tickets say."""
    symptoms = group.symptoms
    if symptoms and lends_its_name(len(symptoms), int(group.members.sum())):
        return called_after(log.grouping.symptoms[symptoms[0]].name, scope)
    return called_after(log.phrase(group.members, place_called(scope)), scope)


def _onset(group: Gathered, scope: tuple[ScopeClaim, ...], log: Whole) -> Onset | None:
    """Date a cause, with its levels, what these coincide with, and how many people use its application."""
    if group.rise is None:
        return None
    onset = dated(log.timeline, group.rise, group.family, log.traffic | group.family)
    products = [claim.value for claim in scope if claim.field == Field.PRODUCT and claim.is_place]
    onset = replace(onset, users=users_of(log.users, products))
    daily = users_daily(log.users, products, log.timeline)
    onset = told_per_user(log.timeline, onset, group.rise, group.family, daily)
    return with_causes_of_levels(log.known, onset, scope)


def _change(
    group: Gathered, scope: tuple[ScopeClaim, ...], onset: Onset | None, log: Whole
) -> tuple[ChangeMatch | None, tuple[ChangeMatch, ...]]:
    if onset is None:
        return None, ()
    return coinciding(log.known, onset, scope, group.family, group.members)


def _people(tickets: Tickets, members: Mask) -> int | None:
    if not tickets.has(Field.REQUESTER):
        return None
    people = tickets.frame.loc[members, Field.REQUESTER.value]
    return int(people[people.ne("")].nunique())


def _hours(tickets: Tickets, members: Mask) -> float | None:
    if not tickets.has(Field.MINUTES):
        return None
    minutes = tickets.frame.loc[members, Field.MINUTES.value]
    return float(minutes.sum() / 60.0) if minutes.notna().any() else None


def _ids(log: Whole, members: Mask, count: int) -> tuple[str, ...]:
    rows = np.flatnonzero(members)
    order = np.lexsort((rows, -log.grouping.confidence[rows]))[:count]
    ids = log.tickets.frame[Field.TICKET_ID.value]
    return tuple(str(ids.iloc[row]) for row in rows[order])


def _typical(log: Whole, group: Gathered) -> tuple[str, ...]:
    """Return an example of each of the largest symptoms, then more of them."""
    ids = log.tickets.frame[Field.TICKET_ID.value]
    inside = set(ids[group.members])
    examples = [
        [example for example in log.grouping.symptoms[symptom].example_ids if example in inside]
        for symptom in group.symptoms
    ]
    found = [row[place] for place in range(TYPICAL) for row in examples if place < len(row)]
    return tuple(found[:TYPICAL]) or _ids(log, group.members, TYPICAL)
