"""Ranks causes by what matters, every part of the sum visible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.cost.impact import impact_of
from supportlens.causes.cost.ticket_costs import ledger_of
from supportlens.domain import Factor, Priority, PriorityPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.cost.ticket_costs import Ledger
    from supportlens.causes.rising.candidates import Gathered
    from supportlens.causes.time.timeline import Timeline
    from supportlens.domain import Cause, Impact, PriorityRules, Tickets

    Mask = npt.NDArray[np.bool_]

LATELY = 28
"""Days at the end of the log that show whether a cause goes on."""
KNOWN_PLACE, KNOWN_CHANGE = 0.25, 0.25
"""What a known place and a known change each add to how far a kind can be acted on."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the factors of one cause are made of; None where the log does not tell."""

    excess: float
    people: int | None
    grave: float
    lasting: float | None


def weigh(
    causes: Sequence[Cause],
    gathered: Sequence[Gathered],
    tickets: Tickets,
    timeline: Timeline,
    angry: Mask,
    rules: PriorityRules,
) -> tuple[tuple[Cause, ...], list[Gathered]]:
    """Return each cause its impact and its priority, and put both sequences in the order of what matters.

    What rose comes first, by its score; then what has always been there, by its tickets as it was
    given. The ids C1, C2 ... follow the order.
    """
    owner = np.full(len(tickets), -1, dtype=np.int64)
    for position, group in enumerate(gathered):
        owner[group.members] = position
    ledger = ledger_of(tickets, owner, angry)
    figures = [
        _figures(cause, group, ledger, timeline) for cause, group in zip(causes, gathered, strict=True)
    ]
    weighed = [
        replace(
            cause, priority=priority_of(cause, own, figures, rules), impact=_impact(group, ledger, timeline)
        )
        for cause, group, own in zip(causes, gathered, figures, strict=True)
    ]
    order = sorted(range(len(weighed)), key=lambda position: (*_rank(weighed[position]), position))
    ranked = tuple(replace(weighed[at], id=f"C{number}") for number, at in enumerate(order, 1))
    return ranked, [gathered[at] for at in order]


def _rank(cause: Cause) -> tuple[bool, float]:
    if cause.onset is None:
        return True, 0.0
    return False, -round(cause.priority.score, 9) if cause.priority else 0.0


def reordered(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Return causes in the order of what matters once their priorities have moved; ids stay."""
    return tuple(sorted(causes, key=_rank))


def priority_of(
    cause: Cause, own: Figures, figures: Sequence[Figures], rules: PriorityRules
) -> Priority | None:
    """Weigh one cause against the greatest excess and reach of all; None without rules."""
    if not rules.weights:
        return None
    most = max((other.excess for other in figures), default=0.0)
    widest = max((other.people or 0 for other in figures), default=0)
    able = actionable(cause)
    found = {
        Factor.EXCESS: (own.excess / most if most else 0.0, own.excess),
        Factor.PEOPLE: None if own.people is None else (own.people / max(1, widest), float(own.people)),
        Factor.GRAVITY: (own.grave, own.grave),
        Factor.RECURRENCE: None if own.lasting is None else (own.lasting, own.lasting),
        Factor.ACTIONABLE: (able, able),
    }
    return Priority(
        tuple(
            PriorityPart(factor, known[0], rules.weights[factor], known[1])
            for factor, known in found.items()
            if known is not None
        )
    )


def actionable(cause: Cause) -> float:
    """Say (0 to 1) how far a cause can be acted on, by its kind and whether place and change are known.

    A change that fits no better than chance would is not known.
    """
    dated = cause.change is not None and not cause.change.may_be_chance
    known = KNOWN_PLACE * (cause.place is not None) + KNOWN_CHANGE * dated
    return cause.kind.row.actionable * (1.0 - KNOWN_PLACE - KNOWN_CHANGE + known)


def _figures(cause: Cause, group: Gathered, ledger: Ledger, timeline: Timeline) -> Figures:
    grave = float(ledger.grave[group.members].mean()) if group.members.any() else 0.0
    return Figures(cause.excess, cause.customers, grave, _lasting(group, timeline))


def _lasting(group: Gathered, timeline: Timeline) -> float | None:
    """Return the share (at most 1) of a cause's daily level that is left at the end; None without dates."""
    if timeline.first is None:
        return None
    counts = timeline.counts(group.members)
    start = group.rise.day if group.rise else 0
    end = timeline.days if group.rise is None or group.rise.end is None else group.rise.end + 1
    level = counts[start:end].sum() / max(1, end - start)
    return float(min(1.0, counts[-LATELY:].mean() / level)) if level else 0.0


def _impact(group: Gathered, ledger: Ledger, timeline: Timeline) -> Impact:
    known = None
    later = np.zeros(len(group.members), dtype=bool)
    if group.known is not None and timeline.first is not None:
        known = timeline.first + timedelta(days=group.known)
        later = timeline.day > group.known
    return impact_of(ledger, group.members, later, known)
