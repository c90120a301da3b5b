"""Learns from corrections: lowers the weights of misleading signals and raises those of correct ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Correction, Kind, LearntWeight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import Cause, SignalRule

PRIOR_STRENGTH = 4.0
"""Number of equal corrections that move a weight half of the maximum.

Judgement: one correction moves a weight by a tenth, four by a quarter; larger learns more slowly.
"""
MAX_MOVE = 0.5
"""Maximum move of a weight, as a share of its original value.

Judgement: keeps any signal from becoming silent or dominant; larger lets one desk's habits decide.
"""


def record_correction(cause: Cause, kind: Kind) -> Correction:
    """Record that a user gave a cause another kind, with the cause's signals.

    The cause is identified by its place and English name, because its id differs between studies.
    """
    place = f"{cause.place.field}={cause.place.value}: " if cause.place else ""
    signals = {signal.id for signal in (*cause.signals_for, *cause.signals_against)}
    return Correction(f"{place}{cause.name.in_('en')}", cause.kind, kind, tuple(sorted(signals)))


def learn_weights(
    signals: Iterable[SignalRule], corrections: Iterable[Correction]
) -> tuple[LearntWeight, ...]:
    """Return the weights that corrections have moved, in the order of the signals.

    A correction raises every signal of the cause that supports the chosen kind, and lowers those that support
    the original one. With r corrections up and l down a weight w becomes w x (1 + MAX_MOVE x (r - l) / (r + l
    + PRIOR_STRENGTH)): shrunk towards no change like a beta prior of PRIOR_STRENGTH observations, never
    beyond MAX_MOVE, and independent of the order of the corrections. Only the last correction of each cause
    counts. Corrections to `Kind.UNCLEAR` only lower, those from it only raise.
    """
    raised, lowered = _count_moves({correction.cause: correction for correction in corrections}.values())
    moved = [
        _move_weight(rule, raised[rule.kind, rule.id], lowered[rule.kind, rule.id])
        for rule in signals
        if raised[rule.kind, rule.id] != lowered[rule.kind, rule.id]
    ]
    return tuple(moved)


def apply_weights(signals: Iterable[SignalRule], learnt: Iterable[LearntWeight]) -> tuple[SignalRule, ...]:
    """Return the signals with learnt weights in place of their own."""
    weights = {weight.signal: weight.after for weight in learnt}
    return tuple(replace(rule, weight=weights.get(rule.id, rule.weight)) for rule in signals)


def _count_moves(
    corrections: Iterable[Correction],
) -> tuple[Counter[tuple[Kind, str]], Counter[tuple[Kind, str]]]:
    """Count how often each signal is raised and lowered for a kind."""
    raised: Counter[tuple[Kind, str]] = Counter()
    lowered: Counter[tuple[Kind, str]] = Counter()
    for correction in corrections:
        if correction.told is correction.corrected:
            continue
        signals: Sequence[str] = sorted(set(correction.signals))
        raised.update((correction.corrected, signal) for signal in signals)
        lowered.update((correction.told, signal) for signal in signals)
    return raised, lowered


def _move_weight(rule: SignalRule, raised: int, lowered: int) -> LearntWeight:
    part = MAX_MOVE * (raised - lowered) / (raised + lowered + PRIOR_STRENGTH)
    return LearntWeight(
        rule.id, rule.kind, rule.weight, round(rule.weight * (1.0 + part), 4), raised, lowered
    )
