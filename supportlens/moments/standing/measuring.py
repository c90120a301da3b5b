"""Measures the indicator of a standing moment: tickets a week, today and in a period."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field, TargetOf, TargetReading
from supportlens.statistics import poisson_interval

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import Cause, Tickets, TrainingAction

    Mask = npt.NDArray[np.bool_]

DAYS = 7.0


def measure_weekly(
    tickets: Tickets, inside: Mask, cause: Cause | None, action: TrainingAction | None
) -> float | None:
    """Return today's tickets a week, None without dates.

    Of a cause that rose it is the level since its onset, as in the plan; else the mean of the whole log.
    """
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None:
        return None
    if action is not None and action.weekly_now > 0:
        return action.weekly_now
    if cause is not None and cause.onset is not None and cause.onset.end is None:
        return cause.onset.after_per_week
    return _count(tickets, inside, first, last) * DAYS / ((last - first).days + 1)


def measure_period(
    tickets: Tickets,
    inside: Mask,
    first: date,
    last: date,
    target: float,
    target_of: TargetOf = TargetOf.TICKETS_A_WEEK,
) -> TargetReading | None:
    """Return the reading of the tickets `inside` from day to day, None if the log has no ticket then."""
    everything = inside | True
    if last < first or not _count(tickets, everything, first, last):
        return None
    count = _count(tickets, inside, first, last)
    weeks = ((last - first).days + 1) / DAYS
    low, high = poisson_interval(count)
    return TargetReading(first, last, count, count / weeks, low / weeks, high / weeks, target, target_of)


def _count(tickets: Tickets, inside: Mask, first: date, last: date) -> int:
    if not tickets.has(Field.CREATED_AT):
        return 0
    opened = tickets.frame[Field.CREATED_AT.value]
    since, until = pd.Timestamp(first), pd.Timestamp(last) + timedelta(days=1)
    return int((inside & ((opened >= since) & (opened < until)).to_numpy()).sum())
