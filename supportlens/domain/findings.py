"""What the thinking parts find: symptoms, root causes and the verdict, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from supportlens.domain.answers import Answer, Question
from supportlens.domain.impact import Impact
from supportlens.domain.kinds import Kind, KindDoubt, doubt_of
from supportlens.domain.places import IsIsNot
from supportlens.domain.priorities import Priority

NAMED_SHARE = 0.6
"""Least share of a cause's tickets in one place for the place to be named as its own."""


LIKELY_CHANCE = 0.25
"""Chance of coincidence from which a change is a possibility and not what a cause began with."""

NEARLY_ALL = 0.8
"""Least share of a place's tickets that a combination must keep to be named in its stead."""


class ActionType(StrEnum):
    """What a kind of cause asks for."""

    TRAIN = "train"
    FIX = "fix"
    GRANT_ACCESS = "grant_access"
    CONFIGURE = "configure"
    CORRECT_DATA = "correct_data"
    RESTORE = "restore"
    STREAMLINE = "streamline"
    EXPLAIN_CHARGES = "explain_charges"
    COACH_SERVICE = "coach_service"
    ASK = "ask"


ACTION_OF = {
    Kind.KNOWLEDGE_GAP: ActionType.TRAIN,
    Kind.DEFECT: ActionType.FIX,
    Kind.ACCESS: ActionType.GRANT_ACCESS,
    Kind.CONFIGURATION: ActionType.CONFIGURE,
    Kind.DATA: ActionType.CORRECT_DATA,
    Kind.OUTAGE: ActionType.RESTORE,
    Kind.REQUEST: ActionType.STREAMLINE,
    Kind.BILLING: ActionType.EXPLAIN_CHARGES,
    Kind.TREATMENT: ActionType.COACH_SERVICE,
    Kind.UNCLEAR: ActionType.ASK,
}
"""The action that each kind of cause asks for."""


class Shape(StrEnum):
    """How a cause runs through time."""

    STEP = "step"
    SPIKE = "spike"
    SLOPE = "slope"
    NONE = "none"


class Certainty(StrEnum):
    """How sure a verdict is, in words."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class NoVerdict(StrEnum):
    """Why no cause is singled out."""

    NOTHING_CHANGED = "nothing_changed"
    TOO_FEW_TICKETS = "too_few_tickets"


class Gap(StrEnum):
    """A question that the log cannot answer, said instead of guessed."""

    NO_DATES = "no_dates"
    FEW_DAYS = "few_days"
    NO_VERSIONS = "no_versions"
    NO_PRODUCTS = "no_products"
    NO_REQUESTERS = "no_requesters"
    NO_RESOLUTIONS = "no_resolutions"
    NO_CALENDAR = "no_calendar"
    ONE_DAY = "one_day"
    """Every dated ticket has the same day."""
    SOME_UNDATED = "some_undated"
    """A good part of the tickets has no date, or one that cannot be read."""
    STRAY_DATES = "stray_dates"
    """A few dates lie years away from all others, the future among them: they are left out of time."""
    FUTURE_DATES = "future_dates"
    """The log goes on far beyond the day of the analysis."""
    MIXED_ZONES = "mixed_zones"
    """Some dates name a time zone and others none, or another: a start may be a day off."""
    CALENDAR_ELSEWHERE = "calendar_elsewhere"
    """Every change of the calendar lies outside the time of the log."""
    UNKNOWN_COUNTRY = "unknown_country"
    """The public holidays of the country are not known."""

    @property
    def hides_rises(self) -> bool:
        """Say whether it leaves no before and after, so that nothing can be said to have risen."""
        return self in {Gap.NO_DATES, Gap.ONE_DAY, Gap.FEW_DAYS}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages of the program."""

    es: str
    en: str

    def in_(self, language: str) -> str:
        """Give the name in `language`, ``es`` or ``en``."""
        return self.en if language == "en" else self.es


@dataclass(frozen=True, slots=True)
class LogTemplate:
    """A line that machines wrote into tickets, with ``<*>`` where it differs from one to the next."""

    id: str
    pattern: str
    tickets: int
    example: str
    """One line as it was written."""


@dataclass(frozen=True, slots=True)
class Because:
    """What a symptom is known by: the words that set it apart, as written, and (field, value) pairs."""

    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Symptom:
    """Tickets that say the same thing."""

    id: str
    name: Name
    tickets: int
    cause_id: str | None
    example_ids: tuple[str, ...]
    weekly: tuple[int, ...] = ()
    """Tickets in each of `Study.weeks`."""
    because: Because = Because()


@dataclass(frozen=True, slots=True)
class ScopeClaim:
    """That a cause sits in one value of one field, and by how much more than chance.

    `lift` is the risk ratio share_inside / share_outside with its 95 % interval; `q` the
    Benjamini-Hochberg adjusted p over everything that was tried.
    """

    field: str
    value: str
    share_inside: float
    share_outside: float
    lift: float
    lift_low: float
    lift_high: float
    q: float
    tickets: int
    known: int = 0
    """Tickets of the cause in which the field is filled in."""
    also: tuple[tuple[str, str], ...] = ()
    """Further fields with their values that hold together with the first, in a combination."""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Every field with its value, the most telling first."""
        return ((self.field, self.value), *self.also)

    @property
    def is_place(self) -> bool:
        """Whether it holds most of the cause and is somewhere that a lead can go to."""
        return self.share_inside >= NAMED_SHARE and self.field not in {"language", "priority"}


class Ground(StrEnum):
    """Why a change is put before its rivals."""

    NAMES_PLACE = "names_place"
    """It names the place where the cause sits."""
    SAID_IN_TICKETS = "said_in_tickets"
    """People say so in the tickets of the cause, and hardly in the others."""
    VERSION_OF_CAUSE = "version_of_cause"
    """The cause is met in that version."""
    SHORTER_LAG = "shorter_lag"
    """It lies nearer to the start than every rival."""
    ONLY_ONE = "only_one"
    """No other change fits."""


@dataclass(frozen=True, slots=True)
class LevelChange:
    """Another change of a cause's level, up or down, with 95 % intervals of the day and of the ratio.

    `rate_ratio` is the level after over the level before, traffic allowed for; the levels are
    tickets a week.
    """

    day: date
    low: date
    high: date
    rate_ratio: float
    rate_low: float
    rate_high: float
    before_per_week: float
    after_per_week: float
    change: ChangeMatch | None = None
    """What it coincides with, such as the fix after which a cause falls."""

    @property
    def is_fall(self) -> bool:
        """Whether the level is lower than before."""
        return self.rate_ratio < 1.0


@dataclass(frozen=True, slots=True)
class Onset:
    """Since when a cause has been higher, with a 95 % interval of days and of the rate ratio."""

    day: date
    low: date
    high: date
    shape: Shape
    rate_ratio: float
    rate_low: float
    rate_high: float
    before_per_week: float
    after_per_week: float
    end: date | None = None
    """The last day of a spike, None for what goes on."""
    p: float = 1.0
    """Chance of so clear a change in a log in which nothing changed."""
    levels: tuple[LevelChange, ...] = ()
    """The other changes of its level, earliest first: a second step, the fall after a fix."""
    before_per_working_day: float | None = None
    after_per_working_day: float | None = None
    """Tickets on a working day, public holidays and days held in part allowed for."""
    users: float | None = None
    """Active users of the cause's application, None where nobody said how many."""
    users_before: float | None = None
    users_after: float | None = None
    """Mean active users outside and within the time of the rise, None where no date tells how they moved."""
    rate_ratio_per_user: float | None = None
    rate_per_user_low: float | None = None
    rate_per_user_high: float | None = None
    """The rate ratio for as many users as before, with its 95 % interval; None as above."""

    def per_hundred_users(self, per_week: float) -> float | None:
        """Turn tickets a week into tickets a week for every hundred active users."""
        return 100.0 * per_week / self.users if self.users else None


class ChangeSource(StrEnum):
    """Where a change is known from."""

    CALENDAR = "calendar"
    VERSION = "version"
    TEXT = "text"
    ANSWER = "answer"
    """A person named it."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened on a date: an update, a move, a price change."""

    day: date
    name: str
    product: str = ""
    kind: str = ""
    source: ChangeSource = ChangeSource.CALENDAR


@dataclass(frozen=True, slots=True)
class ChangeMatch:
    """A change that coincides with the onset of a cause.

    `lag_days` counts from the change to the onset (negative: the onset's estimate lies before
    the change). `chance` is the share of random calendars with as good a match.
    """

    change: Change
    lag_days: int
    chance: float
    same_scope: bool
    confirmed: bool = False
    """Whether a person said that it happened."""
    rate_ratio: float | None = None
    """The cause's tickets per day after the change over those before it, None without dates."""
    rate_low: float | None = None
    rate_high: float | None = None
    said_inside: float | None = None
    """Share of the cause's tickets that say so, None for a change nobody speaks of."""
    said_outside: float | None = None
    said_tickets: int = 0
    grounds: tuple[Ground, ...] = ()
    """Why it comes before its rivals; empty for a rival."""

    @property
    def may_be_chance(self) -> bool:
        """Whether it fits no better than a quarter of random calendars do, and nobody confirmed it."""
        return not self.confirmed and self.chance >= LIKELY_CHANCE


@dataclass(frozen=True, slots=True)
class Signal:
    """One visible reason for or against a kind of cause.

    `id` names the signal in the playbook; `kind` is what it speaks for. Shares are of tickets
    inside the cause and of all others; either is None where the signal is not a share, and then
    `value` carries its figure.
    """

    id: str
    kind: Kind
    weight: float
    share_inside: float | None = None
    share_outside: float | None = None
    value: float | None = None
    tickets: int = 0
    phrases: tuple[str, ...] = ()
    """The words met most often, as people wrote them."""
    against: tuple[Kind, ...] = ()
    """The kinds that it contradicts, beside speaking for its own."""
    answer: Answer | None = None
    """What a person answered, where the signal is an answer and not something in the log."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A root cause: symptoms that share a scope, a change and a kind."""

    id: str
    name: Name
    tickets: int
    share: float
    share_low: float
    share_high: float
    kind: Kind
    kind_scores: dict[Kind, float]
    signals_for: tuple[Signal, ...]
    signals_against: tuple[Signal, ...]
    scope: tuple[ScopeClaim, ...]
    onset: Onset | None
    change: ChangeMatch | None
    rivals: tuple[ChangeMatch, ...]
    symptoms: tuple[str, ...]
    customers: int | None
    """Different people who asked, None where the log does not say who."""
    ticket_ids_sample: tuple[str, ...]
    weekly: tuple[int, ...] = ()
    """Tickets in each of `Study.weeks`."""
    excess: float = 0.0
    """Tickets beyond what the level before the onset would have brought."""
    hours: float | None = None
    """Hours of handling, None where the log does not time it."""
    angry_share: float | None = None
    """Share of tickets in an annoyed tone."""
    typical_ids: tuple[str, ...] = ()
    """The ids of the tickets nearest to the middle of the cause, best first."""
    combinations: tuple[ScopeClaim, ...] = ()
    """Two or three values that hold the cause together better than each alone, strongest first."""
    is_is_not: IsIsNot = field(default_factory=IsIsNot)
    """What it is, where, when and how much; and what it might be and is not."""
    priority: Priority | None = None
    """How much it matters beside the others, None where it was not ranked."""
    impact: Impact | None = None
    answers: tuple[Answer, ...] = ()
    """What people answered about it."""
    unanswered: Cause | None = None
    """The cause as the log alone tells it, None where nothing was answered and no kind was chosen."""
    told_kind: Kind | None = None
    """The kind that the log and the answers tell, where a person chose another; None where nobody did."""

    @property
    def kind_doubt(self) -> KindDoubt | None:
        """Why its kind is unclear: too little was met, or two kinds alike; None where it is clear."""
        return doubt_of(self.kind_scores) if self.kind is Kind.UNCLEAR else None

    @property
    def action(self) -> ActionType:
        """What this kind of cause asks for."""
        return ACTION_OF[self.kind]

    @property
    def place(self) -> ScopeClaim | None:
        """The place that holds most of the cause, None where no claim holds enough of it."""
        return next((claim for claim in self.scope if claim.is_place), None)

    @property
    def where(self) -> ScopeClaim | None:
        """The shortest combination of values that explains most, None where none holds enough."""
        place = self.place
        fitting = (
            claim
            for claim in self.combinations
            if claim.is_place
            and (
                place is None
                or (
                    (place.field, place.value) in claim.parts
                    and claim.share_inside >= NEARLY_ALL * place.share_inside
                )
            )
        )
        return next(fitting, place)


class Doubt(StrEnum):
    """What speaks against a verdict, beside the signals against its kind."""

    CHANGE_UNKNOWN = "change_unknown"
    RIVAL_CHANGE = "rival_change"
    WIDE_ONSET = "wide_onset"
    KIND_CLOSE = "kind_close"
    FEW_TICKETS = "few_tickets"
    NO_ONSET = "no_onset"
    CHANCE_MATCH = "chance_match"
    REPEATED_BY_FEW = "repeated_by_few"
    ANSWER_DISAGREES = "answer_disagrees"
    """A person's answer does not fit what the log shows."""


class CertaintyReason(StrEnum):
    """What makes a verdict certain, beside the signals for its kind."""

    BEYOND_CHANCE = "beyond_chance"
    """Chance would hardly ever bring so clear a rise."""
    DATED = "dated"
    """Its start is known to within a few days."""
    CHANGE_MATCHES = "change_matches"
    """A change of the same place fits the start, and would hardly do so by chance."""
    CHANGE_CONFIRMED = "change_confirmed"
    """A person said that the change happened."""
    ONE_PLACE = "one_place"
    """Nearly all of it sits in one place."""
    SYMPTOMS_AGREE = "symptoms_agree"
    """Several symptoms rose together."""
    KIND_CLEAR = "kind_clear"
    """Its kind stands well above the next."""
    MANY_PEOPLE = "many_people"
    """Many different people say it."""
    ANSWERED = "answered"
    """A person's answer speaks for its kind."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The first root cause, how sure it is and what speaks against it; or why there is none."""

    cause_id: str | None
    certainty: Certainty | None = None
    reason: NoVerdict | None = None
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[Question, ...] = ()
    runners_up: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())
    certain_because: tuple[CertaintyReason, ...] = ()
    """What makes it certain; `doubts` say what speaks against it."""
