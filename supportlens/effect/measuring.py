"""Measures actions on a log: the cause's tickets around each, and those it is held against."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import (
    ActionSource,
    Assigned,
    Derived,
    EffectControl,
    EffectGap,
    Field,
    MeasuredAction,
    MeasuredEffect,
    Shape,
    TakenKind,
    TakenState,
    fold,
    identify_people,
)
from supportlens.effect.describing import describe_effect
from supportlens.effect.estimating import has_control
from supportlens.effect.judging import LEAST_DAYS, LEAST_TICKETS, judge_action
from supportlens.effect.matching import find_cause
from supportlens.effect.series import WEEK, count_weeks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Cause, TakenAction, Tickets

    Mask = npt.NDArray[np.bool_]

NEARLY_EVERYBODY = 0.95
"""Share of a cause's tickets that the groups of an action must have brought for everybody to have had it.

Judgement: less leaves out a site of some size, which is still to be taught; 1 waits for who asked once."""
_LISTED = re.compile(r"\s*(?:[,;/&+]|\by\b|\band\b|\be\b|\bet\b|\bund\b)\s*", re.IGNORECASE)
"""What stands between groups that one row names together."""


@dataclass(frozen=True, slots=True, eq=False)
class LogOfCauses:
    """What measuring needs of a log; `heir_of` returns the id of the cause of an action from the plan."""

    tickets: Tickets
    assignment: pd.DataFrame
    causes: tuple[Cause, ...]
    heir_of: Callable[[TakenAction], str]
    holidays: Collection[date] = ()


def measure_actions(log: LogOfCauses, actions: Sequence[TakenAction]) -> tuple[MeasuredAction, ...]:
    """Return each action with its cause and what came of it, earliest first.

    A fix or a notice of a calendar that no cause of the log had asked for is left out: it is a change like
    the others.
    """
    ordered = sorted(actions, key=lambda one: (one.start, one.name, one.value, repr(one)))
    found = [(action, find_cause(action, log.causes, log.heir_of)) for action in ordered]
    kept = [(action, cause) for action, cause in found if not _is_mere_change(action, cause)]
    measurer = Measurer(log, kept)
    return tuple(
        measurer.measure(f"T{number}", action, cause) for number, (action, cause) in enumerate(kept, start=1)
    )


def _is_mere_change(action: TakenAction, cause: Cause | None) -> bool:
    if action.source is not ActionSource.CALENDAR or action.kind is TakenKind.TRAINING:
        return False
    return cause is None or cause.onset is None or cause.onset.day > action.start


class Measurer:
    """Measures one action after another on the same log; `days` are the days of its tickets (n ordinals)."""

    def __init__(self, log: LogOfCauses, actions: Sequence[tuple[TakenAction, Cause | None]]) -> None:
        self._log, self._actions = log, actions
        frame = log.tickets.frame
        self._first, self._last = log.tickets.first_date, log.tickets.last_date
        self._owners = log.assignment[Assigned.CAUSE].to_numpy()
        usable = np.ones(len(frame), dtype=bool)
        self.days = np.zeros(len(frame), dtype=np.int64)
        if log.tickets.has(Field.CREATED_AT):
            when = frame[Field.CREATED_AT.value]
            usable = when.notna().to_numpy()
            since_1970 = when.to_numpy().astype("datetime64[D]").astype(np.int64)
            self.days = np.where(usable, since_1970 + date(1970, 1, 1).toordinal(), 0)
        if Derived.UNCOMPARED in frame.columns:
            usable = usable & ~frame[Derived.UNCOMPARED].astype(bool).to_numpy()
        if Derived.LEFT_OVER in frame.columns:  # how many tickets a time brought is not known
            usable = usable & ~frame[Derived.LEFT_OVER].astype(bool).to_numpy()
        self._usable = usable

    def measure(self, number: str, action: TakenAction, cause: Cause | None) -> MeasuredAction:
        """Return an action with its effect, or with why there is none."""
        gap = self._find_gap(action, cause)
        measured = MeasuredAction(
            number, action, cause.id if cause else None, gap=gap, groups=self._list_groups(action)
        )
        if cause is None or (gap is not None and gap is not EffectGap.TOGETHER):
            return measured
        measured = replace(measured, covers=self.reaches_all(cause, measured.groups, action))
        before, again = self._count_askers(action, cause)
        return replace(
            measured, effect=self._measure_effect(action, cause), askers_before=before, asked_again=again
        )

    def _find_gap(self, action: TakenAction, cause: Cause | None) -> EffectGap | None:
        if self._first is None or self._last is None:
            return EffectGap.NO_DATES
        if action.start > self._last or action.state is TakenState.PLANNED:
            return EffectGap.AFTER_LOG
        if action.start <= self._first:
            return EffectGap.BEFORE_LOG
        if cause is None:
            return EffectGap.NO_CAUSE
        return self._find_gap_in(action, cause)

    def _find_gap_in(self, action: TakenAction, cause: Cause) -> EffectGap | None:
        """Return why what came of an action within the log cannot be told for its cause."""
        if self._begins_after(action, cause):
            return EffectGap.BEFORE_CAUSE
        if action.value and self._has_field(action) and not self._list_groups(action):
            return EffectGap.NO_GROUP
        same = [one for one, other in self._actions if other is cause and self._is_same_group(one, action)]
        return EffectGap.TOGETHER if sum(one.start == action.start for one in same) > 1 else None

    def _begins_after(self, action: TakenAction, cause: Cause) -> bool:
        """Return whether a cause began after an action: hardly a ticket of it came before."""
        if cause.onset is None or cause.onset.low <= action.start:
            return False
        inside = self.mask_cause(cause) & (self.days < action.start.toordinal())
        return bool(inside.sum() < LEAST_TICKETS)

    @staticmethod
    def _is_same_group(one: TakenAction, other: TakenAction) -> bool:
        return (one.field, fold(one.value)) == (other.field, fold(other.value))

    def mask_cause(self, cause: Cause) -> Mask:
        """Mark the dated tickets of a cause (n), and those about the same that came after its spike.

        What is left of a cause after a large fall is no part of it any more where it was found as a spike,
        but without these tickets its fall would be one to nothing.
        """
        marked: Mask = self._usable & (self._owners == cause.id)
        end = cause.onset.end if cause.onset else None
        if end is None or Assigned.SYMPTOM not in self._log.assignment.columns:
            return marked
        same = self._log.assignment[Assigned.SYMPTOM].isin(cause.symptoms).to_numpy()
        if cause.place is not None and cause.place.field in self._log.tickets.frame.columns:
            same = same & self._log.tickets.values(cause.place.field).eq(cause.place.value).to_numpy()
        return marked | (self._usable & same & (self.days > end.toordinal()))

    def _measure_effect(self, action: TakenAction, cause: Cause) -> MeasuredEffect:
        own = self.mask_cause(cause)
        group = self.mask_group(action)
        first, last = self._window(action, cause)
        control, kind, last = self._choose_control(action, cause, own, group, first, last)
        weeks = count_weeks(
            action.start,
            first,
            last,
            self.within(own & group, first, last),
            self.within(control, first, last),
            self._log.holidays,
        )
        if not has_control(weeks):
            kind = EffectControl.NONE
        lasting = (action.last_day - action.start).days
        # The end of a whole cause says nothing of a single group, whose turn may come after it.
        ended = None if action.field else find_spike_end(cause, action.start)
        judged = judge_action(weeks, lasting=lasting, ended=ended)
        return describe_effect(weeks, judged, kind, first, last, cause, lasting)

    def mask_group(self, action: TakenAction) -> Mask:
        """Mark the tickets of the groups that an action was for (n), all if the log knows none of them."""
        groups = self._list_groups(action)
        if not groups:
            return np.ones(len(self._owners), dtype=bool)
        marked: Mask = self._log.tickets.values(action.field).isin(groups).to_numpy(dtype=bool)
        return marked

    def _list_groups(self, action: TakenAction) -> tuple[str, ...]:
        """Return the values of the log that an action names, whatever their case; empty if it knows none."""
        if not self._has_field(action):
            return ()
        values = self._log.tickets.values(action.field).unique()
        wanted = {fold(action.value), *(fold(part) for part in _LISTED.split(action.value))}
        return tuple(sorted(str(value) for value in values if value and fold(str(value)) in wanted))

    def _has_field(self, action: TakenAction) -> bool:
        return bool(action.field) and self._log.tickets.has(Field(action.field))

    def reaches_all(self, cause: Cause, groups: Collection[str], action: TakenAction) -> bool:
        """Return whether groups brought nearly all of a cause's tickets that name one, before an action."""
        if not groups:
            return False
        values = self._log.tickets.values(action.field)
        before = self.mask_cause(cause) & (self.days < action.start.toordinal()) & values.ne("").to_numpy()
        reached = before & values.isin(groups).to_numpy()
        return bool(before.any() and reached.sum() >= NEARLY_EVERYBODY * before.sum())

    def _window(self, action: TakenAction, cause: Cause) -> tuple[date, date]:
        """Return from when to when an action is measured: since the cause rose, and until its next action."""
        first, last = self.find_span(cause, action.start)
        others = [
            one
            for one, other in self._actions
            if other is cause and one is not action and self._is_same_group(one, action)
        ]
        for other in others:
            if (action.start - other.last_day).days >= LEAST_DAYS:
                first = max(first, other.last_day + timedelta(days=1))
            if (other.start - action.start).days >= LEAST_DAYS:
                last = min(last, other.start - timedelta(days=1))
        return first, last

    def find_span(self, cause: Cause, start: date) -> tuple[date, date]:
        """Return the days on which something that began at `start` is measured: since the cause rose."""
        first, last = self._first, self._last
        if first is None or last is None:
            raise ValueError(start)
        if cause.onset is not None and (start - cause.onset.day).days >= LEAST_DAYS:
            first = max(first, cause.onset.day)
        elif cause.onset is not None and cause.onset.day < start:
            first = max(first, cause.onset.day) if cause.onset.before_per_week < 1 else first
        return first, last

    def _choose_control(
        self, action: TakenAction, cause: Cause, own: Mask, group: Mask, first: date, last: date
    ) -> tuple[Mask, EffectControl, date]:
        """Return the tickets to hold an action against, what they are, and until when they can be."""
        if not group.all():
            untrained, until = self._find_untrained(action, cause, own, last)
            before = untrained & (self.days < action.start.toordinal()) & (self.days >= first.toordinal())
            if before.sum() >= 2 * LEAST_TICKETS and (until - action.start).days >= LEAST_DAYS:
                return untrained, EffectControl.UNTRAINED, until
        return self.find_others(cause, own, first, last), EffectControl.OTHER_CAUSES, last

    def _find_untrained(self, action: TakenAction, cause: Cause, own: Mask, last: date) -> tuple[Mask, date]:
        """Return the cause's tickets of groups that never had the action, else of those that had it later."""
        trained = [
            one
            for one, other in self._actions
            if other is cause and one.field == action.field and one is not action
        ]
        rest = own & ~self.mask_group(action)
        never = rest.copy()
        for one in trained:
            never &= ~self.mask_group(one)
        if never.sum() >= 3 * LEAST_TICKETS:
            return never, last
        earlier = [one for one in trained if one.start <= action.start]
        for one in earlier:
            rest &= ~self.mask_group(one)
        later = [one.start for one in trained if one.start > action.start]
        return rest, min([last, *(start - timedelta(days=1) for start in later)])

    def find_others(self, cause: Cause, own: Mask, first: date, last: date) -> Mask:
        """Mark the tickets (n) of everything that has no story of its own in that time.

        A cause that rose or fell by itself, or that somebody did something about, is no measure of another.
        """
        moving = {
            other.id
            for other in self._log.causes
            if other is not cause and other.onset is not None and _moves(other, first, last)
        }
        moving |= {one.id for _, one in self._actions if one is not None and one is not cause}
        rest: Mask = self._usable & ~own & ~np.isin(self._owners, sorted(moving))
        inside = (self.days >= first.toordinal()) & (self.days <= last.toordinal())
        everything: Mask = self._usable & ~own
        return rest if (rest & inside).sum() >= 2 * LEAST_TICKETS else everything

    def within(self, mask: Mask, first: date, last: date) -> npt.NDArray[np.int64]:
        """Return the days (ordinals) of some tickets from one day to another."""
        days = self.days[mask]
        return days[(days >= first.toordinal()) & (days <= last.toordinal())]

    def _count_askers(self, action: TakenAction, cause: Cause) -> tuple[int, int]:
        """Return how many people asked before an action, and how many of them asked again after it."""
        people = identify_people(self._log.tickets.frame)
        if people is None:
            return 0, 0
        own = self.mask_cause(cause) & self.mask_group(action) & people.ne("").to_numpy()
        before = set(people[own & (self.days < action.start.toordinal())])
        after = set(people[own & (self.days > action.last_day.toordinal())])
        return len(before), len(before & after)


def find_spike_end(cause: Cause, start: date) -> date | None:
    """Return the last day of a spike that ended by itself before something began at `start`, None for none.

    One that ends within a week before it ended with it: before a Monday the last ticket is of Friday.
    """
    end = cause.onset.end if cause.onset and cause.onset.shape is Shape.SPIKE else None
    return end if end is not None and (start - end).days > WEEK else None


def _moves(cause: Cause, first: date, last: date) -> bool:
    onset = cause.onset
    if onset is None:
        return False
    days = [onset.day, *([onset.end] if onset.end else ()), *(level.day for level in onset.levels)]
    return any(first <= day <= last for day in days)
