"""Chooses the kind of a cause from its scores, and records users' corrections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain.findings.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


class KindDoubt(StrEnum):
    """Why the kind of a cause is unclear."""

    NOT_ENOUGH = "not_enough"
    """Too few signals for any kind."""
    MIXED = "mixed"
    """The signals for two kinds are about equally strong."""


MIN_KIND_SCORE = 0.35
"""Minimum score of a kind. Judgement: a higher one reports more causes as unclear."""
MIN_KIND_MARGIN = 1.15
"""Minimum factor between the best two scores. Judgement: a higher one reports more causes as mixed."""


def pick_kind(scores: Mapping[Kind, float]) -> Kind:
    """Return the kind with the highest score, `Kind.UNCLEAR` if `find_kind_doubt` has a reason."""
    return Kind.UNCLEAR if find_kind_doubt(scores) else _ordered(scores)[0]


def find_kind_doubt(scores: Mapping[Kind, float]) -> KindDoubt | None:
    """Return why the scores are inconclusive, None if they are not."""
    ordered = _ordered(scores)
    if not ordered or scores[ordered[0]] < MIN_KIND_SCORE:
        return KindDoubt.NOT_ENOUGH
    if len(ordered) > 1 and scores[ordered[0]] < MIN_KIND_MARGIN * scores[ordered[1]]:
        return KindDoubt.MIXED
    return None


def _ordered(scores: Mapping[Kind, float]) -> list[Kind]:
    return sorted(scores, key=lambda kind: (-scores[kind], kind.value))


@dataclass(frozen=True, slots=True)
class Correction:
    """A user's correction of the kind that the signals gave a cause.

    `cause` identifies the cause across studies: its place and name. `signals` are the ids of the signals
    found in it.
    """

    cause: str
    told: Kind
    """The kind that the signals gave."""
    corrected: Kind
    """The kind that the user chose."""
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearntWeight:
    """The weight of a signal before and after corrections."""

    signal: str
    kind: Kind
    before: float
    after: float
    raised: int
    """Corrections that moved it up."""
    lowered: int
    """Corrections that moved it down."""
