"""What an export leaves out: closed tickets of older times, whole weeks, numbers that go on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import DeskChange, DeskChangeKind, Field, fold

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.desk.desk_log import DeskLog
    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

THIN = 0.35
"""Traffic of a time, as a share of what follows, up to which it holds only what was left over.

Judgement: what is still open of an older time is a tenth; larger takes a desk that grew for an export.
"""
LEAST_DAYS = 14
"""Days on either side. Judgement: two weeks have every weekday twice."""
LEAST_OPEN = 10
"""Tickets of the thin time. Judgement: fewer say nothing of it."""
MOST_CLOSED = 0.03
"""Share of the tickets of the thin time that may be closed. Judgement: of a whole log nearly all are."""
STRAY_CLOSED = 2
"""Older tickets that are closed all the same, closed while the log was written. Judgement: a pair."""
LEAST_CLOSED = 0.3
"""Share of all tickets that are closed. Judgement: less is a desk that closes nothing."""
GAP_DAYS, GAP_TICKETS = 20, 15.0
"""Days without a single ticket, and tickets that would have come in them, that make a missing period.

Judgement: desks close for two weeks at the end of the year, and for one at Easter; twenty days are longer.
"""
MOST_GAPS = 2
"""Such gaps in a log. Judgement: with more the desk works in seasons."""
AROUND = 56
"""Days before and after a gap that tell how many would have come. Judgement: eight weeks."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenOnly:
    """The time before a day, or all of it, of which the log holds only the tickets that are still open."""

    day: int | None
    members: Mask

    def describe(self, log: DeskLog) -> DeskChange:
        """Return the change of the desk."""
        return DeskChange(
            DeskChangeKind.OPEN_ONLY,
            Field.STATUS.value,
            None if self.day is None else log.to_date(self.day),
            ticket_ids=log.list_ids(self.members),
        )


def find_open_only(log: DeskLog, trusted: Mask, open_states: frozenset[str]) -> OpenOnly | None:
    """Find the day before which a log holds only open tickets, None without one."""
    if (everything := _find_nothing_closed(log, trusted, open_states)) is not None:
        return everything
    for closed in _list_closed(log):
        counted = closed & trusted & (log.day >= 0)
        if counted.sum() < LEAST_CLOSED * (trusted & (log.day >= 0)).sum():
            continue
        days = np.sort(log.day[counted])
        if len(days) <= STRAY_CLOSED:
            continue
        for few in (0, STRAY_CLOSED, int(MOST_CLOSED / 2 * len(days))):
            before = trusted & (log.day >= 0) & (log.day < days[few])
            if (
                is_thin(log, trusted, int(days[few]))
                and before.sum() >= LEAST_OPEN
                and closed[before].mean() <= MOST_CLOSED
            ):
                return OpenOnly(int(days[few]), before)
    return None


def _find_nothing_closed(log: DeskLog, trusted: Mask, open_states: frozenset[str]) -> OpenOnly | None:
    """Find that a log holds open tickets alone, of which ever fewer are left the older they are.

    A desk that closes nothing has as many of older times.
    """
    frame = log.tickets.frame
    if Field.STATUS.value not in frame.columns:
        return None
    counted = trusted & (log.day >= 0)
    is_open = np.array(
        [fold(str(state)).strip() in open_states for state in frame[Field.STATUS.value]], dtype=bool
    )
    if counted.sum() < LEAST_OPEN or is_open[counted].mean() < 1 - MOST_CLOSED:
        return None
    days = log.day[counted]
    middle = int(days.min() + days.max()) // 2
    return OpenOnly(None, counted) if is_thin(log, trusted, middle) else None


def is_thin(log: DeskLog, trusted: Mask, day: int) -> bool:
    """Return whether the time before a day has much less traffic than the time after it."""
    daily = log.count_daily(trusted)
    before, after = daily[:day], daily[day:]
    if len(before) < LEAST_DAYS or len(after) < LEAST_DAYS:
        return False
    return bool(before.mean() <= THIN * after.mean())


def _list_closed(log: DeskLog) -> list[Mask]:
    """Return which tickets are closed, in each way that the log may tell it."""
    frame = log.tickets.frame
    found: list[Mask] = []
    if Field.RESOLVED_AT.value in frame.columns:
        found.append(frame[Field.RESOLVED_AT.value].notna().to_numpy())
    if Field.STATUS.value in frame.columns:
        status = frame[Field.STATUS.value]
        (common,) = status[status.ne("")].mode().iloc[:1].tolist() or [""]
        found.append((status == common).to_numpy())
    return found


def find_missing_periods(log: DeskLog, trusted: Mask) -> list[DeskChange]:
    """Find the weeks without a single ticket in an otherwise steady log."""
    daily = log.count_daily(trusted)
    days = np.flatnonzero(daily > 0)
    gaps = [(int(low) + 1, int(high) - 1) for low, high in pairwise(days) if high - low - 1 >= GAP_DAYS]
    found = [
        DeskChange(
            DeskChangeKind.MISSING_PERIOD, Field.CREATED_AT.value, log.to_date(low), last=log.to_date(high)
        )
        for low, high in gaps
        if _count_missed(daily, low, high) >= GAP_TICKETS
    ]
    return found if len(found) <= MOST_GAPS else []


def _count_missed(daily: Counts, low: int, high: int) -> float:
    """Return how many tickets would have come in a gap, by the smaller rate of either side."""
    sides = (daily[max(0, low - AROUND) : low], daily[high + 1 : high + 1 + AROUND])
    return min(float(side.mean()) if len(side) >= LEAST_DAYS else 0.0 for side in sides) * (high - low + 1)


def find_restarts(tickets: Tickets) -> list[DeskChange]:
    """Return that the numbers of a log begin again, so that one number is several tickets."""
    repeated = sum(file.repeated_ids.get("running_number", 0) for file in tickets.files)
    if not repeated:
        return []
    return [DeskChange(DeskChangeKind.NUMBERS_RESTART, Field.TICKET_ID.value, count=repeated)]
