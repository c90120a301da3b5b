"""What a person says on a page about a cause; an answer is the domain's own value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Answer, Kind


@dataclass(frozen=True, slots=True)
class TakeBack:
    """That an answer was never meant."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class KindChoice:
    """That a cause is of another kind than is told, None for: as it is told."""

    cause_id: str
    kind: Kind | None
