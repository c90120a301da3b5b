"""A study: all results of one analysis of a set of logs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from supportlens.domain.kept import KEPT_APART
from supportlens.domain.projects.marks import Marks
from supportlens.domain.recut_cache import RecutCache
from supportlens.domain.stage_results import UnassignedReason
from supportlens.domain.standing.moments import DeskMoments
from supportlens.domain.tickets.apart import Screening

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain.contacts.coding import Coding
    from supportlens.domain.contacts.corrections import CodeCorrection
    from supportlens.domain.contacts.maps import Journey
    from supportlens.domain.customers.care import CustomerCare, Pilot
    from supportlens.domain.customers.records import CustomerFiles
    from supportlens.domain.findings.answers import Answer
    from supportlens.domain.findings.causes import Cause
    from supportlens.domain.findings.changes import Change
    from supportlens.domain.findings.desk_changes import DeskChange
    from supportlens.domain.findings.effects import MeasuredAction
    from supportlens.domain.findings.is_is_not import FieldGap
    from supportlens.domain.findings.kind_scores import LearntWeight
    from supportlens.domain.findings.taken_actions import TakenAction
    from supportlens.domain.findings.verdicts import Verdict
    from supportlens.domain.moments import MomentMatch
    from supportlens.domain.plans.plan_notes import PlanNote
    from supportlens.domain.plans.service_training import ServiceTraining
    from supportlens.domain.plans.training import TrainingAction, UntaughtCause
    from supportlens.domain.playbook import Playbook
    from supportlens.domain.projects.amendments import Amendment
    from supportlens.domain.projects.earlier_study import Continuation, EarlierStudy
    from supportlens.domain.projects.extensions import Extension
    from supportlens.domain.projects.statements import CauseStatement, Dismissal, GivenName, InputFile
    from supportlens.domain.stage_results import Cleaned, Leaves, Vectors
    from supportlens.domain.symptoms import Symptom
    from supportlens.domain.tickets.apart import ApartGroup
    from supportlens.domain.tickets.records import ActiveUsers
    from supportlens.domain.tickets.tickets import Tickets


class Assigned:
    """Columns of `Study.assignment`, a row per ticket of `Study.tickets.frame`."""

    SYMPTOM = "symptom_id"
    CAUSE = "cause_id"
    CONFIDENCE = "confidence"
    MOMENT = "moment"
    FLAGS = "flags"
    RUNNER_UP = "runner_up"
    """The second nearest symptom, "" without one."""
    ASIDE = "aside"
    """Why a ticket has no symptom, an `UnassignedReason`; "" for the others."""
    LANGUAGE = "spoken"
    """The language of a ticket: ``es``, ``en``, ``other``, "" if unknown."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The software that computed the study, for reproduction."""

    version: str
    seed: int
    encoder: str
    seconds: dict[str, float]
    result: str = ""
    """A hash of the tickets' symptoms, the same on every run over the same tickets."""


@dataclass(frozen=True, slots=True, eq=False)
class StageResults:
    """Intermediate results of a study, so that the tree can be cut again without reading the texts anew."""

    cleaned: Cleaned
    vectors: Vectors
    leaves: Leaves
    known: EarlierStudy | None = None
    """The earlier study that this one continues."""
    users: tuple[ActiveUsers, ...] = ()
    country: str | None = None
    """The country of the public holidays."""
    desk_changes: tuple[DeskChange, ...] = ()
    """What the desk changed in its fields, dates and texts."""
    cache: RecutCache = field(default_factory=RecutCache, compare=False, repr=False, metadata=KEPT_APART)
    """Results of the parts that no new cut changes."""


@dataclass(frozen=True, slots=True)
class Study:
    """Tickets with their symptoms, causes, verdict, moments and plan."""

    tickets: Tickets
    assignment: pd.DataFrame
    symptoms: tuple[Symptom, ...]
    causes: tuple[Cause, ...]
    """Sorted by priority, the verdict's cause first."""
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
    untaught: tuple[UntaughtCause, ...] = ()
    """The causes that teaching could reduce and that are not worth a training, with the reason."""
    service_training: ServiceTraining | None = None
    """What to practise with those who serve, None if too few contacts went wrong."""
    duplicates_folded: int = 0
    noise: int = 0
    """Tickets without content ("ok", "test"), set aside and counted."""
    unassigned: int = 0
    """Tickets with text that belong to no symptom."""
    field_gaps: tuple[FieldGap, ...] = ()
    """The fields that cannot locate causes, and why."""

    desk_changes: tuple[DeskChange, ...] = ()
    """What the desk itself changed, which is no cause: by day, those without one last."""
    level: int = 0
    """Number of symptoms of the cut, 0 for the automatic number."""
    stage_results: StageResults | None = None
    coding: Coding | None = None
    """The codes of all tickets, in their order; None for a study without moments."""
    journey: Journey | None = None
    """The map of the contacts; None for a study without codes."""
    code_corrections: tuple[CodeCorrection, ...] = ()
    """People's corrections of codes, oldest first; nothing overrides them."""
    desk_moments: DeskMoments = field(default_factory=DeskMoments)
    """The moments of truth that the desk made its own; no analysis changes what people wrote in them."""
    plan_notes: tuple[PlanNote, ...] = ()
    """What people wrote about the actions of the plan; no analysis changes it."""
    marks: Marks = field(default_factory=Marks)
    """Which tickets a user has read, and the filters that were saved; no result depends on them."""
    corrections: tuple[Amendment, ...] = ()
    """A user's corrections, oldest first; nothing overrides them."""
    continuation: Continuation | None = None
    """New, gone, growing and falling symptoms; None without an earlier study."""
    answers: tuple[Answer, ...] = ()
    """All answers, earliest first, including those about causes that are gone."""
    waiting: tuple[CauseStatement, ...] = ()
    """Statements about causes missing from this study, kept for a study that has them."""
    given_names: tuple[GivenName, ...] = ()
    """The causes that a user named."""
    dismissed: tuple[Dismissal, ...] = ()
    """The causes that a user said are none."""
    inputs: tuple[InputFile, ...] = ()
    """The input files and folders."""
    unanswered_verdict: Verdict | None = None
    """The verdict without any statement, None if there are no statements."""
    learnt: tuple[LearntWeight, ...] = ()
    """The weights of signals after all corrections so far, used for the next log."""
    taken: tuple[TakenAction, ...] = ()
    """The actions that were taken: those of calendars and files, and those that a user entered."""
    measured: tuple[MeasuredAction, ...] = ()
    phased: tuple[MeasuredAction, ...] = ()
    """What came of those that were given to one group after another, all phases of each together."""
    """What came of them."""
    customer_files: CustomerFiles | None = None
    """What files say about customers; None without such files."""
    care: CustomerCare | None = None
    """What is due to customers."""
    pilots: tuple[Pilot, ...] = ()
    screening: Screening = field(default_factory=Screening)
    """What of the log is nobody's request."""
    extension: Extension | None = None
    """What the files that came last brought to the project; None for the first files."""

    def cause(self, cause_id: str | None) -> Cause | None:
        """Return a cause by its id."""
        return next((cause for cause in self.causes if cause.id == cause_id), None)

    @property
    def causes_by_size(self) -> tuple[Cause, ...]:
        """The causes, most tickets first and those that are none last: the order of tables and charts."""
        return tuple(sorted(self.causes, key=lambda cause: (cause.dismissed, -cause.tickets, cause.id)))

    def symptom(self, symptom_id: str | None) -> Symptom | None:
        """Return a symptom by its id."""
        return next((symptom for symptom in self.symptoms if symptom.id == symptom_id), None)

    @property
    def apart(self) -> tuple[ApartGroup, ...]:
        """The groups of tickets that are nobody's request, whether they are set apart or counted."""
        return self.screening.groups

    @property
    def main_cause(self) -> Cause | None:
        """The cause of the verdict, None without one."""
        return self.cause(self.verdict.cause_id)

    @property
    def levels(self) -> tuple[int, ...]:
        """The possible numbers of symptoms of a cut, coarsest first; empty without a tree."""
        return self.stage_results.leaves.tree.levels if self.stage_results else ()

    @property
    def default_level(self) -> int:
        """The automatic number of symptoms, 0 without a tree."""
        return self.stage_results.leaves.tree.default if self.stage_results else 0

    @property
    def unassigned_by_reason(self) -> dict[UnassignedReason, int]:
        """The number of tickets without a symptom by reason; reasons without tickets are left out."""
        counted = self.assignment[Assigned.ASIDE].value_counts()
        return {
            aside: int(counted[aside.value]) for aside in UnassignedReason if aside.value in counted.index
        }
