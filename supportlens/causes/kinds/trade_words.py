"""Finds the words of the trade: signals that the whole log uses, such as "guía" for a waybill."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from supportlens.statistics import HalfTicket, risk_ratio

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.kinds.evidence import MatchedWords, SignalEvidence

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

MAX_TRADE_LIFT = 1.5
"""Upper end of the 95 % interval of a lift up to which words are no commoner in a cause than elsewhere.

Judgement: half as much again, as for the measures (`measures.MORE_THAN_ELSEWHERE`); larger takes signals
for words of the trade that are somewhat commoner in the cause, smaller counts words that everybody uses.
"""


def mark_telling(evidence: SignalEvidence, members: Mask, beside: Mask) -> dict[str, Mask]:
    """Return the tickets (n) in which each word signal tells something about a cause.

    A wording that the tickets `beside` the cause use as often is of the trade, and so is a signal whose other
    wordings together are no commoner inside. Both must be certain: with few tickets nothing is left out.
    """
    return {
        signal: _leave_out_trade(mask, evidence.words[signal], members, beside)
        for signal, mask in evidence.masks.items()
    }


def _leave_out_trade(mask: Mask, matched: MatchedWords, members: Mask, beside: Mask) -> Mask:
    inside, outside = mask & members, mask & beside
    hits, size, rest = int(inside.sum()), int(members.sum()), int(beside.sum())
    if not hits or not outside.any() or not rest:
        return mask
    here, there = (Counter(matched.among(some).words.tolist()) for some in (members, beside))
    found_here, found_there = (np.array([uses[word] for word in there], float) for uses in (here, there))
    trade: set[str] = set(compress(there, _are_even(found_here, size, found_there, rest).tolist()))
    told, elsewhere = (sum(uses[word] for word in uses if word not in trade) for uses in (here, there))
    if told and _are_even(np.array(told, float), size, np.array(elsewhere, float), rest):
        return np.zeros(len(mask), dtype=bool)
    if not trade:
        return mask
    telling = mask.copy()
    telling[[row for row, word in zip(matched.rows, matched.words, strict=True) if word in trade]] = False
    return telling


def _are_even(inside: Counts, size: int, outside: Counts, rest: int) -> Mask:
    """Return which words are certainly not much commoner inside: Katz (1978), half a ticket added."""
    even = inside * rest <= MAX_TRADE_LIFT * outside * size
    if not np.any(even):  # most often, and the interval takes longer
        return even
    _, _, high = risk_ratio(inside, size, outside, rest, HalfTicket.ALWAYS)
    return np.asarray(even & (np.asarray(high) <= MAX_TRADE_LIFT))
