"""Scenarios: what is to be planted, and in what kind of log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of cause that can be planted."""

    KNOWLEDGE_GAP = "knowledge_gap"
    DEFECT = "defect"
    ACCESS = "access"
    CONFIGURATION = "configuration"
    DATA = "data"
    OUTAGE = "outage"
    REQUEST = "request"
    BILLING = "billing"
    TREATMENT = "treatment"


class Shape(StrEnum):
    """How the tickets of a cause run through time."""

    STEP = "step"
    SPIKE = "spike"
    RAMP = "ramp"


class Language(StrEnum):
    """The language people write in; a mixed log has Spanish headers and both languages."""

    ES = "es"
    EN = "en"
    MIXED = "mixed"


class Situation(StrEnum):
    """What happens at real desks and is no planted cause, in the order in which a log undergoes it."""

    REDESIGN = "redesign"
    """Everything rises from a day on, half of it about the new look of one application."""
    OUTAGE_IN_MANY_WORDS = "outage_in_many_words"
    """A day with several times the usual traffic, told in many words about many applications."""
    NEW_BRANCH = "new_branch"
    NEW_CUSTOMER = "new_customer"
    NEW_CHANNEL = "new_channel"
    NEW_LANGUAGE = "new_language"
    NEW_APPLICATION = "new_application"
    """Here and above: from a day on a new value brings more tickets of the usual kinds."""
    SPAM_FLOOD = "spam_flood"
    AUTO_REPLIES = "auto_replies"
    TESTER = "tester"
    MACHINE_ALERTS = "machine_alerts"
    HEAVY_REQUESTER = "heavy_requester"
    """One customer's many tickets about a matter of its own."""
    CATEGORY_RENAMED = "category_renamed"
    TEAM_RENAMED = "team_renamed"
    STATUS_RENAMED = "status_renamed"
    APPLICATION_RENAMED = "application_renamed"
    """Here and above: what was called one thing is called another from a day on."""
    MACRO = "macro"
    """From a day on the desk adds sentences of its own to the descriptions."""
    FORM = "form"
    """From a day on descriptions begin with the labels of a form."""
    MIGRATION_DAY = "migration_day"
    """Old tickets all have the date of the night on which they were imported."""
    OPEN_ONLY = "open_only"
    """Of what is older than some weeks only the open tickets are left."""
    MISSING_MONTH = "missing_month"
    DATES_EDITED = "dates_edited"
    """A bulk edit set one date for hundreds of tickets."""
    NUMBERS_RESTART = "numbers_restart"
    """Ticket numbers begin at one each month."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is to be planted; what is left empty is drawn from the seed.

    `shares` are the causes' parts of all tickets, one for each of `kinds` or one for all of them.
    Raises ValueError for numbers outside the limits.
    """

    kinds: tuple[Kind, ...] = (Kind.KNOWLEDGE_GAP,)
    language: Language = Language.ES
    tickets: int = 1000
    shares: tuple[float, ...] = (0.3,)
    seed: int = 1
    shape: Shape | None = None
    """None gives each kind its usual shape: a spike for an outage, a step for all others."""
    growth: float = 0.06
    """How much the routine level rises from the first day to the last, as a part of its mean."""
    calendar: bool = True
    versions: bool = True
    resolutions: bool = True
    dates: bool = True
    first: date = date(2026, 1, 1)
    last: date = date(2026, 8, 31)
    app: str = ""
    """The key of the application in which the first cause sits."""
    change_day: date | None = None
    """The day of the change behind the first cause."""
    quiet: float | None = None
    """Routine tickets about the planted applications, as a part of all tickets."""
    people: float | None = None
    """Different people for each ticket of a cause, 0.02 to 1: few who write often, or many once each."""
    ramp_weeks: int = 0
    """Weeks until a ramp has reached its level, as in a staged roll-out; 0 lets it rise to the end."""
    segments: bool = False
    """Whether the log has columns of the desk's own: the customer's segment and the device used."""
    narrow: bool = False
    """Whether the first cause reaches the customers of one segment alone."""
    trap: str = ""
    """The key of an application of which half of the routine is about, and that everybody updates
    in the middle of the log: nothing comes of it."""
    situations: tuple[Situation, ...] = ()
    """What the desk goes through besides; the tickets that it brings come on top of `tickets`."""

    def __post_init__(self) -> None:
        if not 100 <= self.tickets <= 20_000:
            raise ValueError(f"between 100 and 20000 tickets, not {self.tickets}")
        if any(not 0.08 <= share <= 0.45 for share in self.shares):
            raise ValueError(f"shares between 0.08 and 0.45, not {self.shares}")
        if len(self.kinds) > 3 or len(set(self.kinds)) < len(self.kinds):
            raise ValueError("at most three causes, each of another kind")
        if len(self.shares) not in {1, len(self.kinds)} and self.kinds:
            raise ValueError("one share, or one for each kind")
        if self.trap and self.kinds:
            raise ValueError("a trap is a log in which nothing else is planted")
        if self.people is not None and not 0.02 <= self.people <= 1:
            raise ValueError(f"between 0.02 and 1 people a ticket, not {self.people}")
        if self.narrow and (not self.segments or self.kinds[:1] == (Kind.CONFIGURATION,)):
            raise ValueError("a narrow cause needs segments, and no single site")
        if sum(self.share_of(position) for position in range(len(self.kinds))) > 0.9:
            raise ValueError("the causes together leave no routine tickets")
        self._check_situations()

    def _check_situations(self) -> None:
        if len(set(self.situations)) < len(self.situations):
            raise ValueError("each situation once")
        if self.situations and not self.dates:
            raise ValueError("a situation needs dates")
        if Situation.NEW_LANGUAGE in self.situations and self.language is Language.MIXED:
            raise ValueError("a mixed log has both languages from the start")

    def share_of(self, position: int) -> float:
        """Return the share of the cause at `position` in `kinds`."""
        return self.shares[position if len(self.shares) > 1 else 0]

    def shape_of(self, kind: Kind) -> Shape:
        """Return the shape asked for, or the one that is usual for `kind`."""
        if self.shape is not None:
            return self.shape
        return Shape.SPIKE if kind is Kind.OUTAGE else Shape.STEP
