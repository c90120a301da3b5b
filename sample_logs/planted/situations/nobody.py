"""What is nobody's request: spam, automatic answers, tests and the alerts of machines."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.people import Habit
from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.plain import draw_particulars, write_plain
from sample_logs.planted.situations.setting import Effect, choose_day, read_texts
from sample_logs.planted.timeline import draw_moment, list_days

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

MOST_SPAM = 0.45
"""The greatest part of the log's other tickets that a flood of spam has."""
FEW_SENDERS = 0.5
"""The chance that a flood comes from a handful of addresses."""
FOREIGN_SPAM = 0.35
"""The part of the campaigns that are in the other language."""


def spam_flood(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Bring hundreds of mails of a few campaigns within days."""
    count = min(dice.between(200, 600), round(MOST_SPAM * len(tickets)))
    since = choose_day(dice, setting.scenario, setting.plans, 0.2, 0.85)
    days = list_days(since, since + timedelta(days=dice.between(0, 5)))
    campaigns = _draw_campaigns(dice, setting)
    few = dice.chance(FEW_SENDERS)
    domains: list[str] = read_texts("nobody", setting.language)["spam"]["domains"]
    made = []
    for _ in range(count):
        language, said = dice.one(campaigns)
        day = dice.one(days)
        values = draw_particulars(dice, setting, day, language)
        local = dice.one(("info", "news", "promo")) if few else f"user{dice.between(1, 9999)}"
        domain = dice.one(domains) if few else f"mail{dice.between(1, 400)}.example"
        when = datetime.combine(day, time(dice.between(0, 23), dice.between(0, 59)))
        made.append(
            write_plain(
                dice, setting, when, f"{local}@{domain}", said, values, Situation.SPAM_FLOOD, language
            )
        )
    return Effect((*tickets, *made), days[0], days[-1], "requester", after="spam")


def _draw_campaigns(dice: Dice, setting: Setting) -> list[tuple[str, str]]:
    """Draw three to eight campaigns, each with its language."""
    other = "es" if setting.language == "en" else "en"
    made = []
    for _ in range(dice.between(3, 8)):
        language = other if dice.chance(FOREIGN_SPAM) else setting.language
        made.append((language, dice.one(read_texts("nobody", language)["spam"]["campaigns"])))
    return made


def auto_replies(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Bring absences, bounces and receipts, half of them over the whole log and half in bursts."""
    count = max(25, round(len(tickets) * dice.between(6, 20) / 100))
    scenario = setting.scenario
    every = list_days(scenario.first, scenario.last)
    bursts = [choose_day(dice, scenario, setting.plans, 0.1, 0.85) for _ in range(dice.between(2, 4))]
    made = []
    for position in range(count):
        near = bursts[position % len(bursts)] + timedelta(days=dice.between(0, 2))
        made.append(_write_reply(dice, tickets, setting, near if position % 2 else dice.one(every)))
    return Effect(
        (*tickets, *made), min(t.created.date() for t in made), scenario.last, "", after="automatic"
    )


def _write_reply(dice: Dice, tickets: Sequence[Ticket], setting: Setting, day: date) -> Ticket:
    person = dice.one(setting.people)
    texts = read_texts("nobody", person.language)["automatic"]
    sort = dice.weighted(("absent", "bounces", "received"), (55, 30, 15))
    about = dice.one(tickets).subject or "RE:"
    values = draw_particulars(dice, setting, day, person.language) | {"subject": about}
    sender = dice.one(texts["robots"]) if sort == "bounces" else person.name
    when = datetime.combine(day, time(dice.between(0, 23), dice.between(0, 59)))
    said = dice.one(texts[sort])
    return write_plain(dice, setting, when, sender, said, values, Situation.AUTO_REPLIES, person.language)


def tester(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Bring one person's many tests of the desk's tool within weeks."""
    texts = read_texts("nobody", setting.language)["tests"]
    count = max(40, min(dice.between(60, 220), round(0.25 * len(tickets))))
    since = choose_day(dice, setting.scenario, setting.plans, 0.2, 0.85)
    days = [day for day in list_days(since, since + timedelta(days=dice.between(6, 20))) if day.weekday() < 5]
    neat = [person for person in setting.people if person.habit is Habit.NEAT]
    sender = dice.one(texts["testers"]) if dice.chance(0.6) else dice.one(neat).name
    forms = dice.shuffle(texts["says"])[: dice.between(5, len(texts["says"]))]
    made = []
    for number, day in enumerate(sorted(dice.one(days) for _ in range(count)), 1):
        values = draw_particulars(dice, setting, day) | {"count": str(number)}
        when = draw_moment(dice, day)
        made.append(write_plain(dice, setting, when, sender, dice.one(forms), values, Situation.TESTER))
    last = max(ticket.created.date() for ticket in made)
    return Effect((*tickets, *made), made[0].created.date(), last, "requester", after=sender)


def machine_alerts(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Connect the monitoring to the desk: from a day on, machines write at every hour, and in storms."""
    texts = read_texts("nobody", setting.language)["alerts"]
    count = max(40, round(len(tickets) * dice.between(10, 35) / 100))
    since = choose_day(dice, setting.scenario, setting.plans, 0.15, 0.8)
    days = list_days(since, setting.scenario.last)
    storms = [dice.one(days) for _ in range(dice.between(1, 3))]
    sender = dice.one(texts["senders"])
    sorts = dice.shuffle(texts["says"])[: dice.between(5, 12)]
    # Alerts are written in the language of the monitoring, whatever people speak.
    made = []
    for _ in range(count):
        day = dice.one(storms) if dice.chance(0.25) else dice.one(days)
        values = draw_particulars(dice, setting, day)
        when = datetime.combine(day, time(dice.between(0, 23), dice.between(0, 59)))
        made.append(
            write_plain(dice, setting, when, sender, dice.one(sorts), values, Situation.MACHINE_ALERTS)
        )
    return Effect(
        (*tickets, *made),
        min(ticket.created.date() for ticket in made),
        setting.scenario.last,
        "requester",
        after=sender,
    )


NOBODY: dict[Situation, Callable[[Dice, Sequence[Ticket], Setting], Effect]] = {
    Situation.SPAM_FLOOD: spam_flood,
    Situation.AUTO_REPLIES: auto_replies,
    Situation.TESTER: tester,
    Situation.MACHINE_ALERTS: machine_alerts,
}
