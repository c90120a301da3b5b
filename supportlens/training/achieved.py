"""What the trainings that were given so far achieved: better ground for a promise than an assumption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import EffectVerdict, TakenKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Cause, MeasuredEffect

_TELLING = frozenset({EffectVerdict.FELL, EffectVerdict.DID_NOT_FALL, EffectVerdict.GENERAL})
"""Verdicts that say how much an action achieved; too few tickets, or a fall before it, say nothing of it."""


@dataclass(frozen=True, slots=True)
class Achieved:
    """The share of a cause's tickets that earlier trainings saved, and how many of them were measured.

    The range is from the least to the most of several, the 95 % interval of a single one.
    """

    trainings: int
    share: float
    low: float
    high: float


def find_achieved(causes: Iterable[Cause]) -> Achieved | None:
    """Return what the trainings about these causes achieved; None if none could be measured."""
    # Two causes may have had one training: what is left of a cause after it is one of its own.
    taken = {
        one.id: one
        for cause in causes
        for one in (*((cause.taken,) if cause.taken else ()), *cause.taken_in_part)
    }
    effects = [
        one.effect
        for one in taken.values()
        if one.action.kind is TakenKind.TRAINING and one.effect is not None and one.effect.verdict in _TELLING
    ]
    shares = [_saved(effect) for effect in effects]
    if not shares:
        return None
    if len(shares) == 1 and effects[0].relapse is None:
        return Achieved(1, shares[0], _as_share(effects[0].high), _as_share(effects[0].low))
    return Achieved(len(shares), sum(shares) / len(shares), min(shares), max(shares))


def _saved(effect: MeasuredEffect) -> float:
    """Return the share of tickets that an action saved; what came back counts as nothing."""
    return 0.0 if effect.relapse is not None else _as_share(effect.change)


def _as_share(change: float) -> float:
    return min(max(-change, 0.0), 1.0)
