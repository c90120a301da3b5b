"""Classifies a cause: adds up visible signals for and against each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.kinds.measures import MEASURES
from supportlens.domain import Kind, Signal, find_as_written, pick_kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.kinds.evidence import SignalEvidence
    from supportlens.domain import Onset, SignalRule, Tickets

    Mask = npt.NDArray[np.bool_]

MIN_SHARE = 0.04
"""Share of a cause's tickets in which a signal must be met.

Judgement: one in twenty-five; smaller lets single odd words vote, larger loses signals that few people put
into words.
"""
MIN_AGAINST = 3
"""Tickets with a signal from which it is listed against a kind.

Judgement: two may be chance; it moves what is shown, no score.
"""
SELF_EVIDENT = frozenset({"burst", "one_site"})
"""Measures that are evidence without words, as far as the words speak for nothing else."""
MAX_ALONE = 1.0
"""Most that measures count for where nobody found the words.

Judgement: as much as one strong signal in all tickets; larger makes every burst an outage whatever is said.
"""
SILENT_SHARE = 0.1
"""Part of a cause's tickets that is taken to agree with a measure where nobody's words do.

Judgement: keeps one voice of many silent ones from deciding; larger makes silence agree, smaller lets a
single ticket overrule a burst.
"""
MAX_CONTRADICTED = 0.5
"""Most that signals against a kind take away, as a part of what was said for it.

Judgement: half, so that what people say outright is never outvoted by what merely contradicts it.
"""
NO_PRIOR: Mapping[Kind, float] = MappingProxyType({})


def classify(
    tickets: Tickets,
    members: Mask,
    onset: Onset | None,
    evidence: SignalEvidence,
    prior: Mapping[Kind, float] = NO_PRIOR,
) -> tuple[Kind, dict[Kind, float], tuple[Signal, ...], tuple[Signal, ...]]:
    """Return the kind, the score per kind, and the signals for and against, strongest first.

    A wordy signal adds weight x share inside x (1 + c) / 2, c = 1 - share outside / share inside
    (nought if negative): what is said everywhere counts half. A measure adds weight x strength
    (0 to 1). A signal takes as much from the kinds it speaks against. `prior` is what else is
    known, such as people's answers: it is added to the scores as it stands. Not enough, or two
    kinds alike, is `Kind.UNCLEAR`.
    """
    found = [
        _score_words(rule, members, evidence)
        if rule.id in evidence.masks
        else _score_measure(rule, tickets, members, onset)
        for rule in evidence.rules
    ]
    contributions = [item for item in found if item is not None and item[0] > 0]
    scores = add_prior(_sum_scores(contributions, members, evidence), prior)
    kind = pick_kind(scores)
    ranked = [signal for _, signal in sorted(contributions, key=lambda item: (-item[0], item[1].id))]
    believed = kind if kind is not Kind.UNCLEAR else next(iter(scores), Kind.UNCLEAR)
    support = tuple(signal for signal in ranked if signal.kind is believed)
    against = tuple(signal for signal in ranked if _is_contradiction(signal, believed, scores))[:4]
    return kind, scores, support, against


def add_prior(scores: Mapping[Kind, float], prior: Mapping[Kind, float]) -> dict[Kind, float]:
    """Add to each kind's score what else is known of it, and order them, greatest first.

    A kind that ends at nought or below is left out.
    """
    added = {kind: scores.get(kind, 0.0) + prior.get(kind, 0.0) for kind in {*scores, *prior}}
    kept = [kind for kind, score in added.items() if score > 0]
    return {kind: round(added[kind], 4) for kind in sorted(kept, key=lambda kind: (-added[kind], kind.value))}


def _is_contradiction(signal: Signal, believed: Kind, scores: Mapping[Kind, float]) -> bool:
    """Return whether a signal is for another kind, or against this one, and commoner inside than outside.

    One that is met everywhere contradicts nothing.
    """
    if believed in signal.against:
        return True
    if signal.kind is believed or (signal.kind not in scores and signal.id not in SELF_EVIDENT):
        return False
    if signal.share_inside is None:
        return True
    return signal.tickets >= MIN_AGAINST and signal.share_inside > (signal.share_outside or 0.0)


def _sum_scores(
    contributions: list[tuple[float, Signal]], members: Mask, evidence: SignalEvidence
) -> dict[Kind, float]:
    """Add up per kind; what people did not say only confirms: it counts as much as words do at most.

    A burst and a single site stand by themselves: they are what an outage and a wrong setting look
    like even where nobody finds the words. But a month's invoices that all arrive in one morning
    are no outage, nor are a week's questions how to get the old menu back: they count by themselves as
    far as those who say what it is say nothing else.
    """
    said: dict[Kind, float] = {}
    measured: dict[Kind, float] = {}
    contrary: dict[Kind, float] = {}
    alone = {signal.kind for _, signal in contributions if signal.id in SELF_EVIDENT}
    for score, signal in contributions:
        part = said if signal.share_inside is not None else measured
        part[signal.kind] = part.get(signal.kind, 0.0) + score
        for kind in signal.against:
            contrary[kind] = contrary.get(kind, 0.0) + score
    scores: dict[Kind, float] = {}
    for kind in {*said, *alone}:
        spoken = said.get(kind, 0.0)
        most = spoken + (MAX_ALONE * _measure_agreement(kind, members, evidence) if kind in alone else 0.0)
        confirmed = spoken + min(most, measured.get(kind, 0.0))
        scores[kind] = confirmed - min(MAX_CONTRADICTED * spoken, contrary.get(kind, 0.0))
    return scores


def _measure_agreement(kind: Kind, members: Mask, evidence: SignalEvidence) -> float:
    """Return the part of those in a cause who say of what kind it is that say nothing but this one.

    A SILENT_SHARE of the tickets counts as agreeing: one voice among many silent ones decides nothing.
    """
    own = {kind} | kind.row.sounds_like
    agreeing = np.zeros(len(members), dtype=bool)
    opposed = np.zeros(len(members), dtype=bool)
    for rule in evidence.rules:
        if rule.id in evidence.masks:
            side = agreeing if rule.kind in own else opposed
            side |= evidence.masks[rule.id]
    against = float((opposed & members).sum())
    unsaid = SILENT_SHARE * float(members.sum())
    return 1.0 - against / max(1.0, against + float((agreeing & members & ~opposed).sum()) + unsaid)


def _score_words(rule: SignalRule, members: Mask, evidence: SignalEvidence) -> tuple[float, Signal] | None:
    mask = evidence.masks[rule.id]
    hits, size = int((mask & members).sum()), int(members.sum())
    inside = hits / max(1, size)
    outside = (int(mask.sum()) - hits) / max(1, len(members) - size)
    if inside < MIN_SHARE or hits < 2:
        return None
    contrast = max(0.0, 1.0 - outside / inside)
    common = Counter(evidence.words[rule.id][mask & members]).most_common(20)
    frequent = [word for word, _ in sorted(common, key=lambda item: (-item[1], item[0]))][:3]
    phrases = tuple(_restore_accents(rule, word, members, evidence) for word in frequent)
    signal = Signal(
        rule.id, rule.kind, rule.weight, inside, outside, None, hits, phrases, against=rule.against
    )
    return rule.weight * inside * (1.0 + contrast) / 2.0, signal


def _restore_accents(rule: SignalRule, word: str, members: Mask, evidence: SignalEvidence) -> str:
    """Return a folded phrase with its accents, as the first ticket that holds it has them."""
    rows = np.flatnonzero(evidence.masks[rule.id] & members)
    row = int(rows[np.argmax(evidence.words[rule.id][rows] == word)])
    return find_as_written(str(evidence.originals[rule.where].iloc[row]), word).lower()


def _score_measure(
    rule: SignalRule, tickets: Tickets, members: Mask, onset: Onset | None
) -> tuple[float, Signal] | None:
    measure = MEASURES.get(rule.where)
    found = measure(tickets, members, onset) if measure else None
    if found is None:
        return None
    strength, value = found
    count = int(members.sum())
    signal = Signal(rule.id, rule.kind, rule.weight, None, None, value, count, against=rule.against)
    return rule.weight * strength, signal
