"""Learns from corrections: which signals misled, and how much less they weigh after that."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Correction, Kind, LearntWeight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import Cause, SignalRule

PRIOR_STRENGTH = 4.0
"""How many corrections of one sort move a weight half of the way that it may go.

Judgement: one correction moves a weight by a tenth, four by a quarter; larger learns more slowly.
"""
MAX_MOVE = 0.5
"""Most that a weight may move, as a part of what it was.

Judgement: no number of corrections makes a signal mute or the only one; larger lets one desk's habits rule.
"""


def record_correction(cause: Cause, kind: Kind) -> Correction:
    """Record that a person gave a cause another kind, with the signals that were found in it.

    A cause is known again by its place and its English name: its id is another one in every study.
    """
    place = f"{cause.place.field}={cause.place.value}: " if cause.place else ""
    met = {signal.id for signal in (*cause.signals_for, *cause.signals_against)}
    return Correction(f"{place}{cause.name.in_('en')}", cause.kind, kind, tuple(sorted(met)))


def learn_weights(
    signals: Iterable[SignalRule], corrections: Iterable[Correction]
) -> tuple[LearntWeight, ...]:
    """Return the weights that corrections have moved, in the order of the signals.

    A correction raises every signal it met that is for the kind the person gave, and lowers those
    for the kind that the program had named. With r corrections up and l down a weight w becomes
    w x (1 + MAX_MOVE x (r - l) / (r + l + PRIOR_STRENGTH)): shrunk towards no change as a beta prior
    of PRIOR_STRENGTH observations would, never beyond MAX_MOVE, and the same in whatever order the
    corrections came. One that is made twice for the same cause counts once, the last one for
    each cause counts. Corrections to `Kind.UNCLEAR` only lower, those from it only raise.
    """
    raised, lowered = _count_moves({correction.cause: correction for correction in corrections}.values())
    moved = [
        _move_weight(rule, raised[rule.kind, rule.id], lowered[rule.kind, rule.id])
        for rule in signals
        if raised[rule.kind, rule.id] != lowered[rule.kind, rule.id]
    ]
    return tuple(moved)


def apply_weights(signals: Iterable[SignalRule], learnt: Iterable[LearntWeight]) -> tuple[SignalRule, ...]:
    """Return the signals with the weights that were learnt in place of their own."""
    weights = {weight.signal: weight.after for weight in learnt}
    return tuple(replace(rule, weight=weights.get(rule.id, rule.weight)) for rule in signals)


def _count_moves(
    corrections: Iterable[Correction],
) -> tuple[Counter[tuple[Kind, str]], Counter[tuple[Kind, str]]]:
    """Count how often each signal is raised as one for a kind, and how often lowered."""
    raised: Counter[tuple[Kind, str]] = Counter()
    lowered: Counter[tuple[Kind, str]] = Counter()
    for correction in corrections:
        if correction.told is correction.corrected:
            continue
        met: Sequence[str] = sorted(set(correction.signals))
        raised.update((correction.corrected, signal) for signal in met)
        lowered.update((correction.told, signal) for signal in met)
    return raised, lowered


def _move_weight(rule: SignalRule, raised: int, lowered: int) -> LearntWeight:
    part = MAX_MOVE * (raised - lowered) / (raised + lowered + PRIOR_STRENGTH)
    return LearntWeight(
        rule.id, rule.kind, rule.weight, round(rule.weight * (1.0 + part), 4), raised, lowered
    )
