"""What an analysis can show while it is under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from supportlens.domain.languages import Name
    from supportlens.domain.study import Study


@dataclass(frozen=True, slots=True)
class Heap:
    """Tickets that say the same thing, so far: their name and their part of all tickets."""

    name: Name
    share: float


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is known of a log before its analysis is done."""

    tickets: int
    """The tickets of the log; while only the files were read, their rows."""
    weeks: tuple[date, ...] = ()
    """The Mondays of all weeks; empty without dates and before they were read."""
    weekly: tuple[int, ...] = ()
    """The tickets of each week."""
    heaps: tuple[Heap, ...] = ()
    """The largest groups, most tickets first."""
    sample: Study | None = None
    """The study of a sample, from which the groups are; None once all tickets were grouped."""


Show: TypeAlias = Callable[[Glimpse], object]
"""Receives what can be shown of an analysis under way."""
