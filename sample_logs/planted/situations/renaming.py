"""Renamings: what the desk called one thing is called another from a day on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sample_logs.planted.composing import drop_marks
from sample_logs.planted.scenario import Kind, Situation
from sample_logs.planted.situations.setting import Effect, choose_day, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

CATEGORIES_OF_KINDS = {
    Kind.KNOWLEDGE_GAP: "how_to",
    Kind.DEFECT: "faults",
    Kind.ACCESS: "passwords",
    Kind.CONFIGURATION: "faults",
    Kind.DATA: "reports",
    Kind.OUTAGE: "network",
    Kind.REQUEST: "equipment",
    Kind.BILLING: "billing",
    Kind.TREATMENT: "other",
}
TEAMS_OF_CATEGORIES = {
    "passwords": 0,
    "how_to": 0,
    "mail": 0,
    "other": 0,
    "printing": 1,
    "equipment": 1,
    "slow": 2,
    "faults": 2,
    "reports": 2,
    "billing": 2,
    "network": 3,
}
"""Positions among the desk's teams."""
COARSE = {
    "passwords": "request",
    "equipment": "request",
    "how_to": "question",
    "reports": "question",
    "billing": "question",
    "other": "question",
}
"""The types of a desk that tells no more than three apart; what is missing here is an incident."""
FEW_TYPES = 0.5
"""The chance that a desk has such types instead of categories: then half of the log is renamed."""
TEAM_COUNTS = (1, 2, 4, 4)
"""Teams a desk may have: the fewer, the more of the log is renamed."""
CLOSING_WORDS = 0.5
"""The chance that answers close with other words from the day of a team's renaming on."""
SAID = 0.5
"""The part of the texts that say an application's new name once it has one."""
WIDESPREAD = 0.06
"""The least part of the tickets that what is renamed has."""


def category_renamed(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """File each ticket under a category, one of which gets another name from a day on."""
    coarse = dice.chance(FEW_TYPES)
    names: dict[str, list[str]] = setting.own["renames"]["coarse" if coarse else "categories"]
    keys = [_category_key(setting, ticket) for ticket in tickets]
    if coarse:
        keys = [COARSE.get(key, "incident") for key in keys]
    filed = [replace(ticket, category=names[key][0]) for ticket, key in zip(tickets, keys, strict=True)]
    key = dice.one(_widespread([key for key in keys if key != "other"], len(tickets)))
    return _rename(
        dice, filed, setting, Situation.CATEGORY_RENAMED, "category", names[key][0], dice.one(names[key][1:])
    )


def team_renamed(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """File each ticket under a team, one of which gets another name and often closing words."""
    own = setting.own["renames"]
    teams = own["teams"][: dice.one(TEAM_COUNTS)]
    filed = [
        replace(ticket, team=teams[TEAMS_OF_CATEGORIES[_category_key(setting, ticket)] % len(teams)])
        for ticket in tickets
    ]
    team = dice.one(_widespread([ticket.team for ticket in filed], 2 * len(filed)))
    found = _rename(dice, filed, setting, Situation.TEAM_RENAMED, "team", team, dice.one(own["team_names"]))
    if not dice.chance(CLOSING_WORDS):
        return found
    former, later = dice.one(own["closings"])
    closed = [
        _close(ticket, later if ticket.created.date() >= found.day else former) for ticket in found.tickets
    ]
    return replace(found, tickets=tuple(closed))


def status_renamed(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Call closed tickets something else from a day on."""
    former, later = setting.terms["statuses"][0], dice.one(setting.own["renames"]["statuses"])
    return _rename(
        dice, tickets, setting, Situation.STATUS_RENAMED, "status", former, later, moment=_day_of_closing
    )


def application_renamed(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Call an application something else from a day on, in the field and in part of the texts."""
    planted = {setting.desk.app_name(plan.app) for plan in (*setting.plans, *setting.events.values())}
    products = [ticket.product for ticket in tickets if ticket.product not in {*planted, ""}]
    former = dice.one(_widespread(products, len(tickets)))
    later = dice.one(setting.own["renames"]["applications"])
    found = _rename(dice, tickets, setting, Situation.APPLICATION_RENAMED, "product", former, later)
    retold = [
        _retell(ticket, former, later)
        if Situation.APPLICATION_RENAMED in ticket.situations and dice.chance(SAID)
        else ticket
        for ticket in found.tickets
    ]
    return replace(found, tickets=tuple(retold))


def _rename(
    dice: Dice,
    tickets: Sequence[Ticket],
    setting: Setting,
    situation: Situation,
    field: str,
    former: str,
    later: str,
    moment: Callable[[Ticket], date] = lambda ticket: ticket.created.date(),
) -> Effect:
    day = choose_day(dice, setting.scenario, setting.plans)
    renamed = tuple(
        mark(ticket, situation, **{field: later})
        if getattr(ticket, field) == former and moment(ticket) >= day
        else ticket
        for ticket in tickets
    )
    return Effect(renamed, day, setting.scenario.last, field, former, later)


def _day_of_closing(ticket: Ticket) -> date:
    return (ticket.resolved or ticket.created).date()


def _category_key(setting: Setting, ticket: Ticket) -> str:
    if ticket.cause is not None:
        return CATEGORIES_OF_KINDS[setting.plans[ticket.cause].kind]
    if Situation.REDESIGN in ticket.situations and ticket.family not in TEAMS_OF_CATEGORIES:
        return "how_to"
    return ticket.family if ticket.family in TEAMS_OF_CATEGORIES else "other"


def _widespread(values: Sequence[str], tickets: int) -> list[str]:
    """List the values that enough tickets have, by name; the commonest where none has enough."""
    counts = Counter(values)
    often = sorted(value for value, count in counts.items() if count >= WIDESPREAD * tickets)
    return often or [min(counts, key=lambda value: (-counts[value], value))]


def _close(ticket: Ticket, words: str) -> Ticket:
    return (
        replace(ticket, resolution=f"{ticket.resolution} {words.format(team=ticket.team)}")
        if ticket.resolution
        else ticket
    )


def _retell(ticket: Ticket, former: str, later: str) -> Ticket:
    """Return the ticket with the new name in its texts, as carefully typed as the former one."""
    spellings = {former: later, drop_marks(former): drop_marks(later)}
    pattern = re.compile("|".join(rf"\b{re.escape(spelling)}\b" for spelling in spellings))

    def swap(text: str) -> str:
        return pattern.sub(lambda found: spellings[found[0]], text)

    return replace(
        ticket,
        subject=swap(ticket.subject),
        description=swap(ticket.description),
        resolution=swap(ticket.resolution),
    )


RENAMINGS: dict[Situation, Callable[[Dice, Sequence[Ticket], Setting], Effect]] = {
    Situation.CATEGORY_RENAMED: category_renamed,
    Situation.TEAM_RENAMED: team_renamed,
    Situation.STATUS_RENAMED: status_renamed,
    Situation.APPLICATION_RENAMED: application_renamed,
}
