"""Put a log together: routine traffic, planted causes, noise, gaps and repeats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sample_logs.planted.calendars import make_calendar
from sample_logs.planted.causes import Plan, draw_askers, draw_moments, plan_causes
from sample_logs.planted.changes import Change
from sample_logs.planted.desk import MISSING, Desk, leave_gaps
from sample_logs.planted.dice import Dice
from sample_logs.planted.people import Person, invent_people
from sample_logs.planted.phrasing import Family, read_phrases
from sample_logs.planted.scenario import Language
from sample_logs.planted.situations import (
    Setting,
    apply_situations,
    name_applications,
    number_again,
    plan_events,
    state_situations,
)
from sample_logs.planted.timeline import draw_moment, draw_routine_days
from sample_logs.planted.traits import ROUTINE, TRAITS
from sample_logs.planted.truth import PlantedCause, Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted.scenario import Scenario
    from sample_logs.planted.tickets import Ticket

NOISE = 0.03
"""The part of all tickets that says nothing."""
REPEATS = 0.02
"""The chance that a ticket is sent once more."""
TRAPPED = 0.5
"""The part of the routine that is about the application of a trap."""
ANY_APP = ("atlas", "compass", "conduit", "beacon", "payroll", "mail", "vpn", "printing")
"""Keys of the applications that a cause without a place of its own may touch."""


@dataclass(frozen=True, slots=True)
class Planting:
    """A log with its change calendar and the truth about both."""

    scenario: Scenario
    language: str
    """The language of headers and labels, ``es`` or ``en``."""
    tickets: tuple[Ticket, ...]
    changes: tuple[Change, ...]
    """Empty where the scenario has no calendar."""
    truth: Truth


def plant(scenario: Scenario) -> Planting:
    """Make the log of the scenario; equal scenarios give equal logs."""
    language = "en" if scenario.language is Language.EN else "es"
    seed = (scenario.seed, scenario.language.value, *scenario.kinds)
    people = invent_people(Dice(*seed, "people"), 40 + round(scenario.tickets * 0.31), scenario.language)
    planned = plan_causes(Dice(*seed, "plans"), scenario, language)
    changes, versions = make_calendar(Dice(*seed, "calendar"), scenario, planned, language)
    events, changes, versions = plan_events(
        Dice(*seed, "events"), scenario, planned, language, changes, versions
    )
    desk = Desk(language, versions, name_applications(seed, scenario, language))
    drafts = [
        ticket
        for position, plan in enumerate(planned)
        for ticket in _draw_caused(Dice(*seed, "cause", position), scenario, plan, position, people, desk)
    ]
    drafts += _draw_routine(
        Dice(*seed, "routine"), scenario, planned, people, desk, scenario.tickets - len(drafts)
    )
    setting = Setting(scenario, language, people, desk, planned, events)
    whole, found = apply_situations(seed, drafts, setting)
    now = max(ticket.created for ticket in whole)
    gaps = Dice(*seed, "gaps")
    tickets = number_again(
        _number_tickets([leave_gaps(gaps, desk.leave_open(now, ticket)) for ticket in whole]), scenario
    )
    truth = Truth(
        language=scenario.language.value,
        seed=scenario.seed,
        tickets=len(tickets),
        routine=sum(ticket.cause is None for ticket in tickets),
        first=tickets[0].created.date(),
        last=tickets[-1].created.date(),
        noise_ids=tuple(ticket.id for ticket in tickets if ticket.is_noise),
        causes=tuple(
            _state_truth(plan, [ticket for ticket in tickets if ticket.cause == n], tickets, desk)
            for n, plan in enumerate(planned)
        ),
        changes=len(changes) if scenario.calendar else 0,
        situations=state_situations(
            found, tickets, setting, lambda plan, caused: _state_truth(plan, caused, tickets, desk)
        ),
    )
    return Planting(scenario, language, tickets, changes if scenario.calendar else (), truth)


def _draw_caused(
    dice: Dice, scenario: Scenario, plan: Plan, position: int, people: Sequence[Person], desk: Desk
) -> list[Ticket]:
    times = draw_moments(dice, plan, scenario.last)
    asking = draw_askers(dice, plan, people)
    made: list[Ticket] = []
    for when, person in zip(times, asking, strict=True):
        families = read_phrases(person.language).planted(plan.kind.value)
        family = dice.weighted(families, [each.weight for each in families])
        app = plan.app or dice.one(ANY_APP)
        ticket = desk.write_ticket(dice, person, when, family, TRAITS[plan.kind], app=app, plan=plan)
        # Somebody who hears nothing sends the same again.
        if made and dice.chance(REPEATS):
            ticket = desk.repeat(dice, made[-1], when)
        made.append(replace(ticket, cause=position))
    return made


def _draw_routine(
    dice: Dice, scenario: Scenario, planned: Sequence[Plan], people: Sequence[Person], desk: Desk, count: int
) -> list[Ticket]:
    apps = [plan.app for plan in planned if plan.app]
    quiet = scenario.quiet if scenario.quiet is not None else dice.between(12, 40) / 1000
    about = dice.shuffle([*apps * round(quiet * scenario.tickets)] + [""] * count)
    about = sorted(about, key=bool, reverse=True)[:count] if apps else about[:count]
    noise = round(NOISE * scenario.tickets)
    marks = dice.shuffle([*about[: count - noise], *["noise"] * noise])
    days = draw_routine_days(dice, count, scenario.first, scenario.last, scenario.growth)
    planted_names = {desk.app_name(app) for app in apps}
    made: list[Ticket] = []
    for day, mark in zip(days, marks, strict=True):
        person, when = dice.one(people), draw_moment(dice, day)
        before = made[-1] if made else None
        if mark == "noise":
            ticket = desk.write_noise(dice, person, when)
            made.append(replace(ticket, product="") if ticket.product in planted_names else ticket)
        elif mark:
            family = _draw_family(dice, person, mark, apps)
            made.append(desk.write_ticket(dice, person, when, family, ROUTINE, app=mark))
        # The planted applications have exactly as many routine tickets as were asked for.
        elif before and dice.chance(REPEATS) and not before.is_noise and before.product not in planted_names:
            made.append(desk.repeat(dice, before, when))
        elif scenario.trap and dice.chance(TRAPPED):
            family = _draw_family(dice, person, scenario.trap, apps)
            made.append(desk.write_ticket(dice, person, when, family, ROUTINE, app=scenario.trap))
        else:
            family = _draw_family(dice, person, "", apps)
            app = dice.one([app for app in family.apps if app not in apps])
            ticket = desk.write_ticket(dice, person, when, family, ROUTINE, app=app)
            made.append(replace(ticket, product="") if dice.chance(MISSING) else ticket)
    return made


def _draw_family(dice: Dice, person: Person, app: str, planted: Sequence[str]) -> Family:
    """Draw a family of ordinary traffic, one about `app` if that is given."""
    families = [
        family
        for family in read_phrases(person.language).routine()
        if (app in family.apps if app else set(family.apps) - set(planted))
    ]
    return dice.weighted(families, [family.weight for family in families])


def _number_tickets(drafts: Sequence[Ticket]) -> tuple[Ticket, ...]:
    ordered = sorted(drafts, key=lambda ticket: (ticket.created, ticket.requester, ticket.description))
    return tuple(replace(ticket, id=f"MS-{n:05d}") for n, ticket in enumerate(ordered, 20_001))


def _state_truth(plan: Plan, caused: Sequence[Ticket], tickets: Sequence[Ticket], desk: Desk) -> PlantedCause:
    families: dict[str, list[str]] = {}
    for ticket in caused:
        families.setdefault(ticket.family, []).append(ticket.id)
    ordinary = [
        ticket.id
        for ticket in tickets
        if ticket.cause is None and ticket.product == desk.app_name(plan.app) != ""
    ]
    places = {
        "product": desk.app_name(plan.app),
        "version": plan.version,
        "site": plan.site,
        "channel": plan.channel,
        "segment": plan.segment,
    }
    return PlantedCause(
        kind=plan.kind.value,
        scope={field: value for field, value in places.items() if value},
        onset=caused[0].created.date(),
        last=caused[-1].created.date(),
        shape=plan.shape.value,
        share=len(caused) / len(tickets),
        people=len({ticket.requester for ticket in caused}),
        caused_ids=tuple(ticket.id for ticket in caused),
        change=plan.change,
        families={name: tuple(ids) for name, ids in sorted(families.items())},
        routine_ids=tuple(ordinary),
    )
