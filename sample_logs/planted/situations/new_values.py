"""More of the same: a new branch, customer, channel, language or application with the usual mix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sample_logs.planted.dice import Dice
from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.setting import Effect, choose_day, mark
from sample_logs.planted.situations.traffic import (
    ABOUT_AN_APPLICATION,
    draw_more_days,
    former_level,
    invent_newcomers,
    usual_tickets,
    write_usual,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sample_logs.planted.people import Person
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

NEW_APPLICATION = "newcomer"
"""The key of the application that a log gets in the middle."""
FIRST_VERSION = "1.0"
PER_PERSON = 0.35
"""Newcomers for each ticket that they bring."""


def new_branch(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Open a branch whose people write about the usual matters."""
    site = dice.one(setting.own["new_values"]["sites"])
    days = _draw_days(dice, tickets, setting)
    people = invent_newcomers(dice, setting, _size(days), site=site)
    return _bring(dice, tickets, setting, days, people, Situation.NEW_BRANCH, "site", site)


def new_customer(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Take on a customer whose people write about the usual matters."""
    firm = dice.one(setting.own["new_values"]["firms"])
    days = _draw_days(dice, tickets, setting)
    people = invent_newcomers(dice, setting, _size(days))
    named = [name_customer(setting, ticket) for ticket in tickets]
    return _bring(dice, named, setting, days, people, Situation.NEW_CUSTOMER, "customer", firm)


def new_channel(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Open a channel by which known and new people write about the usual matters."""
    channel = dice.one(setting.own["new_values"]["channels"])
    days = _draw_days(dice, tickets, setting)
    people = (*setting.people, *invent_newcomers(dice, setting, _size(days)))
    return _bring(dice, tickets, setting, days, people, Situation.NEW_CHANNEL, "channel", channel)


def new_language(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Serve people who write about the usual matters in the other language."""
    other = "es" if setting.language == "en" else "en"
    days = _draw_days(dice, tickets, setting)
    people = invent_newcomers(dice, setting, _size(days), language=other)
    found = _bring(dice, tickets, setting, days, people, Situation.NEW_LANGUAGE, "", "")
    return replace(found, field="language", before=setting.language, after=other)


def new_application(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Bring an application into use, about which people ask what they ask about the others."""
    name = setting.desk.app_name(NEW_APPLICATION)
    days = _draw_days(dice, tickets, setting)
    usual = [ticket for ticket in usual_tickets(tickets) if ticket.family in ABOUT_AN_APPLICATION]
    made = [
        mark(
            write_usual(dice, setting, usual, dice.one(setting.people), day, NEW_APPLICATION),
            Situation.NEW_APPLICATION,
            version=FIRST_VERSION,
        )
        for day in days
    ]
    return Effect((*tickets, *made), days[0], setting.scenario.last, "product", after=name)


def name_customer(setting: Setting, ticket: Ticket) -> Ticket:
    """Return the ticket with the customer for whom its writer works."""
    own = Dice("customer", ticket.requester)
    return replace(ticket, customer=ticket.customer or own.one(setting.terms["firms"]))


def _draw_days(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> list[date]:
    """Draw the days on which 30 to 100 % more tickets arrive."""
    since = choose_day(dice, setting.scenario, setting.plans)
    factor = dice.between(30, 100) / 100
    more = draw_more_days(dice, former_level(tickets, since), factor, since, setting.scenario.last)
    return [since, *more]


def _size(days: Sequence[date]) -> int:
    return 6 + round(PER_PERSON * len(days))


def _bring(
    dice: Dice,
    tickets: Sequence[Ticket],
    setting: Setting,
    days: Sequence[date],
    people: Sequence[Person],
    situation: Situation,
    field: str,
    value: str,
) -> Effect:
    usual = usual_tickets(tickets)
    changed = {field: value} if field else {}
    made = [
        mark(write_usual(dice, setting, usual, dice.one(people), day), situation, **changed) for day in days
    ]
    return Effect((*tickets, *made), days[0], setting.scenario.last, field, after=value)


NEW_VALUES: dict[Situation, Callable[[Dice, Sequence[Ticket], Setting], Effect]] = {
    Situation.NEW_BRANCH: new_branch,
    Situation.NEW_CUSTOMER: new_customer,
    Situation.NEW_CHANNEL: new_channel,
    Situation.NEW_LANGUAGE: new_language,
    Situation.NEW_APPLICATION: new_application,
}
