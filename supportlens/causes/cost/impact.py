"""The cost of a cause, and the part of it that came after the cause could have been detected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SATISFIED_FROM, Impact, Satisfaction, Share

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from supportlens.causes.cost.ticket_costs import TicketCosts

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.float64]


def compute_impact(costs: TicketCosts, members: Mask, later: Mask, detectable_from: date | None) -> Impact:
    """Return the cost of the tickets of a mask; `later` marks those after the day of detection."""
    hours = _sum(costs.hours, members)
    total = _sum(costs.hours, np.ones(len(members), dtype=bool))
    late_hours = _sum(costs.hours, members & later)
    late = int((members & later).sum())
    timed = late_hours is not None and bool(total)
    return Impact(
        satisfaction=_compare_satisfaction(costs.satisfaction, members),
        hours=hours,
        hours_share=hours / total if hours is not None and total else None,
        reopened=_count_share(costs.reopened, members),
        reopened_outside=_count_share(costs.reopened, ~members),
        first_contact=_count_share(costs.first_contact, members),
        first_contact_outside=_count_share(costs.first_contact, ~members),
        detectable_from=detectable_from,
        tickets_since_detectable=late,
        hours_since_detectable=late_hours,
        effort_share=(late_hours or 0.0) / (total or 1.0) if timed else late / max(1, len(members)),
    )


def _sum(values: Numbers | None, inside: Mask) -> float | None:
    return None if values is None else float(np.nansum(values[inside]))


def _count_share(values: Numbers | None, inside: Mask) -> Share | None:
    """Count the positive values among the known ones; None if no value is known."""
    if values is None:
        return None
    known = values[inside & ~np.isnan(values)]
    return Share(int((known > 0).sum()), len(known)) if len(known) else None


def _compare_satisfaction(marks: Numbers | None, members: Mask) -> Satisfaction | None:
    """Compare the mean marks inside, overall and outside; None if either side has no marks."""
    if marks is None:
        return None
    answered = ~np.isnan(marks)
    inside, without = marks[answered & members], marks[answered & ~members]
    if not len(inside) or not len(without):
        return None
    return Satisfaction(
        mean=float(inside.mean()),
        overall=float(marks[answered].mean()),
        without=float(without.mean()),
        satisfied=_count_satisfied(inside),
        overall_satisfied=_count_satisfied(marks[answered]),
        without_satisfied=_count_satisfied(without),
    )


def _count_satisfied(marks: Numbers) -> Share:
    return Share(int((marks >= SATISFIED_FROM).sum()), len(marks))
