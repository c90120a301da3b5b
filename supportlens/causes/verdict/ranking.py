"""Ranks causes by priority, with every part of the sum visible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.cost.impact import compute_impact
from supportlens.causes.cost.ticket_costs import read_ticket_costs
from supportlens.domain import RECENT_DAYS, Factor, Priority, PriorityPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.cost.ticket_costs import TicketCosts
    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Cause, Impact, PriorityRules, Tickets

    Mask = npt.NDArray[np.bool_]

PLACE_WEIGHT, CHANGE_WEIGHT = 0.25, 0.25
"""Actionability that a known place and a known change each add.

Judgement: half of the possible actions need neither; larger puts causes without a place or change last.
"""


LONG_DAYS, WEIGHT_OF_PAST = 56, 0.5
"""Days from which a cause that is over was a level of its own, and the part of its excess that counts.

Judgement: eight weeks are longer than any outage. What is over for good needs no action, and comes first only
where it brought twice as many tickets as what goes on; 1 puts the matters of an old version before those of
the one that came last month.
"""


@dataclass(frozen=True, slots=True)
class PriorityFigures:
    """The figures behind the priority of one cause; None if the log lacks the data."""

    excess: float
    people: int | None
    severe: float
    recurrence: float | None


def rank_causes(
    causes: Sequence[Cause],
    candidates: Sequence[CauseCandidate],
    tickets: Tickets,
    timeline: LogTimeline,
    angry: Mask,
    rules: PriorityRules,
) -> tuple[tuple[Cause, ...], list[CauseCandidate]]:
    """Compute the impact and the priority of each cause, and sort both sequences by priority.

    Rising causes come first, by score; then standing ones, in the given order of tickets. The ids C1, C2 ...
    follow this order.
    """
    owner = np.full(len(tickets), -1, dtype=np.int64)
    for position, group in enumerate(candidates):
        owner[group.members] = position
    costs = read_ticket_costs(tickets, owner, angry)
    figures = [
        _collect_figures(cause, group, costs, timeline)
        for cause, group in zip(causes, candidates, strict=True)
    ]
    weighed = [
        replace(
            cause,
            priority=compute_priority(cause, own, figures, rules),
            impact=_compute_impact(group, costs, timeline),
        )
        for cause, group, own in zip(causes, candidates, figures, strict=True)
    ]
    order = sorted(range(len(weighed)), key=lambda position: (*_order_key(weighed[position]), position))
    ranked = tuple(replace(weighed[at], id=f"C{number}") for number, at in enumerate(order, 1))
    return ranked, [candidates[at] for at in order]


def _order_key(cause: Cause) -> tuple[bool, float]:
    if cause.onset is None:
        return True, 0.0
    return False, -round(cause.priority.score, 9) if cause.priority else 0.0


def sort_causes(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Sort causes by priority after priorities have changed; ids stay."""
    return tuple(sorted(causes, key=_order_key))


def compute_priority(
    cause: Cause, own: PriorityFigures, figures: Sequence[PriorityFigures], rules: PriorityRules
) -> Priority | None:
    """Compute the priority of a cause relative to the greatest excess and reach; None without rules."""
    if not rules.weights:
        return None
    most = max((other.excess for other in figures), default=0.0)
    excess = own.excess * (WEIGHT_OF_PAST if _is_past(cause) else 1.0)
    widest = max((other.people or 0 for other in figures), default=0)
    actionability = measure_actionability(cause)
    found = {
        Factor.EXCESS: (excess / most if most else 0.0, own.excess),
        Factor.PEOPLE: None if own.people is None else (own.people / max(1, widest), float(own.people)),
        Factor.GRAVITY: (own.severe, own.severe),
        Factor.RECURRENCE: None if own.recurrence is None else (own.recurrence, own.recurrence),
        Factor.ACTIONABLE: (actionability, actionability),
    }
    return Priority(
        tuple(
            PriorityPart(factor, known[0], rules.weights[factor], known[1])
            for factor, known in found.items()
            if known is not None
        )
    )


def _is_past(cause: Cause) -> bool:
    """Return whether a cause went on for months and is over: a level of the past, not a day of trouble."""
    onset = cause.onset
    return onset is not None and onset.end is not None and (onset.end - onset.day).days >= LONG_DAYS


def measure_actionability(cause: Cause) -> float:
    """Return how actionable a cause is (0 to 1), by its kind and whether place and change are known.

    A change that fits no better than chance is not known.
    """
    dated = cause.change is not None and not cause.change.may_be_chance
    known = PLACE_WEIGHT * (cause.place is not None) + CHANGE_WEIGHT * dated
    return cause.kind.row.actionable * (1.0 - PLACE_WEIGHT - CHANGE_WEIGHT + known)


def _collect_figures(
    cause: Cause, group: CauseCandidate, costs: TicketCosts, timeline: LogTimeline
) -> PriorityFigures:
    severe = float(costs.severe[group.members].mean()) if group.members.any() else 0.0
    return PriorityFigures(cause.excess, cause.customers, severe, _measure_recurrence(group, timeline))


def _measure_recurrence(group: CauseCandidate, timeline: LogTimeline) -> float | None:
    """Return the share (at most 1) of a cause's daily level left at the end; None without dates."""
    if timeline.first is None:
        return None
    counts = timeline.count_daily(group.members)
    start = group.rise.day if group.rise else 0
    end = timeline.days if group.rise is None or group.rise.end is None else group.rise.end + 1
    level = counts[start:end].sum() / max(1, end - start)
    return float(min(1.0, counts[-RECENT_DAYS:].mean() / level)) if level else 0.0


def _compute_impact(group: CauseCandidate, costs: TicketCosts, timeline: LogTimeline) -> Impact:
    known = None
    later = np.zeros(len(group.members), dtype=bool)
    if group.detectable_from is not None and timeline.first is not None:
        known = timeline.first + timedelta(days=group.detectable_from)
        later = timeline.day > group.detectable_from
    return compute_impact(costs, group.members, later, known)
