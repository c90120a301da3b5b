"""Classifies a cause by adding up signals for and against each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.kinds.measures import MEASURES
from supportlens.causes.kinds.trade_words import mark_telling
from supportlens.domain import Kind, Signal, find_as_written, pick_kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.kinds.evidence import SignalEvidence
    from supportlens.domain import Onset, SignalRule, Tickets

    Mask = npt.NDArray[np.bool_]

MIN_SHARE = 0.04
"""Minimum share of a cause's tickets with a signal.

Judgement: one in twenty-five; smaller counts single odd words, larger misses signals that few people express.
"""
MIN_AGAINST = 3
"""Tickets with a signal from which it is listed against a kind.

Judgement: two may be chance; affects only the display, no score.
"""
SELF_EVIDENT = frozenset({"burst", "one_site"})
"""Measures that count as evidence without words unless the words support another kind."""
MAX_ALONE = 1.0
"""Maximum score of measures if no words support the kind.

Judgement: the same as one strong signal in all tickets; larger makes every burst an outage whatever the
tickets say.
"""
SILENT_SHARE = 0.1
"""Share of a cause's tickets assumed to agree with a measure if no words do.

Judgement: keeps one voice among many silent ones from deciding; larger counts silence as agreement, smaller
lets a single ticket overrule a burst.
"""
MAX_CONTRADICTED = 0.5
"""Maximum share of a kind's score that signals against it can remove.

Judgement: half, so that contradicting signals never outvote explicit statements.
"""
NO_PRIOR: Mapping[Kind, float] = MappingProxyType({})


def classify(
    tickets: Tickets,
    members: Mask,
    onset: Onset | None,
    evidence: SignalEvidence,
    prior: Mapping[Kind, float] = NO_PRIOR,
    *,
    beside: Mask | None = None,
) -> tuple[Kind, dict[Kind, float], tuple[Signal, ...], tuple[Signal, ...]]:
    """Return the kind, the score per kind, and the signals for and against, strongest first.

    A word signal adds weight x share inside x (1 + c) / 2, c = 1 - share outside / share inside (0 if
    negative): words that are common everywhere count half. A measure adds weight x strength (0 to 1). A
    signal subtracts the same from the kinds that it contradicts. What the tickets `beside` the cause, by
    default all others, say as often is of the trade and counts for nothing. `prior` holds other evidence,
    such as answers, and is added to the scores unchanged. Too low a score, or two similar ones, is
    `Kind.UNCLEAR`.
    """
    telling = mark_telling(evidence, members, ~members if beside is None else beside & ~members)
    found = [
        _score_words(rule, telling[rule.id], members, evidence)
        if rule.id in evidence.masks
        else _score_measure(rule, tickets, members, onset)
        for rule in evidence.rules
    ]
    contributions = [item for item in found if item is not None and item[0] > 0]
    scores = add_prior(_sum_scores(contributions, members, evidence.rules, telling), prior)
    kind = pick_kind(scores)
    ranked = [signal for _, signal in sorted(contributions, key=lambda item: (-item[0], item[1].id))]
    believed = kind if kind is not Kind.UNCLEAR else next(iter(scores), Kind.UNCLEAR)
    support = tuple(signal for signal in ranked if signal.kind is believed)
    against = tuple(signal for signal in ranked if _is_contradiction(signal, believed, scores))[:4]
    return kind, scores, support, against


def add_prior(scores: Mapping[Kind, float], prior: Mapping[Kind, float]) -> dict[Kind, float]:
    """Add prior evidence to each kind's score, and sort the kinds, highest first.

    Kinds with a score of 0 or less are left out.
    """
    added = {kind: scores.get(kind, 0.0) + prior.get(kind, 0.0) for kind in {*scores, *prior}}
    kept = [kind for kind, score in added.items() if score > 0]
    return {kind: round(added[kind], 4) for kind in sorted(kept, key=lambda kind: (-added[kind], kind.value))}


def _is_contradiction(signal: Signal, believed: Kind, scores: Mapping[Kind, float]) -> bool:
    """Return whether a signal contradicts this kind or supports another, and is commoner inside.

    A signal that is equally common everywhere contradicts nothing.
    """
    if believed in signal.against:
        return True
    if signal.kind is believed or (signal.kind not in scores and signal.id not in SELF_EVIDENT):
        return False
    if signal.share_inside is None:
        return True
    return signal.tickets >= MIN_AGAINST and signal.share_inside > (signal.share_outside or 0.0)


def _sum_scores(
    contributions: list[tuple[float, Signal]],
    members: Mask,
    rules: tuple[SignalRule, ...],
    telling: Mapping[str, Mask],
) -> dict[Kind, float]:
    """Add up the scores per kind; measures only confirm: they count at most as much as words.

    A burst and a single site count on their own, because outages and wrong settings look like that even
    without words. But a month's invoices on one morning are no outage, nor are a week's questions about the
    old menu: these measures count only as far as the words agree.
    """
    worded: dict[Kind, float] = {}
    measured: dict[Kind, float] = {}
    contrary: dict[Kind, float] = {}
    alone = {signal.kind for _, signal in contributions if signal.id in SELF_EVIDENT}
    for score, signal in contributions:
        part = worded if signal.share_inside is not None else measured
        part[signal.kind] = part.get(signal.kind, 0.0) + score
        for kind in signal.against:
            contrary[kind] = contrary.get(kind, 0.0) + score
    scores: dict[Kind, float] = {}
    for kind in {*worded, *alone}:
        by_words = worded.get(kind, 0.0)
        most = by_words + (
            MAX_ALONE * _measure_agreement(kind, members, rules, telling) if kind in alone else 0.0
        )
        confirmed = by_words + min(most, measured.get(kind, 0.0))
        scores[kind] = confirmed - min(MAX_CONTRADICTED * by_words, contrary.get(kind, 0.0))
    return scores


def _measure_agreement(
    kind: Kind, members: Mask, rules: tuple[SignalRule, ...], telling: Mapping[str, Mask]
) -> float:
    """Return the share of the tickets with words for any kind that support only this one.

    A SILENT_SHARE of all tickets counts as agreeing, so that one voice among many silent ones does not
    decide.
    """
    own = {kind} | kind.row.sounds_like
    agreeing = np.zeros(len(members), dtype=bool)
    opposed = np.zeros(len(members), dtype=bool)
    for rule in rules:
        if rule.id in telling:
            side = agreeing if rule.kind in own else opposed
            side |= telling[rule.id]
    against = float((opposed & members).sum())
    unsaid = SILENT_SHARE * float(members.sum())
    return 1.0 - against / max(1.0, against + float((agreeing & members & ~opposed).sum()) + unsaid)


def _score_words(
    rule: SignalRule, mask: Mask, members: Mask, evidence: SignalEvidence
) -> tuple[float, Signal] | None:
    hits, size = int((mask & members).sum()), int(members.sum())
    inside = hits / max(1, size)
    outside = (int(mask.sum()) - hits) / max(1, len(members) - size)
    if inside < MIN_SHARE or hits < 2:
        return None
    contrast = max(0.0, 1.0 - outside / inside)
    common = Counter(evidence.words[rule.id].among(mask & members).words.tolist()).most_common(20)
    frequent = [word for word, _ in sorted(common, key=lambda item: (-item[1], item[0]))][:3]
    phrases = tuple(_restore_accents(rule, word, members, evidence) for word in frequent)
    signal = Signal(
        rule.id, rule.kind, rule.weight, inside, outside, None, hits, phrases, against=rule.against
    )
    return rule.weight * inside * (1.0 + contrast) / 2.0, signal


def _restore_accents(rule: SignalRule, word: str, members: Mask, evidence: SignalEvidence) -> str:
    """Return a folded phrase with the accents of the first ticket that contains it."""
    matched = evidence.words[rule.id].among(members)
    row = int(matched.rows[np.argmax(matched.words == word)])
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
