"""What one stage hands to the next: arrays beside the tickets, one row or entry per ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain.findings.causes import Cause
    from supportlens.domain.findings.is_is_not import FieldGap
    from supportlens.domain.symptoms import LogTemplate, Symptom


UNASSIGNED = -1
"""The label of a ticket that belongs to no symptom."""
NOISE = -2
"""The label of a ticket that says nothing."""
LEVEL_FACTOR = 1.5
"""How many times more groups the next finer level has. Judgement: smaller steps look alike to a reader."""
MAX_LEVELS = 9
"""Levels offered at most, beside the finest. Judgement: more would crowd the choice on the page."""


class UnassignedReason(StrEnum):
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
    where too little is said to tell. `reasons` (n) say why a ticket is set aside before grouping
    (`EMPTY` or `HOLLOW`), None for all others. `events` (n) are positions in `templates`.
    """

    texts: tuple[str, ...]
    removed: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...]
    reasons: tuple[UnassignedReason | None, ...]
    events: tuple[tuple[int, ...], ...]
    templates: tuple[LogTemplate, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Tickets as points: equal and nearly equal texts share one.

    `codes` (n tickets) gives each ticket its row in `matrix` (u different texts x d, unit length,
    float32), -1 for a ticket that says nothing; `texts` are the u cleaned texts in the order of a
    hash of them, `weights` how many tickets each stands for. Cosines mean something among the
    texts of one of the `spaces` (u), which are languages; `crossing` (fitted x c), where the log has
    two, places the texts of both in one space. The first `fitted` texts were placed in full.
    """

    codes: npt.NDArray[np.int64]
    matrix: npt.NDArray[np.float32]
    texts: tuple[str, ...]
    weights: npt.NDArray[np.int64]
    spaces: npt.NDArray[np.int64]
    crossing: npt.NDArray[np.float32] | None
    fitted: int
    encoder: str
    folded: int
    """Tickets with the same text as an earlier ticket, or nearly so."""


@dataclass(frozen=True, slots=True)
class SymptomTree:
    """How fine groups of tickets, the leaves, merge into coarser ones: one merge a step, the most akin first.

    `merges` (leaves - 1) are pairs of leaves whose groups become one, the second's joining the
    first's; `heights` (as many) say how akin the two are, never rising. `default` is the number
    of groups that the program chooses by itself.
    """

    leaves: int
    merges: tuple[tuple[int, int], ...]
    heights: tuple[float, ...]
    default: int

    def cut(self, groups: int) -> tuple[int, ...]:
        """Return the group of each leaf, as one of its leaves, where the tree is cut into `groups`."""
        root = list(range(self.leaves))
        for one, other in self.merges[: max(0, self.leaves - groups)]:
            root = [one if group == other else group for group in root]
        return tuple(root)

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of groups worth offering, coarsest first; `default` is among them."""
        found = {self.default}
        for factor in (LEVEL_FACTOR, 1 / LEVEL_FACTOR):
            groups = float(self.default)
            while 2 <= round(groups * factor) < self.leaves and len(found) < MAX_LEVELS:
                groups *= factor
                found.add(round(groups))
        if self.leaves > self.default:
            found.add(self.leaves)
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Leaves:
    """The fine groups of u different texts and the tree above them.

    `labels` (u) is a leaf, below 0 for a text of none; `reasons` (u) says why then, None otherwise.
    `blocks` (leaves of the tree) are the ids of the symptoms that the leaves are parts of, where ids
    are settled; empty where symptoms are numbered by size. Leaves of one block merge before any others.
    `log_labels` (u) are the groups that this log shows by itself where the leaves also follow what is known
    of earlier ones, None where they are the same.
    """

    labels: npt.NDArray[np.int64]
    reasons: tuple[UnassignedReason | None, ...]
    tree: SymptomTree
    blocks: tuple[str, ...] = ()
    log_labels: npt.NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """Tickets with their symptoms.

    `labels` (n tickets) is a position in `symptoms`, -1 for a ticket that belongs to none, -2 for
    one that says nothing; `reasons` (n) says why in both cases, None for all others. `confidence`
    (n tickets) is 0 to 1: how much nearer a ticket is to its own symptom's middle than to the next
    one's; `runners_up` (n) is the position of that next symptom, -1 where there is none. `log_labels` (n)
    are the groups of this log without what is known of earlier ones, None where they are the symptoms:
    a ticket that keeps its earlier symptom may part from others of its matter that came later.
    """

    labels: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    runners_up: npt.NDArray[np.int64]
    reasons: tuple[UnassignedReason | None, ...]
    symptoms: tuple[Symptom, ...]
    noise: int
    unassigned: int
    log_labels: npt.NDArray[np.int64] | None = None

    @property
    def rise_labels(self) -> npt.NDArray[np.int64]:
        """The groups (n tickets, numbers as in `labels`) whose rises are looked for."""
        return self.labels if self.log_labels is None else self.log_labels


@dataclass(frozen=True, slots=True)
class Attribution:
    """The root causes with their symptoms; `assignment` has all columns of `Assigned`."""

    causes: tuple[Cause, ...]
    symptoms: tuple[Symptom, ...]
    assignment: pd.DataFrame
    weeks: tuple[date, ...]
    weekly: tuple[int, ...]
    field_gaps: tuple[FieldGap, ...] = ()
    """The fields that cannot say where causes are, and why."""
    partial_weeks: tuple[date, ...] = ()
    """The first and the last of `weeks` where the log holds only a part of them."""
