"""Relates machine-written log lines to causes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain.symptoms import LogTemplate


@dataclass(frozen=True, slots=True)
class LineClaim:
    """A machine line that is more frequent in a cause's tickets than in all others.

    `lift` is the risk ratio share_inside / share_outside with its 95 % interval; `ticket_ids` are the cause's
    tickets with the line.
    """

    template: LogTemplate
    tickets: int
    share_inside: float
    share_outside: float
    lift: float
    lift_low: float
    lift_high: float
    ticket_ids: tuple[str, ...]
