"""Training actions: what to teach or fix about a cause, for whom, and how to verify it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from supportlens.domain.findings.kinds import ActionType
from supportlens.domain.kept import FROM_TEXTS, NAMES_PEOPLE
from supportlens.domain.languages import Name
from supportlens.domain.plans.training_choices import (
    FormatReason,
    MaterialKind,
    PlanGap,
    PromiseBasis,
    TeachingFormat,
    TitleForm,
    Untaught,
)

if TYPE_CHECKING:
    from supportlens.domain.findings.effects import MeasuredAction


@dataclass(frozen=True, slots=True)
class Objective:
    """What a person can do afterwards: the `form` and what it is about, as the customers write."""

    form: TitleForm
    subject: str = field(metadata=FROM_TEXTS)
    path: str = field(default="", metadata=FROM_TEXTS)
    """The path that an answer gives: "Ventas > Documentos > Facturas"."""


NO_OBJECTIVE = Objective(TitleForm.THING, "")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a syllabus: what people ask, how often, and its answer."""

    symptom_id: str
    title: Name
    tickets: int
    share: float
    questions: tuple[str, ...] = field(metadata=FROM_TEXTS)
    answer: str = field(metadata=FROM_TEXTS)
    """The answer that shows the way, as written; empty if no ticket says how."""
    minutes: int
    answer_ticket_ids: tuple[str, ...] = ()
    """The tickets that hold it."""
    gone: bool = False
    """Whether what people ask for no longer exists, as the answers say."""
    ask: str = field(default="", metadata=NAMES_PEOPLE)
    """Who answered most of it, if no ticket says how."""
    objective: Objective = NO_OBJECTIVE
    translated_objectives: tuple[tuple[str, Objective], ...] = ()
    """The same from each translation of its title, after the code of the language."""
    instruction: str = field(default="", metadata=FROM_TEXTS)
    """The answer without what the agent reports: what a reader is told to do."""

    @property
    def shows_way(self) -> bool:
        """Whether a ticket says how."""
        return bool(self.answer) and not self.gone


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The part of a cause that its syllabus does not cover."""

    symptoms: int = 0
    tickets: int = 0
    titles: tuple[Name, ...] = ()


COVERED = LeftOut()


@dataclass(frozen=True, slots=True)
class AudienceGroup:
    """People who asked, grouped by a value of a field."""

    field: str
    value: str
    people: int
    tickets: int


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """People of a group in which some asked, and who have not asked yet."""

    field: str
    value: str
    people: int
    asked_share: float
    """The share of the group's known people who asked."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The people who will ask next: known from the log, of the groups of those who asked."""

    people: int
    groups: tuple[PeerGroup, ...]
    """The group of which most asked first."""
    names: tuple[str, ...] = field(metadata=NAMES_PEOPLE)
    """In the order of their groups, as written."""


@dataclass(frozen=True, slots=True)
class TeachingAgent:
    """The agent whose answers to a cause were best."""

    name: str = field(metadata=NAMES_PEOPLE)
    answers: int
    reopened: float | None
    """Share of their tickets that were reopened, None if the log does not say."""
    satisfaction: float | None
    """Their mean mark of 1 to 5."""


@dataclass(frozen=True, slots=True)
class FormatOption:
    """What a format would ask of people, and when that is paid back."""

    format: TeachingFormat
    minutes: int
    hours: float | None
    """Hours of those invited and of the teacher, None if people are not named."""
    payback_weeks: float | None
    """None if hours or what it saves are unknown or nothing."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Hours against hours: what a cause takes, and what an action gives and asks."""

    weekly: float | None
    """Tickets per week, None without dates."""
    people: int | None
    hours: float | None
    """Hours of handling so far, None if the log has no times."""
    minutes_a_ticket: float
    minutes_assumed: bool
    """Whether these are the assumption of the rules, as the log has no times."""
    saved_hours: float
    """Hours of handling per week that the target saves."""
    asked_hours: float | None = None
    payback_weeks: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What an action is expected to bring, in tickets per week, and by when."""

    basis: PromiseBasis
    saved_low: float
    saved_high: float
    by: date | None = None
    trainings: int = 0
    """Earlier trainings that it rests on."""


@dataclass(frozen=True, slots=True)
class TrainingAction:
    """What to teach, to whom, for how long and how to verify it."""

    id: str
    cause_id: str
    type: ActionType
    family: str
    """``users`` for training of requesters, ``service`` for training of agents."""
    people: int | None
    audience: tuple[AudienceGroup, ...]
    product: str
    change: str
    minutes: int
    """Minutes of the chosen format, 0 for an action that teaches nothing."""
    syllabus: tuple[Topic, ...]
    weekly_now: float
    """Tickets per week that the action can reduce."""
    weekly_target: float
    """Its target: at most so many tickets a week, the one target of its cause."""
    review_days: tuple[int, ...] = (7, 30, 60, 90)
    promise: Promise | None = None
    """None if there is nothing to promise: the cause is over, or the log has no dates."""
    worth: Worth | None = None
    format: TeachingFormat | None = None
    format_reason: FormatReason | None = None
    options: tuple[FormatOption, ...] = ()
    """All formats, so that another can be chosen."""
    teacher: TeachingAgent | None = None
    """None if nobody answered enough: the owner is to be named."""
    day: date | None = None
    peak_weekday: int | None = None
    """The weekday (Monday 0) with most tickets, before which it is given; None without one."""
    group_size: int = 12
    askers: tuple[str, ...] = field(default=(), metadata=NAMES_PEOPLE)
    """Who asked, as written, the person with most tickets first."""
    knowing: tuple[str, ...] = field(default=(), metadata=NAMES_PEOPLE)
    """Those of them who were answered well and know it already."""
    peers: Peers | None = None
    """None if they cannot be known from the log."""
    left_out: LeftOut = COVERED
    gaps: tuple[PlanGap, ...] = ()
    materials: tuple[MaterialKind, ...] = field(default=(), metadata=FROM_TEXTS)
    """The documents for it, which are made of what people asked and were answered."""
    ended: date | None = None
    """The last day of a cause that is over."""
    done: tuple[MeasuredAction, ...] = ()
    """What was done for some groups already, which it is not for."""
    left: tuple[AudienceGroup, ...] = ()
    """The groups that are left, if some had it."""

    @property
    def is_training(self) -> bool:
        """Whether it teaches people."""
        return self.type.is_training

    @property
    def shows_ways(self) -> bool:
        """Whether it shows how something is done; those who serve practise how to treat people."""
        return self.is_training and self.family != "service"

    @property
    def groups_needed(self) -> int:
        """The number of groups for those invited, 0 if they are unknown or nothing is given in groups."""
        if self.format not in {TeachingFormat.CALL, TeachingFormat.SESSION} or not self.invited:
            return 0
        return -(-self.invited // self.group_size)

    @property
    def invited(self) -> int:
        """The people it is for: those who asked and their peers; 0 if unknown."""
        return (self.people or 0) + (self.peers.people if self.peers else 0)


@dataclass(frozen=True, slots=True)
class UntaughtCause:
    """A cause that gets a line instead of a training, with the figures that say why."""

    cause_id: str
    reason: Untaught
    weekly: float | None = None
    people: int | None = None
    hours: float | None = None
    payback_weeks: float | None = None
    answer: str = ""
    """The answer that shows the way, to be kept at hand; empty if no ticket says how."""
    answer_ticket_ids: tuple[str, ...] = ()
    ended: date | None = None
    taken: MeasuredAction | None = None
    """What was done about it already."""
    target: float | None = None
    """The tickets a week that were aimed at with what was done, None if nothing could be promised."""

    @property
    def is_reached(self) -> bool:
        """Whether no more tickets come than were aimed at."""
        effect = self.taken.effect if self.taken else None
        return effect is not None and self.target is not None and effect.weekly_after <= self.target


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """The actions, and the causes for which a line is enough."""

    actions: tuple[TrainingAction, ...] = ()
    untaught: tuple[UntaughtCause, ...] = ()
