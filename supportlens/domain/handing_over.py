"""What one stage hands to the next: arrays beside the tickets, a row or an entry per ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain.findings import Cause, LogTemplate, Onset, Symptom
    from supportlens.domain.places import FieldGap


UNASSIGNED = -1
"""The label of a ticket that belongs to no symptom."""
NOISE = -2
"""The label of a ticket that says nothing."""


class Aside(StrEnum):
    """Why a ticket belongs to no symptom."""

    EMPTY = "empty"
    """Nothing was written."""
    HOLLOW = "hollow"
    """What was written says nothing: "ok", "gracias", "test"."""
    TOO_SHORT = "too_short"
    """A word or two that many symptoms share."""
    OTHER_LANGUAGE = "other_language"
    """Neither Spanish nor English, and too few such tickets to be a symptom."""
    RARE = "rare"
    """Nothing like it in the log."""
    MIXED = "mixed"
    """Several matters at once: as near to one symptom as to another."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of each of n tickets once greetings, signatures, quotes and templates are out.

    `texts` (n) are folded: lower case, no accents; "" for what says nothing. `removed` (n) are the
    passages taken out, as they were written. `languages` (n) are ``es``, ``en`` or ``other``, ""
    where too little is said to tell. `asides` (n) say why a ticket is set aside before grouping
    (`EMPTY` or `HOLLOW`), None for all others. `events` (n) are positions in `templates`.
    """

    texts: tuple[str, ...]
    removed: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...]
    asides: tuple[Aside | None, ...]
    events: tuple[tuple[int, ...], ...]
    templates: tuple[LogTemplate, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Tickets as points: equal texts share one.

    `codes` (n tickets) gives each ticket its row in `matrix` (u unique texts x d, unit length,
    float32), -1 for a ticket that says nothing; `texts` are the u cleaned texts, `weights` how
    many tickets each stands for.
    """

    codes: npt.NDArray[np.int64]
    matrix: npt.NDArray[np.float32]
    texts: tuple[str, ...]
    weights: npt.NDArray[np.int64]
    encoder: str
    folded: int
    """Tickets whose text an earlier ticket already had."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Tickets with their symptoms.

    `labels` (n tickets) is a position in `symptoms`, -1 for a ticket that belongs to none, -2 for
    one that says nothing; `confidence` (n tickets) is 0 to 1: how much nearer a ticket is to its
    own symptom's middle than to the next one's.
    """

    labels: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    symptoms: tuple[Symptom, ...]
    noise: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Symptoms gathered into root causes; `assignment` has the columns of `Assigned` by then."""

    causes: tuple[Cause, ...]
    symptoms: tuple[Symptom, ...]
    assignment: pd.DataFrame
    weeks: tuple[date, ...]
    weekly: tuple[int, ...]
    field_gaps: tuple[FieldGap, ...] = ()
    """The fields by which nothing can be said of where causes sit."""
    partial_weeks: tuple[date, ...] = ()
    """The first and the last of `weeks` where the log holds only a part of them."""
    traffic: Onset | None = None
    """Since when all traffic together has been higher, None where it has not risen in a step."""
