"""Rises that hit everything: a redesign that nobody explained, a day of outage in many words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sample_logs.planted.phrasing import read_family, read_phrases
from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.setting import Effect, mark, read_texts
from sample_logs.planted.situations.traffic import (
    draw_more_days,
    former_level,
    invent_newcomers,
    usual_tickets,
    write_usual,
)
from sample_logs.planted.timeline import WEEKDAYS, draw_burst_moment, draw_moment
from sample_logs.planted.traits import ROUTINE, TRAITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person
    from sample_logs.planted.phrasing import Family
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

ANY_APP = ("atlas", "compass", "conduit", "beacon", "payroll", "mail", "vpn", "printing")
SHARED_PHRASE = 0.33
"""The part of an outage's tickets that say in the usual words that something is down."""
HARMED = 0.33
"""The part that tell what does not work in words of their own; the rest takes it for a usual fault."""
USUAL_FAULTS = ("slow", "faults", "network", "passwords", "reports", "printing")
PER_PERSON = 0.4
"""Newcomers for each ticket of a redesign: many write for the first time."""


def redesign(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Raise everything by half to three times, half of it about four to eight new topics."""
    plan = setting.events[Situation.REDESIGN]
    level = former_level(tickets, plan.since)
    factor = dice.between(50, 300) / 100
    more = draw_more_days(dice, level, factor, plan.since, setting.scenario.last, plan.ramp_weeks)
    days = [plan.since, *more]
    askers = (*setting.people, *invent_newcomers(dice, setting, 10 + round(PER_PERSON * len(days))))
    brand = dice.one(setting.own["brands"])
    new, known = dice.between(3, 6), dice.between(1, 2)
    wanted = _choose_topics(dice, new, known)
    own_part = dice.between(30, 100) / 100
    usual = usual_tickets(tickets)
    made: list[Ticket] = []
    for position, day in enumerate(days):
        person = dice.one(askers)
        if position % 2 == 0:
            topics = _list_topics(person.language, brand)
            family = dice.weighted([topics[name] for name in wanted], wanted.values())
            when = draw_moment(dice, day)
            written = setting.desk.write_ticket(dice, person, when, family, TRAITS[plan.kind], plan=plan)
        else:
            app = plan.app if dice.chance(own_part) else ""
            written = write_usual(dice, setting, usual, person, day, app)
        made.append(mark(written, Situation.REDESIGN))
    return Effect(
        (*tickets, *made),
        plan.since,
        setting.scenario.last,
        "product",
        after=setting.desk.app_name(plan.app),
        topics=(len(made) + 1) // 2,
    )


def _choose_topics(dice: Dice, new: int, known: int) -> dict[str, int]:
    """Draw the topics of a redesign with their weights: some of its own, some of any new navigation."""
    ours = dice.shuffle(sorted(read_texts("redesign", "es")["families"]))[:new]
    theirs = dice.shuffle(sorted(each.name for each in read_phrases("es").planted("knowledge_gap")))[:known]
    return {name: dice.between(2, 9) for name in (*ours, *theirs)}


def _list_topics(language: str, brand: str) -> dict[str, Family]:
    """Return every topic of a redesign by its name, the new name of the application filled in."""
    shared = read_phrases(language).patterns["planted"]["knowledge_gap"]
    known = {family.name: family for family in read_phrases(language).planted("knowledge_gap")}
    made = {
        name: read_family(name, _fill(table, brand), shared)
        for name, table in read_texts("redesign", language)["families"].items()
    }
    return known | made


def _fill(table: dict[str, list[str]], brand: str) -> dict[str, list[str]]:
    return {name: [text.replace("{brand}", brand) for text in texts] for name, texts in table.items()}


def outage_in_many_words(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Bring a day two and a half to four times as busy, of which a third shares its words."""
    plan = setting.events[Situation.OUTAGE_IN_MANY_WORDS]
    usual_day = former_level(tickets, plan.since) * WEEKDAYS[plan.since.weekday()]
    whole = usual_day * dice.between(250, 400) / 100
    count = max(8, round(whole) - sum(ticket.created.date() == plan.since for ticket in tickets))
    askers = dice.shuffle(setting.people)
    made = [
        mark(_write_failing(dice, setting, askers[n % len(askers)]), Situation.OUTAGE_IN_MANY_WORDS)
        for n in range(count)
    ]
    return Effect((*tickets, *made), plan.since, plan.since, topics=len(made))


def _write_failing(dice: Dice, setting: Setting, person: Person) -> Ticket:
    """Write a ticket of the day on which much fails."""
    plan = setting.events[Situation.OUTAGE_IN_MANY_WORDS]
    speech = read_phrases(person.language)
    when = draw_burst_moment(dice, plan.since, plan.hour)
    if dice.chance(0.5):
        when = max(when, draw_moment(dice, plan.since))
    part = dice.between(0, 999) / 1000
    if part < SHARED_PHRASE:
        families = speech.planted("outage")
        family = dice.weighted(families, [each.weight for each in families])
        return setting.desk.write_ticket(
            dice, person, when, family, TRAITS[plan.kind], app=dice.one(ANY_APP), plan=plan
        )
    if part < SHARED_PHRASE + HARMED:
        clock = f"{dice.between(7, 11)}:{dice.between(0, 5)}{dice.between(0, 9)}"
        said_of = read_texts("desk", person.language)["outage"]
        app, said = dice.one([(app, text) for app, texts in said_of.items() for text in texts])
        calm = speech.planted("outage")[0]
        harmed = replace(calm, name="harmed", subjects=(), says=(said.replace("{hour}", clock),), details=())
        ticket = setting.desk.write_ticket(dice, person, when, harmed, TRAITS[plan.kind], app=app, plan=plan)
        return replace(ticket, product=setting.desk.app_name(app))
    family = dice.one([each for each in speech.routine() if each.name in USUAL_FAULTS])
    return setting.desk.write_ticket(dice, person, when, family, ROUTINE, app=dice.one(family.apps))
