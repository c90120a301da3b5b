"""Moments of truth: contacts that put a customer relationship at risk or can strengthen it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.findings.kinds import Kind
from supportlens.domain.languages import Name


class MomentState(StrEnum):
    """The state of a moment of truth in a log."""

    DETECTED = "detected"
    NEEDS_DATA = "needs_data"
    QUIET = "quiet"
    """In the catalogue, but not found in this log."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the catalogue: a contact that puts the relationship at risk or can strengthen it.

    `patterns` are regular expressions over accent-folded lower-case text; `needs` names the customer data
    required to detect the moment in a log, empty if tickets are enough.
    """

    id: str
    number: int
    name: Name
    family: str
    stage: str
    touchpoint: str
    trigger: Name
    expects: Name
    steps: tuple[Name, ...]
    say: Name
    avoid: Name
    prevention: Name
    indicator: Name
    target: Name
    opportunity: Name
    patterns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """Risk of a moment: recurrence x reach x gravity (each 0 to 1), scaled 1 to 5."""

    recurrence: float
    reach: float
    gravity: float
    level: int


@dataclass(frozen=True, slots=True)
class MomentMatch:
    """A moment of truth with its figures in this log."""

    moment: Moment
    state: MomentState
    tickets: int
    customers: int | None
    cause_ids: tuple[str, ...]
    risk: Risk | None
    ticket_ids_sample: tuple[str, ...] = ()
