"""Words about what is due to customers on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    AgendaKind,
)

if TYPE_CHECKING:
    from supportlens.domain import (
        AgendaEntry,
    )
    from supportlens.i18n.words import Words


def agenda_kind_name(kind: AgendaKind, words: Words) -> str:
    """Name what a date announces."""
    return {
        AgendaKind.RENEWAL: words.say("Renewal"),
        AgendaKind.AMOUNT: words.say("Unusual invoice"),
        AgendaKind.OVERDUE: words.say("Overdue payment"),
        AgendaKind.ANNIVERSARY: words.say("Anniversary as a customer"),
        AgendaKind.BIRTHDAY: words.say("Birthday"),
    }[kind]


def agenda_line(one: AgendaEntry, words: Words) -> str:
    """Return what to do for a customer, and what to look at first."""
    day = words.day(one.due, "long")
    if one.kind is AgendaKind.RENEWAL:
        text = words.say("Call {customer}: renews {day}.", customer=one.customer, day=day)
    elif one.kind is AgendaKind.AMOUNT:
        text = words.say(
            "Explain to {customer} before they ask: the invoice of {day} is {amount}, usually {usual}.",
            customer=one.customer,
            day=day,
            amount=words.number(one.amount or 0.0, 2),
            usual=words.number(one.usual or 0.0, 2),
        )
    elif one.kind is AgendaKind.OVERDUE:
        text = words.say(
            "{customer} owes {amount} since {day}: see the open tickets first, the delay may be a protest.",
            customer=one.customer,
            day=day,
            amount=words.number(one.amount or 0.0, 2),
        )
    elif one.kind is AgendaKind.ANNIVERSARY:
        text = words.say_n(
            "Greet {customer}: {count} year as a customer on {day}.",
            "Greet {customer}: {count} years as a customer on {day}.",
            one.days,
            customer=one.customer,
            day=day,
        )
    else:
        text = words.say("Greet {customer}: birthday on {day}.", customer=one.customer, day=day)
    return " ".join([text, *agenda_facts(one, words)])


def agenda_facts(one: AgendaEntry, words: Words) -> list[str]:
    """Return the bad experiences and open tickets to know before the call."""
    facts = []
    if one.episodes:
        facts.append(
            words.say_n("{count} bad experience so far.", "{count} bad experiences so far.", one.episodes)
        )
    if one.open_ticket_ids:
        facts.append(words.say("Open: {ids}.", ids=words.listed(one.open_ticket_ids[:3])))
    elif one.kind is AgendaKind.OVERDUE:
        facts.append(words.say("No open ticket."))
    return facts
