"""The help desk: writes the tickets and fills in their fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from sample_logs.planted.composing import compose
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.tickets import Ticket
from sample_logs.planted.values import draw_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person
    from sample_logs.planted.phrasing import Family
    from sample_logs.planted.traits import Traits
    from sample_logs.planted.versions import Versions

MISSING = 0.02
"""The part of each optional column that nobody filled in."""

OPTIONAL_IF_PLANTED = ("role", "version", "priority", "agent", "subject")
OPTIONAL = (*OPTIONAL_IF_PLANTED, "site", "channel", "requester")

CHANNEL_WEIGHTS = (40, 28, 22, 10)
PRIORITY_WEIGHTS = (26, 50, 19, 5)
ANSWERED = 0.38
"""The part of tickets whose satisfaction question is answered."""

NO_ANSWER = 0.04


class Desk:
    """Fills in tickets in the language of the log; `more` names further applications by their keys."""

    def __init__(
        self, language: str, versions: Versions, more: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._terms = read_phrases(language).terms
        self._apps: dict[str, str] = self._terms["apps"] | more
        self._versions = versions

    def app_name(self, key: str) -> str:
        """Return the name of the application with that key, empty for none."""
        return self._apps.get(key, "")

    def write_ticket(
        self,
        dice: Dice,
        person: Person,
        when: datetime,
        family: Family,
        traits: Traits,
        *,
        app: str = "",
        plan: Plan | None = None,
    ) -> Ticket:
        """Write a ticket of a person about the family's matter."""
        app = (plan.app if plan else "") or app
        annoyed = dice.chance(traits.annoyed)
        version = self._versions.on(app, when.date())
        values = draw_values(dice, person, when, self.app_name(app), version, plan)
        said = compose(dice, family, person, values, annoyed=annoyed, code=dice.chance(traits.codes))
        hours = dice.between(*traits.hours)
        return Ticket(
            created=when,
            resolved=when + timedelta(hours=hours, minutes=dice.between(1, 59)),
            subject=said.subject,
            description=said.description,
            resolution="" if dice.chance(NO_ANSWER) else said.resolution,
            requester=person.name,
            role=person.area,
            site=person.site,
            product=self.app_name(app),
            version=version,
            channel=(plan.channel if plan else "") or dice.weighted(self._terms["channels"], CHANNEL_WEIGHTS),
            priority=dice.weighted(self._terms["priorities"], PRIORITY_WEIGHTS),
            status=dice.weighted(self._terms["statuses"][:2], (82, 18)),
            agent=dice.one(self._terms["agents"]),
            satisfaction=_draw_satisfaction(dice, annoyed=annoyed),
            reopened=self._terms["yes_no"][0 if dice.chance(traits.reopened) else 1],
            minutes=dice.between(*traits.minutes),
            family=family.name,
            segment=person.segment,
            device=person.device,
        )

    def write_noise(self, dice: Dice, person: Person, when: datetime) -> Ticket:
        """Write a ticket that says nothing."""
        terms = read_phrases(person.language).terms
        subject, description = dice.one(terms["noise"])
        app = dice.one(("mail", "printing", "payroll", "compass", "vpn"))
        return Ticket(
            created=when,
            resolved=when + timedelta(minutes=dice.between(5, 240)),
            subject=subject,
            description=description,
            resolution=dice.one(terms["noise_answers"]),
            requester=person.name,
            role=person.area,
            site=person.site,
            product=self.app_name(app) if dice.chance(0.4) else "",
            version="",
            channel=dice.weighted(self._terms["channels"][1:], CHANNEL_WEIGHTS[1:]),
            priority=self._terms["priorities"][1],
            status=self._terms["statuses"][0],
            agent=dice.one(self._terms["agents"]),
            satisfaction=None,
            reopened=self._terms["yes_no"][1],
            minutes=dice.between(1, 4),
            family="noise",
            segment=person.segment,
            device=person.device,
        )

    def repeat(self, dice: Dice, ticket: Ticket, when: datetime) -> Ticket:
        """Write an earlier ticket that its writer sends once more, a word or two changed."""
        terms = self._terms
        before, after = dice.one(terms["repeats"])
        return replace(
            ticket,
            created=when,
            resolved=when + timedelta(hours=dice.between(1, 6)),
            subject=f"{before} {ticket.subject}".strip(),
            description=f"{ticket.description} {after}".strip(),
            resolution=dice.one(terms["repeat_answers"]),
            satisfaction=None,
            minutes=dice.between(1, 5),
        )

    def leave_open(self, now: datetime, ticket: Ticket) -> Ticket:
        """Return the ticket, still open if it was not closed at `now`."""
        if ticket.resolved is None or ticket.resolved <= now:
            return ticket
        status = self._terms["statuses"][2]
        return replace(ticket, resolved=None, resolution="", status=status, satisfaction=None, minutes=None)


def leave_gaps(dice: Dice, ticket: Ticket) -> Ticket:
    """Leave fields empty as busy agents do."""
    # What was planted is stated in the truth: its place must not be lost.
    fields = OPTIONAL if ticket.cause is None else OPTIONAL_IF_PLANTED
    blanks = {name: "" for name in fields if dice.chance(MISSING)}
    minutes = None if dice.chance(MISSING) else ticket.minutes
    return replace(ticket, minutes=minutes, **blanks)  # type: ignore[arg-type]  # all of them are text


def _draw_satisfaction(dice: Dice, *, annoyed: bool) -> int | None:
    if not dice.chance(ANSWERED):
        return None
    return dice.weighted((1, 2, 3, 4, 5), (22, 30, 26, 16, 6) if annoyed else (2, 5, 15, 40, 38))
