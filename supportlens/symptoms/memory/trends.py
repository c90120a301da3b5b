"""Compares each symptom with the saved period: new, gone, growing, falling."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Continuation, Derived, Field, Name, SymptomTrend, Trend, trace_ancestors
from supportlens.statistics import binomial_p, control_false_discoveries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy.typing as npt

    from supportlens.domain import EarlierStudy, Grouping, KnownSymptom, Leaves, Tickets, Vectors

    Mask = npt.NDArray[np.bool_]

LEVEL = 0.05
"""Maximum false discovery rate among symptoms reported as gone, growing or falling.

Judgement: the usual level; larger reports more changes and more of them by chance.
"""
FEWEST = 5
"""Minimum tickets of a symptom, in both periods together, to test it.

Judgement: smaller adds tests that hardly ever reject and make all others stricter.
"""


def find_trends(
    tickets: Tickets, grouping: Grouping, vectors: Vectors, leaves: Leaves, known: EarlierStudy
) -> Continuation:
    """Compare the number of tickets (n in total) of each symptom with the saved period.

    If both periods have dates, tickets after the last saved day are counted per day, else all per ticket with
    text. Given the sum of both counts, the new count is binomial with the new period's share of the span
    (exact conditional test of two Poisson rates: Przyborowski and Wilenski 1940), two-sided;
    Benjamini-Hochberg over all symptoms with at least FEWEST tickets.
    """
    fresh, span_before, span_now, by_days = _measure_spans(tickets, known)
    blocks = _find_blocks(grouping, vectors, leaves, known)
    present = Counter(block for block in blocks if block)
    now = Counter(block for block, is_fresh in zip(blocks, fresh.tolist(), strict=True) if block and is_fresh)
    names = {one.id: one.name for one in grouping.symptoms}
    qs = _test_rates(known.symptoms, now, span_before, span_now)
    old = [
        _judge_trend(one, names.get(one.id, one.name), now[one.id], span_before, span_now, qs.get(one.id))
        for one in known.symptoms
    ]
    ids = {one.id for one in known.symptoms}
    new = [
        SymptomTrend(block, _find_name(block, names), Trend.NEW, 0, now[block])
        for block in present
        if block not in ids
    ]
    return Continuation((*old, *new), known.first, known.last, span_before, span_now, by_days)


def _find_name(block: str, names: dict[str, Name]) -> Name:
    """Return the name of a block: of its symptom, else of its first part or of the union that it leads.

    A block inside another block's union has only its id.
    """
    derived = (
        name
        for symptom_id, name in names.items()
        if symptom_id.startswith((f"{block}.", f"{block}+")) or symptom_id == block
    )
    return next(derived, Name(dict.fromkeys(next(iter(names.values()), ()), block)))


def _measure_spans(tickets: Tickets, known: EarlierStudy) -> tuple[Mask, int, int, bool]:
    """Return a mask of the new tickets, and the spans of both periods."""
    first, last = tickets.first_date, tickets.last_date
    if known.first is None or known.last is None or first is None or last is None:
        informative = tickets.frame[Derived.INFORMATIVE].to_numpy(dtype=bool)
        return informative, known.tickets, int(informative.sum()), False
    start = max(first, known.last + timedelta(days=1))
    days = tickets.frame[Field.CREATED_AT.value]
    fresh = days.ge(np.datetime64(start)).to_numpy(dtype=bool)
    return fresh, _count_days(known.first, known.last), max(0, _count_days(start, last)), True


def _count_days(first: date, last: date) -> int:
    return (last - first).days + 1


def _find_blocks(grouping: Grouping, vectors: Vectors, leaves: Leaves, known: EarlierStudy) -> list[str]:
    """Return the block of each of n tickets, "" without a symptom.

    It is the ticket's symptom if that is a block, else the block of its leaf.
    """
    whole = {*leaves.blocks, *(one.id for one in known.symptoms)}
    names = [one.id for one in grouping.symptoms]
    roots = [
        next((ancestor for ancestor in trace_ancestors(name) if ancestor in whole), name) for name in names
    ]
    found = []
    for label, code in zip(grouping.labels.tolist(), vectors.codes.tolist(), strict=True):
        leaf = int(leaves.labels[code]) if code >= 0 else -1
        if label < 0:
            found.append("")
        elif names[label] in whole or leaf < 0:
            found.append(roots[label])
        else:
            found.append(leaves.blocks[leaf])
    return found


def _test_rates(
    symptoms: Sequence[KnownSymptom], now: Counter[str], span_before: int, span_now: int
) -> dict[str, float]:
    if span_before <= 0 or span_now <= 0:
        return {}
    share = span_now / (span_before + span_now)
    pairs = {one.id: (now[one.id], one.tickets) for one in symptoms}
    ps = {
        symptom_id: binomial_p(after, after + before, share)
        for symptom_id, (after, before) in pairs.items()
        if after + before >= FEWEST
    }
    adjusted = control_false_discoveries(list(ps.values())).tolist() if ps else []
    return dict(zip(ps, adjusted, strict=True))


def _judge_trend(
    symptom: KnownSymptom, name: Name, now: int, span_before: int, span_now: int, q: float | None
) -> SymptomTrend:
    trend = Trend.STEADY
    if q is not None and q < LEVEL:
        grows = now * span_before > symptom.tickets * span_now
        trend = Trend.GROWING if grows else Trend.FALLING if now else Trend.GONE
    return SymptomTrend(symptom.id, name, trend, symptom.tickets, now, q)
