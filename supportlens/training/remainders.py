"""What is left of a cause when an action has reached some of its groups: tickets, people, rates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.domain import Field, TakenKind, Untaught
from supportlens.training.audience import MAX_GROUPS, make_groups
from supportlens.training.promises import DAYS_A_WEEK, is_over

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from supportlens.domain import AudienceGroup, Cause, MeasuredAction, Tickets


@dataclass(frozen=True, slots=True)
class Remainder:
    """The part of a cause that no action has reached yet."""

    done: tuple[MeasuredAction, ...]
    """The actions that need not be repeated for their groups."""
    rows: pd.DataFrame
    """The tickets of everybody else."""
    cause: Cause
    """The cause with the rates and hours of these tickets."""
    weekly: float | None
    """Their tickets a week, None without dates."""
    elsewhere: float
    """Tickets a week of the groups that were reached, since they were."""

    @property
    def reason_against(self) -> Untaught:
        """Why nothing is planned if the rest is not worth it."""
        worked = any(one.worked for one in self.done)
        return Untaught.DONE_AND_FELL if worked else Untaught.DONE_AND_WAITING

    def list_groups(self) -> tuple[AudienceGroup, ...]:
        """Return the groups that are left, by the field that the last action was given by."""
        field = Field(self.done[-1].action.field)
        return make_groups(self.rows, field, service=not self.cause.action.is_training)[:MAX_GROUPS]


def is_settled_by(cause: Cause, taken: MeasuredAction) -> bool:
    """Return whether an action is not to be repeated for those who had it.

    It worked, or what came of it cannot be told yet and it was of the kind that the cause calls for.
    """
    fits = cause.action.is_training == (taken.action.kind is TakenKind.TRAINING)
    return taken.worked or (taken.is_waiting and fits)


def find_remainder(cause: Cause, tickets: Tickets, inside: pd.DataFrame) -> Remainder | None:
    """Return what is left of a cause with the tickets `inside`; None if no action was for some only."""
    done = tuple(one for one in cause.taken_in_part if is_settled_by(cause, one))
    if not done:
        return None
    rows = inside[mark_left(inside, done)]
    part = len(rows) / len(inside) if len(inside) else 0.0
    onset = cause.onset
    if onset is not None:
        before, after = onset.before_per_week * part, onset.after_per_week * part
        onset = replace(onset, before_per_week=before, after_per_week=after)
    hours = None if cause.hours is None else cause.hours * part
    scaled = replace(cause, tickets=len(rows), hours=hours, onset=onset)
    last = tickets.last_date
    if last is None:
        return Remainder(done, rows, scaled, None, 0.0)
    if is_over(cause):
        return Remainder(done, rows, scaled, 0.0, 0.0)
    first = tickets.first_date or last
    since = first if onset is None else onset.levels[-1].day if onset.levels else onset.day
    reached = inside[~inside.index.isin(rows.index)]
    began = max(one.action.last_day for one in done)
    return Remainder(
        done, rows, scaled, _count_weekly(rows, since, last), _count_weekly(reached, began, last)
    )


def mark_left(frame: pd.DataFrame, done: tuple[MeasuredAction, ...]) -> pd.Series[bool]:
    """Return which tickets are of none of the groups that were reached."""
    left = frame[Field.TICKET_ID.value].notna()
    for one in done:
        if one.action.field in frame:
            left &= ~frame[one.action.field].isin(one.groups)
    return left


def _count_weekly(rows: pd.DataFrame, first: date, last: date) -> float:
    """Return the tickets a week from one day to another; of less than a week as if it were one."""
    days = rows[Field.CREATED_AT.value].dropna().dt.date
    weeks = max(((last - first).days + 1) / DAYS_A_WEEK, 1.0)
    return sum(1 for day in days if first <= day <= last) / weeks
