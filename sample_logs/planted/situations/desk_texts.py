"""What a desk writes into its customers' texts from a day on: a macro, the labels of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.setting import Effect, choose_day, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

LEAST_PART, MOST_PART = 70, 97
"""Per cent of the tickets from that day on that get the desk's words."""
BEFORE_TEXT = 0.25
"""The chance that a macro stands before the customer's words."""


def macro(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Add an acknowledgement, a signature or a notice to most descriptions from a day on."""
    texts: list[str] = setting.own["macros"]["texts"]
    pattern = dice.one(texts)
    before = dice.chance(BEFORE_TEXT) and "--" not in pattern
    promised = str(dice.between(2, 9))

    def write(ticket: Ticket) -> str:
        added = _expand(dice, setting, ticket, pattern, promised)
        parts = (added, ticket.description) if before else (ticket.description, added)
        return "\n\n".join(part for part in parts if part)

    return _rewrite(dice, tickets, setting, Situation.MACRO, write, pattern)


def form(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Begin most descriptions with the labels of a form from a day on."""
    pattern = dice.one(setting.own["forms"]["texts"])
    gap = "\n" if pattern.endswith("\n") else " "

    def write(ticket: Ticket) -> str:
        return f"{_expand(dice, setting, ticket, pattern, '')}{gap}{ticket.description}".strip()

    return _rewrite(dice, tickets, setting, Situation.FORM, write, pattern)


def _rewrite(
    dice: Dice,
    tickets: Sequence[Ticket],
    setting: Setting,
    situation: Situation,
    write: Callable[[Ticket], str],
    pattern: str,
) -> Effect:
    day = choose_day(dice, setting.scenario, setting.plans)
    part = dice.between(LEAST_PART, MOST_PART) / 100
    changed = tuple(
        mark(ticket, situation, description=write(ticket))
        if ticket.created.date() >= day and dice.chance(part)
        else ticket
        for ticket in tickets
    )
    return Effect(changed, day, setting.scenario.last, "description", after=pattern)


def _expand(dice: Dice, setting: Setting, ticket: Ticket, pattern: str, promised: str) -> str:
    forms = setting.own["forms"]
    values = {
        "number": str(dice.between(20_000, 98_999)),
        "extension": str(dice.between(1100, 6890)),
        "agent": ticket.agent,
        "name": ticket.requester,
        "first": ticket.requester.split(" ")[0],
        "area": ticket.role,
        "site": ticket.site,
        "user": f"u{dice.between(2004, 8990)}",
        "device": ticket.device,
        "impact": dice.one(forms["impacts"]),
        "when": dice.one(forms["whens"]),
        "type": dice.one(forms["types"]),
        "yes": dice.one(forms["yes"]),
        "n": promised or str(dice.between(1, 9)),
    }
    return read_phrases(setting.language).expand(pattern, values, dice)
