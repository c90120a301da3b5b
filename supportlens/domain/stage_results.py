"""Intermediate results of the stages: arrays with one row or entry per ticket."""

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
    from supportlens.domain.findings.verdicts import GeneralRise, UsualGrowth
    from supportlens.domain.symptoms import LogTemplate, Symptom


UNASSIGNED = -1
"""The label of a ticket without a symptom."""
NOISE = -2
"""The label of a ticket without content."""
LEVEL_FACTOR = 1.5
"""Ratio of the numbers of groups of neighbouring levels. Judgement: smaller steps look the same."""
MAX_LEVELS = 9
"""Maximum levels offered, in addition to the finest. Judgement: more would crowd the page."""


class UnassignedReason(StrEnum):
    """Why a ticket has no symptom."""

    EMPTY = "empty"
    """The ticket has no text."""
    HOLLOW = "hollow"
    """The text has no content: "ok", "gracias", "test"."""
    TOO_SHORT = "too_short"
    """One or two words that many symptoms share."""
    OTHER_LANGUAGE = "other_language"
    """Neither Spanish nor English, with too few such tickets for a symptom."""
    RARE = "rare"
    """No similar ticket in the log."""
    MIXED = "mixed"
    """Several subjects at once: equally close to two symptoms."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The texts of n tickets without greetings, signatures, quotes and templates.

    `texts` (n) are folded: lower case, no accents; "" without content. `removed` (n) are the removed
    passages, as written. `languages` (n) are ``es``, ``en`` or ``other``, "" if there is too little text to
    detect one. `reasons` (n) are why a ticket is set aside before grouping (`EMPTY` or `HOLLOW`), None for
    all others. `events` (n) are positions in `templates`.
    """

    texts: tuple[str, ...]
    removed: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...]
    reasons: tuple[UnassignedReason | None, ...]
    events: tuple[tuple[int, ...], ...]
    templates: tuple[LogTemplate, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Tickets as vectors: equal and nearly equal texts share one.

    `codes` (n tickets) is each ticket's row in `matrix` (u distinct texts x d, unit length, float32), -1 for
    a ticket without content; `texts` are the u cleaned texts ordered by hash, `weights` the tickets of each.
    Cosines are comparable within one of the `spaces` (u), which are languages; `crossing` (fitted x c), if
    the log has two languages, places the texts of both in one space. The first `fitted` texts were encoded in
    full.
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
    """Tickets with the same or nearly the same text as an earlier ticket."""
    taught: npt.NDArray[np.float32] | None = None
    """What the sentence encoder read (t x e): the vectors of t texts, which an encoder of the same name need
    not read again. None where they were not kept."""
    taught_texts: npt.NDArray[np.int64] | None = None
    """Which texts these are (t); None for the first t."""


@dataclass(frozen=True, slots=True)
class SymptomTree:
    """How fine groups of tickets, the leaves, merge into coarser ones, the most similar pair first.

    `merges` (leaves - 1) are pairs of leaves whose groups merge, the second's into the first's; `heights` (as
    many) are their similarities, never increasing. `default` is the automatic number of groups.
    """

    leaves: int
    merges: tuple[tuple[int, int], ...]
    heights: tuple[float, ...]
    default: int

    def cut(self, groups: int) -> tuple[int, ...]:
        """Return the group of each leaf, as one of its leaves, for a cut into `groups`."""
        root = list(range(self.leaves))
        for one, other in self.merges[: max(0, self.leaves - groups)]:
            root = [one if group == other else group for group in root]
        return tuple(root)

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of groups to offer, coarsest first; includes `default`."""
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
    """The fine groups of u distinct texts and the tree above them.

    `labels` (u) is a leaf, negative for a text without one; `reasons` (u) is why, else None. `blocks` (leaves
    of the tree) are the ids of the symptoms that the leaves belong to, if ids are settled; empty if symptoms
    are numbered by size. Leaves of one block merge before any others. `log_labels` (u) are the groups of this
    log alone if the leaves also follow earlier studies, None if they are the same.
    """

    labels: npt.NDArray[np.int64]
    reasons: tuple[UnassignedReason | None, ...]
    tree: SymptomTree
    blocks: tuple[str, ...] = ()
    log_labels: npt.NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """Tickets with their symptoms.

    `labels` (n tickets) is a position in `symptoms`, -1 for a ticket without a symptom, -2 for one without
    content; `reasons` (n) is why in both cases, None for all others. `confidence` (n tickets) is 0 to 1: how
    much closer a ticket is to its own symptom's centroid than to the next one's; `runners_up` (n) is the
    position of that next symptom, -1 without one. `log_labels` (n) are the groups of this log alone, None if
    they are the symptoms: a ticket that keeps its earlier symptom may be separate from later ones of the same
    subject.
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
        """The groups (n tickets, numbered as in `labels`) in which rises are searched."""
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
    """The fields that cannot locate causes, and why."""
    partial_weeks: tuple[date, ...] = ()
    """The first and the last of `weeks` if the log covers them only in part."""
    general: GeneralRise | None = None
    """The rise of all traffic, None if there is none."""
    usual: tuple[UsualGrowth, ...] = ()
    """The values that bring more tickets of the usual kinds, largest first."""
