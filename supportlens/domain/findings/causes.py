"""Root causes and the signals for their kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from supportlens.domain.findings.answers import Answer
from supportlens.domain.findings.changes import ChangeMatch, Onset
from supportlens.domain.findings.effects import MeasuredAction
from supportlens.domain.findings.impact import Impact
from supportlens.domain.findings.is_is_not import IsIsNot
from supportlens.domain.findings.kind_scores import KindDoubt, find_kind_doubt
from supportlens.domain.findings.kinds import ActionType, Kind
from supportlens.domain.findings.priorities import Priority
from supportlens.domain.findings.scope import ScopeClaim
from supportlens.domain.kept import FROM_TEXTS
from supportlens.domain.languages import Name
from supportlens.domain.tickets.tickets import Field

ONE_SITE = "one_site"
"""The id of the signal that nearly all tickets come from one site."""
NEARLY_ALL = 0.8
"""Minimum share of a place's tickets that a combination must keep to be named instead of it.

Judgement: a smaller one names narrower places that leave more of the cause out.
"""


@dataclass(frozen=True, slots=True)
class Signal:
    """One visible reason for or against a kind of cause.

    `id` names the signal in the playbook; `kind` is the kind it supports. Shares are of tickets inside the
    cause and of all others; both are None if the signal is not a share, and `value` holds its figure.
    """

    id: str
    kind: Kind
    weight: float
    share_inside: float | None = None
    share_outside: float | None = None
    value: float | None = None
    tickets: int = 0
    phrases: tuple[str, ...] = field(default=(), metadata=FROM_TEXTS)
    """The most frequent phrases, as written."""
    against: tuple[Kind, ...] = ()
    """The kinds that it contradicts, in addition to supporting its own."""
    answer: Answer | None = None
    """The user's answer, if the signal is an answer and not in the log."""


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
    """Distinct people who asked, None if the log does not name them."""
    ticket_ids_sample: tuple[str, ...]
    weekly: tuple[int, ...] = ()
    """Tickets in each of `Study.weeks`."""
    excess: float = 0.0
    """Tickets in excess of the level before the onset."""
    hours: float | None = None
    """Hours of handling, None if the log has no times."""
    angry_share: float | None = None
    """Share of annoyed tickets."""
    typical_ids: tuple[str, ...] = ()
    """The ids of the most central tickets of the cause, best first."""
    combinations: tuple[ScopeClaim, ...] = ()
    """Combinations of two or three values that describe the cause better than each alone, strongest first."""
    is_is_not: IsIsNot = field(default_factory=IsIsNot)
    """The is / is-not table: what, where, when and how much."""
    priority: Priority | None = None
    """Its priority among the causes, None if it was not ranked."""
    impact: Impact | None = None
    answers: tuple[Answer, ...] = ()
    """Users' answers about it."""
    unanswered: Cause | None = None
    """The cause before any answer or chosen kind, None without these."""
    stopped_for: int | None = None
    """Distinct persons whose own words say that something stopped or fails, None if the log names nobody."""
    taken: MeasuredAction | None = None
    """The last action about it that was for everybody, with what came of it; None if none was taken."""
    taken_in_part: tuple[MeasuredAction, ...] = ()
    """Actions about it that were for some groups and left others, earliest first."""
    inferred_kind: Kind | None = None
    """The kind from the log and the answers if a user chose another, else None."""
    dismissed: bool = False
    """Whether a user said that it is no cause: it is counted and listed last, and nothing follows from it."""

    @property
    def kind_doubt(self) -> KindDoubt | None:
        """Why its kind is unclear, None if it is clear."""
        return find_kind_doubt(self.kind_scores) if self.kind is Kind.UNCLEAR else None

    @property
    def contradictions(self) -> tuple[Signal, ...]:
        """The signals against its kind; that it comes from one site contradicts no place that is a site."""
        in_one_site = self.place is not None and self.place.field == Field.SITE
        return tuple(one for one in self.signals_against if not (in_one_site and one.id == ONE_SITE))

    @property
    def action(self) -> ActionType:
        """The type of action for its kind."""
        return self.kind.row.action

    @property
    def place(self) -> ScopeClaim | None:
        """The place with most of the cause, None if no place has enough."""
        return next((claim for claim in self.scope if claim.is_place), None)

    @property
    def where(self) -> ScopeClaim | None:
        """The shortest combination of values that explains most of the cause, None if there is none."""
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
