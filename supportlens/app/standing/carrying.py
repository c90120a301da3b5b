"""Carries standing moments to the next study, and reads their indicators in its new period."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.app.standing.renumbering import carry_marks
from supportlens.app.statements.carrying_over import identify_cause
from supportlens.app.statements.successors import find_successor
from supportlens.domain import WEEK_DAYS, LifeState, TargetReading
from supportlens.domain.logbook.marking import mark_occurrences

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import StandingMoment, Study


def carry_desk_moments(before: Study, after: Study) -> Study:
    """Return `after` with what people wrote in `before`: notes of the plan, marks, and the standing moments.

    Each moment is about the cause that continues its own.
    """
    marks, notes = carry_marks(before, after)
    desk = replace(before.desk_moments, notes=notes)
    after = replace(after, plan_notes=before.plan_notes, marks=marks)
    if not desk.moments and not desk.team and not desk.notes:
        return after
    moments = tuple(_find_again(moment, after) for moment in desk.moments)
    return replace(after, desk_moments=replace(desk, moments=moments))


def read_desk_moments(before: Study, after: Study) -> Study:
    """Return `after` with a reading of each moment that is in force or in a pilot.

    The reading is of the days after the last ticket of `before`; without a later ticket there is none.
    """
    moments = tuple(_read(moment, before, after) for moment in after.desk_moments.moments)
    if moments == after.desk_moments.moments:
        return after
    return replace(after, desk_moments=replace(after.desk_moments, moments=moments))


def _find_again(moment: StandingMoment, study: Study) -> StandingMoment:
    if moment.about is None:
        return moment
    heir = find_successor(moment.about, study)
    if not heir:
        return replace(moment, cause_id="")
    return replace(moment, cause_id=heir, about=identify_cause(study, heir))


def _read(moment: StandingMoment, before: Study, after: Study) -> StandingMoment:
    measured = moment.state.in_force or moment.state is LifeState.PILOT
    reading = _measure(moment, before, after) if measured else None
    return moment if reading is None else moment.record(reading)


def _measure(moment: StandingMoment, before: Study, after: Study) -> TargetReading | None:
    from supportlens.moments import measure_period  # noqa: PLC0415 - needs pandas

    until, last = before.tickets.last_date, after.tickets.last_date
    if until is None or last is None or moment.target is None or last <= until:
        return None
    first = until + timedelta(days=1)
    if not moment.target_of.is_read_from_tickets:
        return _count_calls(moment, after, first, last)
    inside = mark_occurrences(after, moment)
    return measure_period(after.tickets, inside, first, last, moment.target, moment.target_of)


def _count_calls(moment: StandingMoment, study: Study, first: date, last: date) -> TargetReading | None:
    """Return the calls of the pilots that were drawn for a period, None if none was.

    A pilot is drawn at the end of a month's tickets, so its calls are those of the days that follow.
    """
    if moment.target is None or not any(pilot.moment_id == moment.id for pilot in study.pilots):
        return None
    drawn = [one for one in study.pilots if first - timedelta(days=1) <= one.drawn < last]
    if not drawn:
        return None
    calls = sum(pilot.answered for pilot in drawn)
    weekly = calls / (((last - first).days + 1) / WEEK_DAYS)
    return TargetReading(first, last, calls, weekly, weekly, weekly, moment.target, moment.target_of)
