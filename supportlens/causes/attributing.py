"""Attributes tickets to root causes and describes each with its evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.causes.coinciding import Known, coinciding, with_causes_of_levels
from supportlens.causes.columns import columns_of
from supportlens.causes.dating import dated, traffic_onset, users_daily, users_of
from supportlens.causes.gathering import gather
from supportlens.causes.is_is_not import desk_of, specify
from supportlens.causes.kinds import Evidence, classify, sounding
from supportlens.causes.lasting import evidence_of
from supportlens.causes.locating import locate, sides_of
from supportlens.causes.per_user import gathered_per_user, told_per_user
from supportlens.causes.ranking import weigh
from supportlens.causes.said_changes import what_is_said
from supportlens.causes.timeline import Timeline, timeline_of
from supportlens.domain import (
    NOISE,
    Assigned,
    Attribution,
    Cause,
    Field,
    Name,
    Stage,
    silent,
)
from supportlens.domain.folding import fold, uncapitalised

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.causes.gathered import Gathered
    from supportlens.causes.locating import Location
    from supportlens.domain import (
        ActiveUsers,
        Change,
        ChangeMatch,
        Grouping,
        Onset,
        Playbook,
        Progress,
        ScopeClaim,
        Symptom,
        Tickets,
    )

    Mask = npt.NDArray[np.bool_]
    Phrasing = Callable[[Mask, str], Name]

SAMPLE = 20
TYPICAL = 5
FEWEST_TO_PHRASE = 20


@dataclass(frozen=True, slots=True)
class _Log:
    """What describing a cause needs of the whole log."""

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


def attribute(
    tickets: Tickets,
    grouping: Grouping,
    calendar: tuple[Change, ...],
    playbook: Playbook,
    *,
    phrase: Phrasing,
    users: tuple[ActiveUsers, ...] = (),
    country: str | None = None,
    lasting: dict[str, object] | None = None,
    progress: Progress = silent,
) -> Attribution:
    """Gather the symptoms of n tickets into root causes, in the order of what matters.

    Rising causes come first, by their priority; then what has always been there, by tickets.
    `phrase` finds, for a mask over the tickets, the words that set them apart from all others,
    a place's own name left out. `users` say how many people use each application: a rise that more of them
    explain is none; `country` (ISO 3166) whose public holidays are no working days.
    `lasting` keeps what another grouping of the same tickets need not look up anew.
    """
    progress(Stage.ATTRIBUTE, 0.0)
    timeline = timeline_of(tickets, country=country)
    columns, gaps = columns_of(tickets)
    evidence = evidence_of(tickets, playbook, lasting, lambda part: progress(Stage.ATTRIBUTE, 0.2 * part))
    progress(Stage.ATTRIBUTE, 0.2)
    said = grouping.labels != NOISE
    sounds, written = sounding(evidence), evidence.sources["words"]

    def causes_on(line: Timeline) -> list[Gathered]:
        heard = partial(_heard, progress)
        return gather(line, grouping, columns, sounds, heard, written)

    gathered = gathered_per_user(causes_on, timeline, columns, users, said)
    gathered.sort(key=_importance)
    progress(Stage.ATTRIBUTE, 0.7)
    sides = [sides_of(group, columns, timeline, said) for group in gathered]
    places = locate(sides)
    log = _Log(
        tickets,
        grouping,
        timeline,
        evidence,
        Known(
            tickets, timeline, calendar, what_is_said(tickets, playbook.lexicon, evidence.sources["words"])
        ),
        users,
        said & ~_risen(gathered, len(tickets)),
        evidence.holding("words", playbook.lexicon.angry),
        phrase,
    )
    progress(Stage.ATTRIBUTE, 0.8)
    causes = tuple(
        _described(f"C{number + 1}", group, place, log)
        for number, (group, place) in enumerate(zip(gathered, places, strict=True))
    )
    desk = desk_of(tickets, grouping, timeline)
    causes = tuple(
        replace(cause, is_is_not=specify(group, place, cause.onset, desk))
        for cause, group, place in zip(causes, gathered, places, strict=True)
    )
    causes, gathered = weigh(causes, gathered, tickets, timeline, log.angry, playbook.priorities)
    assignment = _assignment(grouping, gathered, causes)
    progress(Stage.ATTRIBUTE, 1.0)
    everything = np.ones(len(tickets), dtype=bool)
    return Attribution(
        causes,
        _owned(grouping, assignment, timeline),
        assignment,
        timeline.weeks(),
        timeline.weekly(everything),
        partial_weeks=timeline.partial_weeks(),
        traffic=traffic_onset(timeline, everything),
        field_gaps=gaps,
    )


def _heard(progress: Progress, done: float) -> None:
    progress(Stage.ATTRIBUTE, 0.2 + 0.5 * done)


def _importance(group: Gathered) -> tuple[bool, float, tuple[int, ...]]:
    return (
        group.rise is None,
        -(group.rise.excess if group.rise else float(group.members.sum())),
        group.symptoms,
    )


def _described(cause_id: str, group: Gathered, place: Location, log: _Log) -> Cause:
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


def _risen(gathered: list[Gathered], count: int) -> Mask:
    """Mark the tickets of all causes that rose."""
    members = [group.members for group in gathered if group.rise is not None]
    return np.any(members, axis=0) if members else np.zeros(count, dtype=bool)


def _onset(group: Gathered, scope: tuple[ScopeClaim, ...], log: _Log) -> Onset | None:
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
    group: Gathered, scope: tuple[ScopeClaim, ...], onset: Onset | None, log: _Log
) -> tuple[ChangeMatch | None, tuple[ChangeMatch, ...]]:
    if onset is None:
        return None, ()
    return coinciding(log.known, onset, scope, group.family, group.members)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927)."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _name(group: Gathered, scope: tuple[ScopeClaim, ...], log: _Log) -> Name:
    """Name a cause after its place and what its tickets say.

    One symptom alone lends its own name, and so does the largest one of a cause of few tickets: among
    these a phrase that happens to be repeated would pass for what sets them apart.
    """
    lends = len(group.symptoms) == 1 or (group.symptoms and group.members.sum() < FEWEST_TO_PHRASE)
    only = log.grouping.symptoms[group.symptoms[0]].name if lends else None
    place = next((claim.value for claim in scope if claim.is_place and claim.field != Field.VERSION), "")
    phrase = only or log.phrase(group.members, place)
    if not place or fold(place) in fold(phrase.es):
        return phrase
    return Name(f"{place}: {uncapitalised(phrase.es)}", f"{place}: {uncapitalised(phrase.en)}")


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


def _ids(log: _Log, members: Mask, count: int) -> tuple[str, ...]:
    rows = np.flatnonzero(members)
    order = np.lexsort((rows, -log.grouping.confidence[rows]))[:count]
    ids = log.tickets.frame[Field.TICKET_ID.value]
    return tuple(str(ids.iloc[row]) for row in rows[order])


def _typical(log: _Log, group: Gathered) -> tuple[str, ...]:
    """Give an example of each of the largest symptoms, then more of them."""
    ids = log.tickets.frame[Field.TICKET_ID.value]
    inside = set(ids[group.members])
    examples = [
        [example for example in log.grouping.symptoms[symptom].example_ids if example in inside]
        for symptom in group.symptoms
    ]
    found = [row[place] for place in range(TYPICAL) for row in examples if place < len(row)]
    return tuple(found[:TYPICAL]) or _ids(log, group.members, TYPICAL)


def _assignment(grouping: Grouping, gathered: list[Gathered], causes: tuple[Cause, ...]) -> pd.DataFrame:
    ids = np.array([*(symptom.id for symptom in grouping.symptoms), ""], dtype=object)
    owner = np.full(len(grouping.labels), "", dtype=object)
    for group, cause in zip(gathered, causes, strict=True):
        owner[group.members] = cause.id
    symptom = ids[np.where(grouping.labels >= 0, grouping.labels, len(ids) - 1)]
    return pd.DataFrame(
        {
            Assigned.SYMPTOM: symptom,
            Assigned.CAUSE: owner,
            Assigned.CONFIDENCE: np.round(grouping.confidence, 4),
        }
    )


def _owned(grouping: Grouping, assignment: pd.DataFrame, timeline: Timeline) -> tuple[Symptom, ...]:
    """Tell each symptom the cause that holds most of its tickets."""
    owned = []
    for position, symptom in enumerate(grouping.symptoms):
        mask = grouping.labels == position
        held = assignment.loc[mask, Assigned.CAUSE]
        held = held[held.ne("")]
        counts = held.value_counts()
        first = min(counts.index, key=lambda cause: (-int(counts[cause]), cause)) if len(counts) else None
        owned.append(replace(symptom, cause_id=first, weekly=timeline.weekly(mask)))
    return tuple(owned)
