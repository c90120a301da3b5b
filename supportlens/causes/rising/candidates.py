"""The values that gathering works with: what may have risen, what is known of a ticket, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.onsets import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CauseCandidate:
    """The tickets of one cause; `family` also holds those of the time before the rise."""

    members: Mask
    family: Mask
    rise: Rise | None
    symptoms: tuple[int, ...]
    known: int | None = None
    """The first day on which it could have been known, None for what never rose."""


@dataclass(frozen=True, slots=True, eq=False)
class Seed:
    """A set of tickets that may have risen: a symptom, what sounds like one kind, or a place."""

    mask: Mask
    symptom: int | None = None
    kind: bool = False


@dataclass(frozen=True, slots=True)
class RisingLog:
    """What growing needs to know of every ticket."""

    timeline: LogTimeline
    labels: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    sounding: tuple[Mask, ...]
