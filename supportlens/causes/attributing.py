"""Attributes tickets to root causes: finds, locates, describes and ranks them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.causes.changes.change_matching import ChangeEvidence
from supportlens.causes.changes.mentions import find_mentions, list_patterns
from supportlens.causes.description.cause_places import choose_sides, locate_causes
from supportlens.causes.description.describing import LogContext, describe_cause
from supportlens.causes.description.found_causes import FOUND, FoundCauses
from supportlens.causes.description.is_is_not import build_is_is_not, prepare_context
from supportlens.causes.description.rearranging import Arrangement, keep_ids
from supportlens.causes.kinds.evidence import find_evidence, mask_kinds
from supportlens.causes.places.field_columns import build_columns
from supportlens.causes.rising.finding import find_causes
from supportlens.causes.rising.general_rise import separate_general_rise
from supportlens.causes.rising.per_user import find_causes_per_user
from supportlens.causes.rising.usual_mix import find_usual_values
from supportlens.causes.time.active_users import match_users
from supportlens.causes.time.thresholds import SAME_START_DAYS
from supportlens.causes.time.timeline import LogTimeline, build_timeline
from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.causes.verdict.ranking import rank_causes
from supportlens.domain import (
    HERE,
    NOISE,
    UNASSIGNED,
    Assigned,
    Attribution,
    Cause,
    CausesMerged,
    GeneralRise,
    Stage,
    SymptomsPlaced,
    UsualGrowth,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.description.cause_places import Location
    from supportlens.causes.description.describing import Phrasing
    from supportlens.causes.kinds.evidence import SignalEvidence
    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.causes.rising.usual_mix import UsualValue
    from supportlens.causes.time.active_users import CountedUsers
    from supportlens.causes.time.rises import Rise
    from supportlens.domain import (
        ActiveUsers,
        Amendment,
        CauseWords,
        Change,
        FractionProgress,
        Grouping,
        KnownCause,
        Name,
        Onset,
        Playbook,
        Progress,
        RecutCache,
        Symptom,
        Tickets,
        Workers,
    )

    Mask = npt.NDArray[np.bool_]


def attribute(
    tickets: Tickets,
    grouping: Grouping,
    calendar: tuple[Change, ...],
    playbook: Playbook,
    *,
    phrase: Phrasing,
    words: CauseWords,
    users: tuple[ActiveUsers, ...] = (),
    country: str | None = None,
    cache: RecutCache | None = None,
    corrections: Sequence[Amendment] = (),
    known: Sequence[KnownCause] = (),
    alike: Mask | None = None,
    workers: Workers = HERE,
    progress: Progress = silent,
) -> Attribution:
    """Find the root causes of n tickets, by priority.

    Rising causes come first, by priority; then standing ones, by tickets. `phrase` finds the words that
    distinguish the tickets of a mask from all others, excluding the name of a place. `users` are the active
    users per application: a rise that user growth explains is not reported. `country` (ISO 3166) sets the
    public holidays. `cache` keeps results that another grouping of the same tickets can reuse. What a person
    said about the causes is done by `corrections`; those that continue `known` ones keep their ids. `alike`
    (n) marks tickets that are known to bring more of the same, such as those of a new language. `workers`
    search the texts.
    """
    progress(Stage.ATTRIBUTE, 0.0)
    timeline = build_timeline(tickets, country=country)
    columns, gaps = build_columns(tickets)
    evidence = search_texts(
        tickets, playbook, cache, lambda part: progress(Stage.ATTRIBUTE, 0.2 * part), workers
    )
    progress(Stage.ATTRIBUTE, 0.2)
    informative = grouping.labels != NOISE
    counted = match_users(users, tickets, timeline.first, timeline.days)
    known_ones = cache.get(FOUND) if cache is not None else None
    before = known_ones if known_ones and known_ones.is_of(grouping, calendar, playbook) else None
    if before is None:
        candidates, together, usual = _find_candidates(
            grouping, columns, evidence, timeline, counted, alike, partial(progress, Stage.ATTRIBUTE)
        )
    else:
        candidates, together, usual = list(before.candidates), before.together, list(before.usual)
    progress(Stage.ATTRIBUTE, 0.7)
    watch = partial(progress, Stage.ATTRIBUTE, 0.72)
    mentions = find_mentions(tickets, playbook.lexicon, evidence.sources["words"], watch)
    angry = evidence.mark_any("words", playbook.lexicon.angry, watch)

    def describe(
        groups: list[CauseCandidate], names: Sequence[Name | None]
    ) -> tuple[tuple[Cause, ...], list[CauseCandidate]]:
        log = LogContext(
            tickets,
            grouping,
            timeline,
            evidence,
            ChangeEvidence(tickets, timeline, calendar, mentions),
            counted,
            informative & ~_mark_risen(groups, len(tickets)),
            angry,
            phrase,
            words,
        )
        places = locate_causes([choose_sides(group, columns, timeline, informative) for group in groups])
        described = _describe_causes(groups, places, names, log, progress)
        context = prepare_context(tickets, grouping, timeline)
        full = tuple(
            replace(cause, is_is_not=build_is_is_not(group, place, cause.onset, context))
            for cause, group, place in zip(described, groups, places, strict=True)
        )
        return rank_causes(full, groups, tickets, timeline, angry, playbook.priorities)

    def arrange() -> Arrangement:
        ids = [symptom.id for symptom in grouping.symptoms]
        return Arrangement.of(causes, candidates, timeline, grouping.labels, ids, informative)

    if before is None:
        causes, candidates = describe(candidates, [None] * len(candidates))
        if cache is not None:
            kept = FoundCauses(
                grouping, calendar, playbook, causes, tuple(candidates), together, tuple(usual)
            )
            cache.put(FOUND, kept)
    else:
        causes = before.causes
    found = arrange()
    about_causes = [one for one in corrections if isinstance(one, CausesMerged | SymptomsPlaced)]
    corrected = reduce(Arrangement.correct, about_causes, found)
    if corrected is not found:
        arranged = sorted(corrected.causes, key=lambda one: _order_key(one.candidate))
        causes, candidates = describe([one.candidate for one in arranged], [one.name for one in arranged])
    causes = keep_ids(causes, candidates, known, corrected)
    assignment = _build_assignment(grouping, candidates, causes)
    progress(Stage.ATTRIBUTE, 1.0)
    return Attribution(
        causes,
        _assign_symptoms(grouping, assignment, timeline),
        assignment,
        timeline.list_weeks(),
        timeline.count_weekly(np.ones(len(tickets), dtype=bool)),
        partial_weeks=timeline.find_partial_weeks(),
        field_gaps=gaps,
        general=_describe_general(together, timeline, causes),
        usual=tuple(_describe_usual(value, timeline) for value in usual),
    )


def search_texts(
    tickets: Tickets,
    playbook: Playbook,
    cache: RecutCache | None,
    progress: FractionProgress,
    workers: Workers = HERE,
) -> SignalEvidence:
    """Search the texts of n tickets for all that causes are told by, whatever their symptoms are.

    The result is that of `cache` for the same tickets and signals. `workers` search the texts; `progress`
    receives the fraction done, and stops the work by raising.
    """
    also = (playbook.lexicon.angry, *list_patterns(playbook.lexicon))
    return find_evidence(tickets, playbook, cache, progress, workers, also)


def _find_candidates(
    grouping: Grouping,
    columns: tuple[FieldColumn, ...],
    evidence: SignalEvidence,
    timeline: LogTimeline,
    counted: tuple[CountedUsers, ...],
    alike: Mask | None,
    report: FractionProgress,
) -> tuple[list[CauseCandidate], Rise | None, list[UsualValue]]:
    """Find the causes of a log, the rise of all its traffic, and the values that grew as they always do."""
    informative, foreign = grouping.labels != NOISE, _mark_foreign(grouping)
    comparable, kind_masks = _set_apart(grouping, foreign), mask_kinds(evidence)
    together: Rise | None = None
    usual: list[UsualValue] = []

    def find_on(line: LogTimeline) -> list[CauseCandidate]:
        nonlocal together, usual
        together = find_traffic_rise(line.count_daily(informative), line.exposure)
        usual = find_usual_values(line, grouping.rise_labels, columns, informative)
        return find_causes(
            line,
            comparable,
            columns,
            kind_masks,
            lambda done: report(0.2 + 0.5 * done),
            evidence.sources["words"],
            together,
            usual,
            alike,
        )

    found = find_causes_per_user(find_on, timeline, counted, informative)
    candidates = [left for group in found if (left := _leave_out(group, foreign)).members.any()]
    together = separate_general_rise(timeline, informative, candidates, together, usual)
    candidates.sort(key=_order_key)
    return candidates, together, usual


def _describe_causes(
    groups: Sequence[CauseCandidate],
    places: Sequence[Location],
    names: Sequence[Name | None],
    log: LogContext,
    progress: Progress,
) -> list[Cause]:
    """Describe causes; one that has a name keeps it."""
    described: list[Cause] = []
    for group, place, name in zip(groups, places, names, strict=True):
        progress(Stage.ATTRIBUTE, 0.75 + 0.2 * len(described) / len(groups))
        taken = [cause.name for cause in described]
        cause = describe_cause(f"C{len(described) + 1}", group, place, log, taken)
        described.append(cause if name is None else replace(cause, name=name))
    return described


def _mark_foreign(grouping: Grouping) -> Mask:
    """Mark the tickets of symptoms that share only a language: what they say is not known."""
    places = [place for place, symptom in enumerate(grouping.symptoms) if symptom.language]
    return np.isin(grouping.labels, places)


def _set_apart(grouping: Grouping, mask: Mask) -> Grouping:
    """Return the grouping with some tickets in no symptom."""
    if not mask.any():
        return grouping
    logged = grouping.log_labels
    return replace(
        grouping,
        labels=np.where(mask, UNASSIGNED, grouping.labels),
        log_labels=None if logged is None else np.where(mask, UNASSIGNED, logged),
    )


def _leave_out(group: CauseCandidate, mask: Mask) -> CauseCandidate:
    """Return a cause without some tickets."""
    if not (mask & group.family).any():
        return group
    return replace(group, members=group.members & ~mask, family=group.family & ~mask)


def _describe_usual(value: UsualValue, timeline: LogTimeline) -> UsualGrowth:
    return UsualGrowth(
        field=value.column.name,
        value=value.column.labels[value.code],
        onset=timeline.to_onset(value.rise),
        tickets=int(value.members.sum()),
        excess=value.rise.excess,
        is_new=value.is_new,
    )


def _describe_general(
    rise: Rise | None, timeline: LogTimeline, causes: tuple[Cause, ...]
) -> GeneralRise | None:
    """Describe the rise of all traffic, with the causes that began with it."""
    if rise is None:
        return None
    onset = timeline.to_onset(rise)
    same = [cause for cause in causes if cause.onset is not None and _begins_with(cause.onset, onset)]
    explained = min(rise.excess, sum(cause.excess for cause in same))
    before = int(((timeline.day >= 0) & (timeline.day < rise.day)).sum())
    return GeneralRise(onset, rise.excess, before, tuple(cause.id for cause in same), explained)


def _begins_with(own: Onset, general: Onset) -> bool:
    """Return whether a cause began in the days in which all traffic did."""
    apart = max((own.low - general.high).days, (general.low - own.high).days)
    return apart <= 0 or abs((own.day - general.day).days) <= SAME_START_DAYS


def _order_key(group: CauseCandidate) -> tuple[bool, float, tuple[int, ...]]:
    return (
        group.rise is None,
        -(group.rise.excess if group.rise else float(group.members.sum())),
        group.symptoms,
    )


def _mark_risen(candidates: list[CauseCandidate], count: int) -> Mask:
    """Mark the tickets of all causes that rose."""
    members = [group.members for group in candidates if group.rise is not None]
    return np.any(members, axis=0) if members else np.zeros(count, dtype=bool)


def _build_assignment(
    grouping: Grouping, candidates: list[CauseCandidate], causes: tuple[Cause, ...]
) -> pd.DataFrame:
    ids = np.array([*(symptom.id for symptom in grouping.symptoms), ""], dtype=object)
    owner = np.full(len(grouping.labels), "", dtype=object)
    for group, cause in zip(candidates, causes, strict=True):
        owner[group.members] = cause.id
    symptom = ids[np.where(grouping.labels >= 0, grouping.labels, len(ids) - 1)]
    return pd.DataFrame(
        {
            Assigned.SYMPTOM: symptom,
            Assigned.CAUSE: owner,
            Assigned.CONFIDENCE: np.round(grouping.confidence, 4),
        }
    )


def _assign_symptoms(
    grouping: Grouping, assignment: pd.DataFrame, timeline: LogTimeline
) -> tuple[Symptom, ...]:
    """Set the cause of each symptom to the one that holds most of its tickets."""
    owned = []
    for position, symptom in enumerate(grouping.symptoms):
        mask = grouping.labels == position
        held = assignment.loc[mask, Assigned.CAUSE]
        held = held[held.ne("")]
        counts = held.value_counts()
        first = min(counts.index, key=lambda cause: (-int(counts[cause]), cause)) if len(counts) else None
        owned.append(replace(symptom, cause_id=first, weekly=timeline.count_weekly(mask)))
    return tuple(owned)
