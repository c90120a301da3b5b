"""What an export or an import does to a log: dates, numbers and whole months that are not as they were."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.setting import APART_DAYS, Effect, before_causes, choose_day, mark
from sample_logs.planted.timeline import list_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

LEAST_IMPORTED, MOST_IMPORTED = 88, 100
"""Per cent of the older tickets that a migration imports on one night."""
STILL_OPEN = (3, 10)
"""Per cent of the older tickets that are still open."""
RECENT_WEEKS = (6, 12)
"""Weeks of which an export of open tickets still holds the closed ones, where nothing is planted."""
LEAST_EDITED, MOST_EDITED = 15, 35
"""Per cent of the usual tickets whose date a bulk edit sets."""


def migration_day(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Date almost all that is older than a night to that night, on which it was imported."""
    day = before_causes(dice, setting, 0.3, 0.8)
    part = dice.between(LEAST_IMPORTED, MOST_IMPORTED) / 100

    def import_one(ticket: Ticket) -> Ticket:
        night = datetime.combine(day, time(dice.between(1, 4), dice.between(0, 59)))
        return mark(ticket, Situation.MIGRATION_DAY, created=night, resolved=night)

    moved = tuple(
        import_one(ticket) if ticket.created.date() < day and dice.chance(part) else ticket
        for ticket in tickets
    )
    return Effect(moved, day, day, "created")


def open_only(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Leave of what is older than some weeks only the few tickets that are still open."""
    recent = setting.scenario.last - timedelta(weeks=dice.between(*RECENT_WEEKS))
    day = before_causes(dice, setting, 0.5, 0.8) if setting.plans else recent
    part = dice.between(*STILL_OPEN) / 100
    status = setting.terms["statuses"][2]
    kept = tuple(
        ticket
        if ticket.created.date() >= day
        else mark(ticket, Situation.OPEN_ONLY, resolved=None, resolution="", status=status, satisfaction=None)
        for ticket in tickets
        if ticket.created.date() >= day or dice.chance(part)
    )
    return Effect(kept, day, setting.scenario.last, "status", after=status)


def missing_month(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Leave out a calendar month that holds no beginning of a planted cause."""
    scenario = setting.scenario
    begun = [plan.since for plan in (*setting.plans, *setting.events.values())]
    months = sorted({(day.year, day.month) for day in list_days(scenario.first, scenario.last)})[1:-1]
    free = [
        month
        for month in months
        if not any((day.year, day.month) == month or _near(day, month, setting) for day in begun)
    ]
    # A short log may begin or end its causes near every month; then only their own month is spared.
    month = dice.one(free or [each for each in months if each not in {(d.year, d.month) for d in begun}])
    gone = [day for day in list_days(scenario.first, scenario.last) if (day.year, day.month) == month]
    kept = tuple(ticket for ticket in tickets if not gone[0] <= ticket.created.date() <= gone[-1])
    return Effect(kept, gone[0], gone[-1], "created")


def _near(day: date, month: tuple[int, int], setting: Setting) -> bool:
    days = [
        each
        for each in list_days(setting.scenario.first, setting.scenario.last)
        if (each.year, each.month) == month
    ]
    return any(abs((each - day).days) < APART_DAYS for each in (days[0], days[-1]))


def dates_edited(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Set one date, to the minute, for a good part of the usual tickets of some agents."""
    day = choose_day(dice, setting.scenario, setting.plans, 0.2, 0.85)
    stamp = datetime.combine(day, time(dice.between(9, 17), dice.between(0, 59)))
    wanted = round(len(tickets) * dice.between(LEAST_EDITED, MOST_EDITED) / 100)
    edited: set[int] = set()
    for agent in dice.shuffle(setting.terms["agents"]):
        own = [n for n, each in enumerate(tickets) if each.agent == agent and each.cause is None]
        edited.update(dice.shuffle(own)[: wanted - len(edited)])
    changed = tuple(
        mark(ticket, Situation.DATES_EDITED, created=stamp, resolved=_not_before(ticket.resolved, stamp))
        if n in edited
        else ticket
        for n, ticket in enumerate(tickets)
    )
    return Effect(changed, day, day, "created")


def _not_before(resolved: datetime | None, stamp: datetime) -> datetime | None:
    return None if resolved is None else max(resolved, stamp)


def numbers_restart(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Announce that the numbers begin anew each month: `restart_numbers` gives them at the end."""
    del dice
    return Effect(tuple(tickets), setting.scenario.first, setting.scenario.last, "id")


def restart_numbers(tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """Return the tickets, which stand in the order of their dates, numbered from one in each month."""
    counts: Counter[tuple[int, int]] = Counter()
    made = []
    for ticket in tickets:
        month = (ticket.created.year, ticket.created.month)
        counts[month] += 1
        made.append(replace(ticket, id=str(counts[month])))
    return tuple(made)


EXPORTS: dict[Situation, Callable[[Dice, Sequence[Ticket], Setting], Effect]] = {
    Situation.MIGRATION_DAY: migration_day,
    Situation.OPEN_ONLY: open_only,
    Situation.MISSING_MONTH: missing_month,
    Situation.DATES_EDITED: dates_edited,
    Situation.NUMBERS_RESTART: numbers_restart,
}
