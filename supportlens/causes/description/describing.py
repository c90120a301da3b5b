"""Describes a cause with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.changes.change_matching import ChangeEvidence, explain_levels, match_change
from supportlens.causes.description.cause_names import (
    SHARED_BY_REST,
    find_place_name,
    name_cause,
    name_what_is_shared,
)
from supportlens.causes.kinds.classifying import classify
from supportlens.causes.kinds.evidence import SignalEvidence, count_stopped
from supportlens.causes.rising.per_user import add_rate_per_user
from supportlens.causes.time.active_users import CountedUsers, join_users
from supportlens.causes.time.dating import date_onset
from supportlens.causes.time.timeline import LogTimeline
from supportlens.domain import UNASSIGNED, Cause, Field, count_people
from supportlens.statistics import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy.typing as npt

    from supportlens.causes.description.cause_places import Location
    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.domain import (
        CauseWords,
        ChangeMatch,
        Grouping,
        Kind,
        Name,
        Onset,
        ScopeClaim,
        SharedPhrase,
        Tickets,
    )

    Mask = npt.NDArray[np.bool_]
    Phrasing = Callable[[Mask, Mask, str], SharedPhrase]
    """Finds the phrase that distinguishes tickets, and how many of some of them use it; without a place."""

MAX_SAMPLE = 20
"""Maximum number of example tickets of a cause.

Judgement: as many as a page shows without a search; affects no figure.
"""
MAX_TYPICAL = 5
"""Number of examples shown at first.

Judgement: readable at a glance; affects no figure.
"""


@dataclass(frozen=True, slots=True)
class LogContext:
    """Data of the whole log (n tickets) that the description of a cause needs."""

    tickets: Tickets
    grouping: Grouping
    timeline: LogTimeline
    evidence: SignalEvidence
    known: ChangeEvidence
    users: tuple[CountedUsers, ...]
    traffic: Mask
    """Tickets with text that belong to no rising cause."""
    angry: Mask
    phrase: Phrasing
    words: CauseWords


def describe_cause(
    cause_id: str, group: CauseCandidate, place: Location, log: LogContext, taken: Collection[Name] = ()
) -> Cause:
    """Describe a cause: share, onset, change, kind, people and examples; `taken` are names of others."""
    scope = place.scope
    onset = _date_cause(group, scope, log)
    kind, scores, support, against = classify(
        log.tickets, group.members, onset, log.evidence, beside=log.traffic
    )
    change, rivals = _find_change(group, scope, onset, log)
    count, total = int(group.members.sum()), len(log.tickets)
    low, high = wilson_interval(count, total)
    return Cause(
        id=cause_id,
        name=_choose_name(group, place, kind, change, log, taken),
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
        customers=count_people(log.tickets.frame, members=group.members),
        ticket_ids_sample=_pick_ids(log, group.members, MAX_SAMPLE),
        weekly=log.timeline.count_weekly(group.members),
        excess=group.rise.excess if group.rise else 0.0,
        hours=_sum_hours(log.tickets, group.members),
        angry_share=float(log.angry[group.members].mean()),
        typical_ids=_pick_typical(log, group),
        combinations=place.combinations,
        stopped_for=count_stopped(log.tickets, group.members, log.evidence),
    )


def _choose_name(
    group: CauseCandidate,
    place: Location,
    kind: Kind,
    change: ChangeMatch | None,
    log: LogContext,
    taken: Collection[Name],
) -> Name:
    """Name a cause after its only symptom, or after what its symptoms share."""
    if len(group.symptoms) == 1:
        return name_cause(log.grouping.symptoms[group.symptoms[0]].name, place.scope)
    largest = _find_largest(group, log)
    rest = group.members & (log.grouping.labels != largest)
    phrase = log.phrase(group.members, rest, find_place_name(place.scope))
    tickets = int(group.members.sum())
    held = (tickets - int(rest.sum())) / tickets
    if largest != UNASSIGNED and phrase.share < min(held, SHARED_BY_REST):
        phrase = replace(phrase, name=log.grouping.symptoms[largest].name)
    return name_what_is_shared(phrase, tickets, kind, change, place.scope, log.words, taken)


def _find_largest(group: CauseCandidate, log: LogContext) -> int:
    """Return the symptom with most of the tickets of a cause, UNASSIGNED without one."""
    labels = log.grouping.labels[group.members]
    labels = labels[labels >= 0]
    return int(np.bincount(labels).argmax()) if len(labels) else UNASSIGNED


def _date_cause(group: CauseCandidate, scope: tuple[ScopeClaim, ...], log: LogContext) -> Onset | None:
    """Date a cause, with its levels, the changes they coincide with, and the users of its application."""
    if group.rise is None:
        return None
    onset = date_onset(log.timeline, group.rise, group.family, log.traffic | group.family)
    products = [claim.value for claim in scope if claim.field == Field.PRODUCT and claim.is_place]
    users = join_users(log.users, group.family, products)
    onset = add_rate_per_user(log.timeline, onset, group.rise, group.family, users)
    return explain_levels(log.known, onset, scope, group.family)


def _find_change(
    group: CauseCandidate, scope: tuple[ScopeClaim, ...], onset: Onset | None, log: LogContext
) -> tuple[ChangeMatch | None, tuple[ChangeMatch, ...]]:
    if onset is None:
        return None, ()
    return match_change(log.known, onset, scope, group.family, group.members)


def _sum_hours(tickets: Tickets, members: Mask) -> float | None:
    if not tickets.has(Field.MINUTES):
        return None
    minutes = tickets.frame.loc[members, Field.MINUTES.value]
    return float(minutes.sum() / 60.0) if minutes.notna().any() else None


def _pick_ids(log: LogContext, members: Mask, count: int) -> tuple[str, ...]:
    rows = np.flatnonzero(members)
    order = np.lexsort((rows, -log.grouping.confidence[rows]))[:count]
    ids = log.tickets.frame[Field.TICKET_ID.value]
    return tuple(str(ids.iloc[row]) for row in rows[order])


def _pick_typical(log: LogContext, group: CauseCandidate) -> tuple[str, ...]:
    """Return an example of each of the largest symptoms, then further examples of them."""
    ids = log.tickets.frame[Field.TICKET_ID.value]
    inside = set(ids[group.members])
    examples = [
        [example for example in log.grouping.symptoms[symptom].example_ids if example in inside]
        for symptom in group.symptoms
    ]
    found = [row[place] for place in range(MAX_TYPICAL) for row in examples if place < len(row)]
    return tuple(found[:MAX_TYPICAL]) or _pick_ids(log, group.members, MAX_TYPICAL)
