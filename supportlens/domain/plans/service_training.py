"""Training of those who serve, from how contacts were treated."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from supportlens.domain.kept import FROM_TEXTS, NAMES_PEOPLE
from supportlens.domain.plans.training import AudienceGroup


class ServiceValue(StrEnum):
    """What is practised with those who serve."""

    EMPATHY = "empathy"
    TRANSPARENCY = "transparency"
    COMMUNICATION = "communication"


@dataclass(frozen=True, slots=True)
class Practice:
    """One behaviour to replace: how often it was met, and the value to practise instead."""

    behaviour: str
    """The id of its code: ``b-1`` to ``b-4``."""
    value: ServiceValue
    tickets: int
    share: float
    """Its share of all contacts."""
    ticket_ids: tuple[str, ...]
    """Contacts to read together."""


@dataclass(frozen=True, slots=True)
class GoodExample:
    """An answer of the log to learn from, as written."""

    text: str
    ticket_id: str


@dataclass(frozen=True, slots=True)
class ServiceTraining:
    """What to practise with those who serve, and with whom."""

    contacts: int
    failed: int
    """Contacts with at least one of the behaviours."""
    weekly: float | None
    critical_first: int
    """First contacts of a person that went wrong: what comes next decides whether the person stays."""
    practices: tuple[Practice, ...]
    """The most frequent first."""
    examples: tuple[GoodExample, ...] = field(metadata=FROM_TEXTS)
    people: int | None
    """Those who serve, None if the log does not name them."""
    names: tuple[str, ...] = field(metadata=NAMES_PEOPLE)
    """Who served most of these contacts first."""
    groups: tuple[AudienceGroup, ...]
    minutes: int
