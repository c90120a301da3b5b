"""When the kind of a cause can be told from its scores, and what people correct about it."""

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
    """Too little was met that speaks for any kind."""
    MIXED = "mixed"
    """Two kinds are spoken for alike."""


LEAST_SCORE = 0.35
"""A kind below this score is not claimed."""
LEAST_MARGIN = 1.15
"""The first kind must outdo the second by this factor, or the two are mixed."""


def pick_kind(scores: Mapping[Kind, float]) -> Kind:
    """Return the kind with the greatest score, `Kind.UNCLEAR` where `find_kind_doubt` has a reason."""
    return Kind.UNCLEAR if find_kind_doubt(scores) else _ordered(scores)[0]


def find_kind_doubt(scores: Mapping[Kind, float]) -> KindDoubt | None:
    """Return why no kind can be told from its scores, None where one can."""
    ordered = _ordered(scores)
    if not ordered or scores[ordered[0]] < LEAST_SCORE:
        return KindDoubt.NOT_ENOUGH
    if len(ordered) > 1 and scores[ordered[0]] < LEAST_MARGIN * scores[ordered[1]]:
        return KindDoubt.MIXED
    return None


def _ordered(scores: Mapping[Kind, float]) -> list[Kind]:
    return sorted(scores, key=lambda kind: (-scores[kind], kind.value))


@dataclass(frozen=True, slots=True)
class Correction:
    """That a person gave a cause another kind than the signals did.

    `cause` is what the cause is known by over the months: its place and name. `signals` are the
    ids of the signals that were met in it.
    """

    cause: str
    told: Kind
    """The kind that the signals gave."""
    corrected: Kind
    """The kind that the person gave."""
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearntWeight:
    """A signal's weight as corrections have moved it, with what it was."""

    signal: str
    kind: Kind
    before: float
    after: float
    raised: int
    """Corrections that moved it up."""
    lowered: int
    """Corrections that moved it down."""
