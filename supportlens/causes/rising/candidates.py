"""Data classes of the search for causes: seeds, ticket data and candidates."""

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
    """The tickets of one cause; `family` also contains those from before the rise."""

    members: Mask
    family: Mask
    rise: Rise | None
    symptoms: tuple[int, ...]
    detectable_from: int | None = None
    """The first day on which the rise was detectable, None if it never rose."""


@dataclass(frozen=True, slots=True, eq=False)
class Seed:
    """A set of tickets that may have risen: a symptom, a kind or a place."""

    mask: Mask
    symptom: int | None = None
    kind: bool = False


@dataclass(frozen=True, slots=True)
class RisingLog:
    """The data about every ticket that the search for causes needs."""

    timeline: LogTimeline
    labels: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    kind_masks: tuple[Mask, ...]
