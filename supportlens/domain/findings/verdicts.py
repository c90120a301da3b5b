"""The verdict: its certainty, reasons and doubts, and what the log cannot answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from supportlens.domain.findings.answers import Question
from supportlens.domain.findings.changes import Onset

MAX_DAYS_APART = 7
"""Days between the intervals of two starts that may be one event. Judgement: a week, as for causes."""
MIN_REST_SHARE = 0.2
"""Share of the excess of all traffic in no cause, from which the general rise is said beside a cause.

Judgement: a fifth; a cause is never found to its last ticket, so that smaller says most causes twice.
"""


class Certainty(StrEnum):
    """The certainty of a verdict."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class NoVerdict(StrEnum):
    """Why there is no verdict."""

    NOTHING_CHANGED = "nothing_changed"
    EVERYTHING_ROSE = "everything_rose"
    """All traffic rose at once, and no cause explains it."""
    LONG_OVER = "long_over"
    """What rose in a log of years has been over for more than a year."""
    TOO_FEW_TICKETS = "too_few_tickets"
    NO_TICKETS = "no_tickets"
    """There are only files about customers."""


class Gap(StrEnum):
    """A question that the log cannot answer."""

    NO_DATES = "no_dates"
    RELATIVE_DATES = "relative_dates"
    """Dates only say how long before the day of the export they were."""
    DATES_WITHOUT_YEAR = "dates_without_year"
    FEW_DAYS = "few_days"
    NO_VERSIONS = "no_versions"
    NO_PRODUCTS = "no_products"
    NO_REQUESTERS = "no_requesters"
    NO_RESOLUTIONS = "no_resolutions"
    NO_CALENDAR = "no_calendar"
    ONE_DAY = "one_day"
    """Every dated ticket has the same day."""
    SOME_UNDATED = "some_undated"
    """Many tickets have no date, or an unreadable one."""
    STRAY_DATES = "stray_dates"
    """A few dates are years away from all others, possibly in the future: they are ignored."""
    FUTURE_DATES = "future_dates"
    """The log extends far beyond the day of the analysis."""
    MIXED_ZONES = "mixed_zones"
    """Dates have different time zones, or only some have one: a start may be a day off."""
    CALENDAR_ELSEWHERE = "calendar_elsewhere"
    """Every change of the calendar is outside the time of the log."""
    UNKNOWN_COUNTRY = "unknown_country"
    """The public holidays of the country are not known."""

    @property
    def hides_rises(self) -> bool:
        """Whether it leaves no before and after to compare, so that no rise can be found."""
        return self in {Gap.NO_DATES, Gap.RELATIVE_DATES, Gap.DATES_WITHOUT_YEAR, Gap.ONE_DAY, Gap.FEW_DAYS}


class Doubt(StrEnum):
    """Evidence against a verdict, in addition to the signals against its kind."""

    CHANGE_UNKNOWN = "change_unknown"
    RIVAL_CHANGE = "rival_change"
    WIDE_ONSET = "wide_onset"
    KIND_CLOSE = "kind_close"
    KIND_UNSAID = "kind_unsaid"
    """Only where and when the tickets came shows the kind; no ticket says it."""
    FEW_TICKETS = "few_tickets"
    NO_ONSET = "no_onset"
    CHANCE_MATCH = "chance_match"
    REPEATED_BY_FEW = "repeated_by_few"
    ANSWER_DISAGREES = "answer_disagrees"
    """A user's answer contradicts the log."""


class CertaintyReason(StrEnum):
    """Evidence for a verdict, in addition to the signals for its kind."""

    BEYOND_CHANCE = "beyond_chance"
    """An equally clear rise is very unlikely by chance."""
    DATED = "dated"
    """Its start is known to within a few days."""
    CHANGE_MATCHES = "change_matches"
    """A change of the same place fits the onset, which is unlikely by chance."""
    CHANGE_CONFIRMED = "change_confirmed"
    """A user confirmed the change."""
    ONE_PLACE = "one_place"
    """Nearly all of it is in one place."""
    SYMPTOMS_AGREE = "symptoms_agree"
    """Several symptoms rose together."""
    KIND_CLEAR = "kind_clear"
    """Its kind scores well above the next."""
    MANY_PEOPLE = "many_people"
    """Many different people report it."""
    ANSWERED = "answered"
    """A user's answer supports its kind."""


MIN_TICKETS_OF_MIX = 30
"""Tickets before a rise of all traffic from which their mix is known.

Judgement: the shares of six reasons among fewer vary by chance more than they differ.
"""


@dataclass(frozen=True, slots=True)
class GeneralRise:
    """The rise of all traffic at once: its onset, and how much of its excess lies in causes."""

    onset: Onset
    excess: float
    """Tickets in excess of what the former level would have brought."""
    before: int
    """The tickets before it."""
    cause_ids: tuple[str, ...] = ()
    """The causes that began with it, in the order of the causes."""
    explained: float = 0.0
    """The excess of these causes, at most that of all traffic."""

    @property
    def knows_mix(self) -> bool:
        """Whether enough tickets came before it to tell whether the reasons for calling are the same."""
        return self.before >= MIN_TICKETS_OF_MIX

    @property
    def rest(self) -> float:
        """The excess that lies in no cause: spread over everything."""
        return self.excess - self.explained

    @property
    def is_wider(self) -> bool:
        """Whether clearly more rose than the causes that began with it."""
        return self.rest >= MIN_REST_SHARE * self.excess

    def began_with(self, onset: Onset) -> bool:
        """Return whether something else began in the days in which it did, or within a week of them."""
        apart = max((onset.low - self.onset.high).days, (self.onset.low - onset.high).days)
        return apart <= MAX_DAYS_APART


@dataclass(frozen=True, slots=True)
class UsualGrowth:
    """A value of a field that brings more tickets of the usual kinds: more of the same, no cause."""

    field: str
    value: str
    onset: Onset
    tickets: int
    """Its tickets since the onset, or during a spike."""
    excess: float
    is_new: bool
    """Whether it hardly occurred before."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The first root cause, its certainty and the evidence against it; or why there is none."""

    cause_id: str | None
    certainty: Certainty | None = None
    reason: NoVerdict | None = None
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[Question, ...] = ()
    runners_up: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())
    certain_because: tuple[CertaintyReason, ...] = ()
    """Evidence for it; `doubts` is the evidence against it."""
    general: GeneralRise | None = None
    """The rise of all traffic, None if the traffic did not rise at once."""
    usual: tuple[UsualGrowth, ...] = ()
    """Values that bring more of the same, largest first."""
