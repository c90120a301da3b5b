"""A study: everything that one analysis finds in a set of logs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from supportlens.domain.recut_cache import RecutCache
from supportlens.domain.stage_results import UnassignedReason

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain.findings.answers import Answer
    from supportlens.domain.findings.causes import Cause
    from supportlens.domain.findings.changes import Change
    from supportlens.domain.findings.is_is_not import FieldGap
    from supportlens.domain.findings.kind_scores import LearntWeight
    from supportlens.domain.findings.periods import Period
    from supportlens.domain.findings.verdicts import Verdict
    from supportlens.domain.moments import MomentMatch
    from supportlens.domain.playbook import Playbook
    from supportlens.domain.projects.earlier_study import Amendment, Continuation, EarlierStudy
    from supportlens.domain.projects.statements import CauseStatement, GivenName, InputFile
    from supportlens.domain.stage_results import Cleaned, Leaves, Vectors
    from supportlens.domain.symptoms import Symptom
    from supportlens.domain.tickets.records import ActiveUsers
    from supportlens.domain.tickets.tickets import Tickets
    from supportlens.domain.training import TrainingAction


class Assigned:
    """Columns of `Study.assignment`, a row per ticket of `Study.tickets.frame`."""

    SYMPTOM = "symptom_id"
    CAUSE = "cause_id"
    CONFIDENCE = "confidence"
    MOMENT = "moment"
    FLAGS = "flags"
    RUNNER_UP = "runner_up"
    """The symptom that is next nearest, "" where there is none."""
    ASIDE = "aside"
    """Why a ticket is in no symptom, an `UnassignedReason`; "" for the others."""
    LANGUAGE = "spoken"
    """The language that a ticket is written in: ``es``, ``en``, ``other``, "" where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What computed the study, so that it can be repeated."""

    version: str
    seed: int
    encoder: str
    seconds: dict[str, float]
    result: str = ""
    """A hash of which ticket is in which symptom, the same on every run of the same tickets."""


@dataclass(frozen=True, slots=True, eq=False)
class StageResults:
    """What a study was made from, so that the tree can be cut again without reading the texts anew."""

    cleaned: Cleaned
    vectors: Vectors
    leaves: Leaves
    known: EarlierStudy | None = None
    """The earlier study that this one continues."""
    users: tuple[ActiveUsers, ...] = ()
    country: str | None = None
    """The country whose public holidays are not working days."""
    cache: RecutCache = field(default_factory=RecutCache, compare=False, repr=False)
    """What the parts have worked out that no new cut changes."""


@dataclass(frozen=True, slots=True)
class TicketQuery:
    """The tickets that a number counts."""

    cause_id: str | None = None
    symptom_id: str | None = None
    moment_id: str | None = None
    field: str | None = None
    value: str | None = None
    week: date | None = None
    pattern: str | None = None
    """A regular expression over the accent-folded lower-case text, as signals use them.

    It is looked for in what customers wrote, or in `field` where that is given without a value.
    """
    ids: tuple[str, ...] = ()
    further: tuple[tuple[str, str], ...] = ()
    """Further fields with the values they must have."""
    period: Period | None = None
    """The days on which they were opened."""


@dataclass(frozen=True, slots=True)
class Study:
    """Tickets with their symptoms, causes, verdict, moments and plan."""

    tickets: Tickets
    assignment: pd.DataFrame
    symptoms: tuple[Symptom, ...]
    causes: tuple[Cause, ...]
    """In the order of what matters, the verdict's cause first."""
    verdict: Verdict
    moments: tuple[MomentMatch, ...]
    plan: tuple[TrainingAction, ...]
    calendar: tuple[Change, ...]
    playbook: Playbook
    engine: Engine
    weeks: tuple[date, ...] = ()
    """The Mondays of all weeks from the first ticket to the last; empty without dates."""
    weekly: tuple[int, ...] = ()
    """All tickets in each week."""
    duplicates_folded: int = 0
    noise: int = 0
    """Tickets that say nothing ("ok", "test"), set aside and counted."""
    unassigned: int = 0
    """Tickets with text that belong to no symptom."""
    field_gaps: tuple[FieldGap, ...] = ()
    """The fields that cannot say where causes are, and why."""

    level: int = 0
    """Symptoms that the tree was cut into, 0 where the program chose."""
    stage_results: StageResults | None = None
    corrections: tuple[Amendment, ...] = ()
    """A person's corrections, oldest first; nothing overrides them."""
    continuation: Continuation | None = None
    """What is new, gone, growing or falling; None where no earlier study was given."""
    answers: tuple[Answer, ...] = ()
    """All answers, earliest first, also those about causes that are gone."""
    waiting: tuple[CauseStatement, ...] = ()
    """Statements about causes that this study does not have, kept for a study that does."""
    given_names: tuple[GivenName, ...] = ()
    """The causes that a person named."""
    inputs: tuple[InputFile, ...] = ()
    """The files and folders that it was made from."""
    unanswered_verdict: Verdict | None = None
    """The verdict without any statement, None where nobody stated anything."""
    learnt: tuple[LearntWeight, ...] = ()
    """The weights of signals after all corrections so far, used for the next log."""

    def cause(self, cause_id: str | None) -> Cause | None:
        """Find a cause by its id."""
        return next((cause for cause in self.causes if cause.id == cause_id), None)

    def symptom(self, symptom_id: str | None) -> Symptom | None:
        """Find a symptom by its id."""
        return next((symptom for symptom in self.symptoms if symptom.id == symptom_id), None)

    @property
    def main_cause(self) -> Cause | None:
        """The cause of the verdict, None where there is none."""
        return self.cause(self.verdict.cause_id)

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of symptoms that the tree can be cut into, coarsest first; empty without a tree."""
        return self.stage_results.leaves.tree.levels if self.stage_results else ()

    @property
    def default_level(self) -> int:
        """The number of symptoms that the program chooses by itself, 0 where there is no tree."""
        return self.stage_results.leaves.tree.default if self.stage_results else 0

    @property
    def unassigned_by_reason(self) -> dict[UnassignedReason, int]:
        """The number of tickets in no symptom by reason; reasons without tickets are left out."""
        counted = self.assignment[Assigned.ASIDE].value_counts()
        return {
            aside: int(counted[aside.value]) for aside in UnassignedReason if aside.value in counted.index
        }
