"""What a person says on a page about causes, symptoms and tickets; an answer is the domain's own value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Answer, Kind, Name


@dataclass(frozen=True, slots=True)
class TakeBack:
    """That an answer was never meant."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class KindChoice:
    """That a cause is of another kind than is told, None for: as it is told."""

    cause_id: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class CauseName:
    """That a cause is called otherwise, None for: as the program calls it."""

    cause_id: str
    name: Name | None


@dataclass(frozen=True, slots=True)
class SymptomName:
    """That a symptom is called otherwise."""

    symptom_id: str
    name: Name


@dataclass(frozen=True, slots=True)
class TicketMove:
    """That tickets, and all with the same words, belong to another symptom."""

    ticket_ids: tuple[str, ...]
    symptom_id: str
