"""What is due to customers: who may leave, whom to call, what is coming up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from supportlens.domain.kept import NAMES_PEOPLE


class RiskLevel(StrEnum):
    """How near a customer is to leaving."""

    WARNING = "warning"
    """Two bad experiences."""
    ALARM = "alarm"
    """Three or more."""


@dataclass(frozen=True, slots=True)
class BadEpisode:
    """One bad experience: the bitter contacts of a customer about one cause, none a week after the last."""

    day: date
    last: date
    cause_id: str
    """"" if its tickets belong to no cause."""
    symptom_id: str
    ticket_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerAtRisk:
    """A customer with two bad experiences or more; the name is the one most used."""

    customer: str = field(metadata=NAMES_PEOPLE)
    id: str
    level: RiskLevel
    episodes: tuple[BadEpisode, ...]
    """Earliest first."""
    recovered: bool = False
    """Whether a good contact came after the last bad one."""
    spoiled: bool = False
    """Whether good contacts came first, and the last one was bad."""
    spellings: tuple[str, ...] = field(default=(), metadata=NAMES_PEOPLE)
    """Other spellings of the name in the log."""
    value: float | None = None
    renewal: date | None = None


@dataclass(frozen=True, slots=True)
class CriticalContact:
    """A first contact about a cause that left the customer unsatisfied."""

    ticket_id: str
    customer: str = field(metadata=NAMES_PEOPLE)
    day: date
    within: int
    """7 if it is at most a week old, else 30."""
    cause_id: str
    bitter: bool = False


@dataclass(frozen=True, slots=True)
class OneTimeCustomer:
    """A customer with a single service in the last year."""

    customer: str = field(metadata=NAMES_PEOPLE)
    id: str
    day: date
    service: str
    amount: float | None
    before: int
    """Services before that year."""
    contacts: int
    """Tickets since the service."""


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """A customer whose last service was half a year ago and who has not been in contact since."""

    customer: str = field(metadata=NAMES_PEOPLE)
    id: str
    day: date
    service: str
    amount: float | None
    once: bool
    """Whether it was the only one of the last year."""


class AgendaKind(StrEnum):
    """Moments that a date announces, in the order of the seven moments."""

    RENEWAL = "renewal"
    AMOUNT = "amount"
    OVERDUE = "overdue"
    ANNIVERSARY = "anniversary"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """Something to do for a customer on a day; `due` is the day that it is about."""

    day: date
    kind: AgendaKind
    customer: str = field(metadata=NAMES_PEOPLE)
    id: str
    due: date
    notice: int | None = None
    """The notice of a renewal: 60, 30 or 15 days."""
    days: int = 0
    """Days to go at the end of the log; days overdue for an invoice; years for an anniversary."""
    amount: float | None = None
    usual: float | None = None
    """The mean of the three invoices before."""
    episodes: int = 0
    """Bad experiences of the customer."""
    open_ticket_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoyaltyGroup:
    """Customers with the same number of bad experiences (3 means three or more)."""

    bad: int
    customers: int
    returning: int
    """Those with a service or a contact in the last half of the year."""
    repurchased: int | None
    """Those who bought again, None without services."""
    marks: int = 0
    """Marks from 0 to 10 that they gave."""
    promoters: int = 0
    detractors: int = 0
    recommending: int = 0
    """Those who wrote that they recommend."""
    warning: int = 0
    """Those who wrote that they warn others."""

    @property
    def nps(self) -> float | None:
        """The share of promoters less that of detractors, in points; None without marks."""
        return 100.0 * (self.promoters - self.detractors) / self.marks if self.marks else None


@dataclass(frozen=True, slots=True)
class FileMatch:
    """How many customers of a kind of file were found in the log."""

    kind: str
    customers: int
    matched: int
    by_id: int = 0
    by_name: int = 0
    respelt: tuple[tuple[str, str], ...] = ()
    """Names that were taken for another spelling: as in this file, as in the log."""
    ambiguous: tuple[str, ...] = ()
    """Names that several customers have and that no id tells apart."""
    several_contracts: int = 0
    """Customers with contracts that renew on different days."""


class CareGap(StrEnum):
    """What the files cannot tell, and which column or file would."""

    NO_DATES = "no_dates"
    NO_CUSTOMERS = "no_customers"
    """The log names nobody."""
    NO_RENEWAL = "no_renewal"
    NO_SERVICES = "no_services"
    NO_INVOICES = "no_invoices"
    NO_DUE = "no_due"
    NO_PAID = "no_paid"
    """No invoice says whether it is paid."""
    NO_ANNIVERSARY = "no_anniversary"
    NO_VALUE = "no_value"
    NO_RECOMMENDATION = "no_recommendation"
    """No marks from 0 to 10."""


@dataclass(frozen=True, slots=True)
class CareRules:
    """What counts; a lead may change it."""

    window_days: int = 365
    """Days within which bad experiences count."""
    episode_days: int = 7
    """Days after a bitter contact within which the next about its cause is the same experience."""
    warning: int = 2
    alarm: int = 3
    due_from_months: int = 5
    due_to_months: int = 7
    amount_change: float = 0.15
    birthdays: bool = False


@dataclass(frozen=True, slots=True)
class CustomerCare:
    """All that is due to customers at the end of the log."""

    as_of: date | None = None
    customers: int = 0
    """Customers of the log and of the files."""
    at_risk: tuple[CustomerAtRisk, ...] = ()
    """Those nearest to leaving first."""
    critical: tuple[CriticalContact, ...] = ()
    """Newest first."""
    one_time: tuple[OneTimeCustomer, ...] = ()
    due: tuple[FollowUpDue, ...] = ()
    """Longest ago first."""
    buyers: int = 0
    """Customers with a service in the last year."""
    follow_ups: int = 0
    """Of those with a service 5 to 7 months ago, those who were in contact since."""
    agenda: tuple[AgendaEntry, ...] = ()
    loyalty: tuple[LoyaltyGroup, ...] = ()
    matches: tuple[FileMatch, ...] = ()
    gaps: tuple[CareGap, ...] = ()
    rules: CareRules = field(default_factory=CareRules)


class CallOutcome(StrEnum):
    """What came of a call."""

    OPEN = "open"
    BOUGHT = "bought"
    NOT = "not"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PilotCall:
    """One call of a pilot."""

    customer: str = field(metadata=NAMES_PEOPLE)
    id: str = ""
    outcome: CallOutcome = CallOutcome.OPEN
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Pilot:
    """Ten calls that show whether a follow-up is worth becoming a moment."""

    id: str
    drawn: date
    calls: tuple[PilotCall, ...]
    moment_id: str = ""
    """The moment that it became, "" as long as it is none."""

    def count(self, outcome: CallOutcome) -> int:
        """Count the calls with an outcome."""
        return sum(call.outcome is outcome for call in self.calls)

    @property
    def answered(self) -> int:
        """The calls with a result."""
        return len(self.calls) - self.count(CallOutcome.OPEN)

    @property
    def bought(self) -> int:
        """The calls after which the customer bought."""
        return self.count(CallOutcome.BOUGHT)

    @property
    def value(self) -> float:
        """What they bought for, as far as it was entered."""
        return sum(call.value or 0.0 for call in self.calls if call.outcome is CallOutcome.BOUGHT)
