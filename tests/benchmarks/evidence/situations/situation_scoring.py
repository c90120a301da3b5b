"""Scoring of situations: the true cause, false claims, and what was wrongly set apart."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sample_logs.planted import Situation
from tests.benchmarks.evidence.running import answered
from tests.benchmarks.evidence.scoring import (
    NEARLY_AS_LARGE,
    SHARE_POINTS,
    Criterion,
    Score,
    claims_a_change,
    describe_cause,
    score_cause,
)
from tests.benchmarks.evidence.situations.naming import apart_groups, is_named, what_is_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted import PlantedCause, PlantedSituation, Planting
    from supportlens.domain import Cause, Study
    from tests.benchmarks.evidence.trials import Trial

SAME = 0.5
"""The part of a claimed cause's tickets that a planted one has to have brought for it to be that one."""
GATHERED = 0.8
"""The least part of an outage's excess that its cause has to hold."""
WRONGLY_APART = 0.05
"""The part of a planted cause's tickets that may be taken for nobody's request."""


@dataclass(frozen=True, slots=True)
class SituationOutcome:
    """What came of one trial of a situation."""

    trial: Trial
    score: Score | None
    """None where nothing true was to be found."""
    false_claim: str
    """The cause that the verdict claims to have risen and that was not planted, empty for none."""
    named: bool
    """Whether the situation itself is named: the desk's change, the group set apart, the general rise."""
    set_apart: bool
    """Whether tickets of a planted cause were set apart as nobody's request."""
    planted: str
    verdict: str
    """The cause that the verdict names."""
    said: str
    """What is said of the desk."""
    seconds: float


def run_situation(trial: Trial) -> SituationOutcome:
    """Plant the log, analyse it and hold the answer against the truth."""
    planting = trial.planting()
    started = time.perf_counter()
    study = answered(planting)
    seconds = time.perf_counter() - started
    (situation,) = planting.truth.situations
    scores = [score_true(study, study.main_cause, true, planting) for true in list_true(planting)]
    best = max(scores, key=lambda score: sum(score.right.values()), default=None)
    return SituationOutcome(
        trial,
        best,
        false_claim(study, planting),
        is_named(study, situation),
        _sets_apart(study, planting),
        f"{situation.what} {situation.day} {situation.before}>{situation.after[:40]!r} {situation.excess:+d}",
        describe_cause(study.main_cause),
        what_is_said(study),
        seconds,
    )


def list_true(planting: Planting) -> list[PlantedCause]:
    """List the causes any of which may be the verdict.

    They are the largest and those nearly as large; a day of outage may come first whatever its size.
    """
    (situation,) = planting.truth.situations
    causes = [*planting.truth.causes, *([situation.event] if situation.event else [])]
    largest = max((cause.tickets for cause in causes), default=0)
    return [
        cause
        for cause in causes
        if cause.tickets >= NEARLY_AS_LARGE * largest
        or (cause is situation.event and situation.what == Situation.OUTAGE_IN_MANY_WORDS)
    ]


def score_true(study: Study, cause: Cause | None, true: PlantedCause, planting: Planting) -> Score:
    """Hold a cause against a true one, whose share is of all tickets or of the customers' requests alone."""
    found = score_cause(cause, true, planting)
    share = cause is not None and _share_right(study, cause, true, planting)
    return replace(found, right=found.right | {Criterion.SHARE: share})


def false_claim(study: Study, planting: Planting) -> str:
    """Return the name of the verdict's cause if it is claimed to have risen and is none of the true ones."""
    cause = study.main_cause
    if cause is None or not claims_a_change(study):
        return ""
    (situation,) = planting.truth.situations
    true = [*planting.truth.causes, *([situation.event] if situation.event else [])]
    return "" if any(_is_same(study, cause, each, planting) for each in true) else cause.name.in_("en")


def _is_same(study: Study, cause: Cause, true: PlantedCause, planting: Planting) -> bool:
    right = score_cause(cause, true, planting).right
    if right[Criterion.SCOPE] and right[Criterion.ONSET]:
        return True
    held = tickets_of(study, cause)
    return len(held & set(true.caused_ids)) >= SAME * len(held)


def tickets_of(study: Study, cause: Cause) -> set[str]:
    """Return the ids of the cause's tickets."""
    of_cause = (study.assignment["cause_id"] == cause.id).to_numpy()
    return set(study.tickets.frame["ticket_id"][of_cause].astype(str))


def _share_right(study: Study, cause: Cause, true: PlantedCause, planting: Planting) -> bool:
    (situation,) = planting.truth.situations
    if true is situation.event and situation.what == Situation.OUTAGE_IN_MANY_WORDS:
        days = {ticket.id: ticket.created.date() for ticket in planting.tickets}
        held = sum(days.get(key) == situation.day for key in tickets_of(study, cause))
        return held >= GATHERED * situation.excess
    return any(abs(cause.share - share) <= SHARE_POINTS for share in _shares(true, situation, planting))


def _shares(true: PlantedCause, situation: PlantedSituation, planting: Planting) -> Sequence[float]:
    """Return the right shares: of all tickets or of requests alone, with the general rise or without it.

    Of a redesign that everybody feels, its own matters, what it caused in its place, and all that it caused.
    """
    every = len(planting.tickets)
    counts = [true.tickets]
    if true is situation.event and situation.topics:
        caused, place = set(true.caused_ids), true.scope.get("product")
        in_place = sum(ticket.id in caused and ticket.product == place for ticket in planting.tickets)
        counts += [situation.topics, in_place]
    apart = situation.excess if situation.what in APART else 0
    return [count / whole for count in counts for whole in (every, every - apart)]


APART = (
    Situation.SPAM_FLOOD,
    Situation.AUTO_REPLIES,
    Situation.TESTER,
    Situation.MACHINE_ALERTS,
    Situation.HEAVY_REQUESTER,
)
"""Situations whose tickets are set apart and so are no part of the whole."""


def _sets_apart(study: Study, planting: Planting) -> bool:
    apart: set[str] = set().union(*(ids for _, ids in apart_groups(study)))
    return any(
        len(apart & set(cause.caused_ids)) > WRONGLY_APART * cause.tickets
        for cause in planting.truth.causes
        if cause.tickets == len(set(cause.caused_ids))
    )
