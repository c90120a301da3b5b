"""One customer's own matter: hundreds of tickets of one requester within weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.new_values import name_customer
from sample_logs.planted.situations.plain import write_plain
from sample_logs.planted.situations.setting import Effect, choose_day, close_after, read_texts
from sample_logs.planted.timeline import WEEKDAYS, draw_moment, list_days
from sample_logs.planted.values import draw_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

APPLICATIONS = ("conduit", "beacon", "compass", "atlas")
FEWEST, MOST = 100, 400
LARGEST_PART = 0.35
"""The greatest part of the log's other tickets that one customer has, where that is more than the fewest."""


def heavy_requester(dice: Dice, tickets: Sequence[Ticket], setting: Setting) -> Effect:
    """Bring 100 to 400 tickets of one customer about its own matter in two to five weeks."""
    texts = read_texts("nobody", setting.language)["heavy"]
    count = min(dice.between(FEWEST, MOST), max(FEWEST, round(LARGEST_PART * len(tickets))))
    since = choose_day(dice, setting.scenario, setting.plans, 0.2, 0.8)
    days = list_days(since, since + timedelta(weeks=dice.between(2, 5)))
    weights = [WEEKDAYS[day.weekday()] for day in days]
    customer = dice.one(texts["customers"])
    sender = f"{dice.one(texts['locals'])}@{_domain(customer)}.example"
    says: list[str] = dice.one(texts["matters"])["says"]
    taken = {plan.app for plan in setting.plans}
    product = setting.desk.app_name(dice.one([key for key in APPLICATIONS if key not in taken]))
    speech = read_phrases(setting.language)
    dialect = speech.patterns["dialects"][dice.one(tuple(speech.patterns["dialects"]))]
    site = dice.one(setting.people).site
    made = []
    for day in sorted(dice.weighted(days, weights) for _ in range(count)):
        when = draw_moment(dice, day)
        person = replace(dice.one(setting.people), language=setting.language)
        values = draw_values(dice, person, when, product, "", None) | dialect | {"name": _name(dice, setting)}
        written = write_plain(dice, setting, when, sender, dice.one(says), values, Situation.HEAVY_REQUESTER)
        made.append(
            replace(
                written,
                site=site,
                product=product,
                customer=customer,
                resolved=close_after(when, dice, (1, 30)),
                resolution=dice.one(texts["resolutions"]),
                minutes=dice.between(4, 20),
            )
        )
    named = [name_customer(setting, ticket) for ticket in tickets]
    last = max(ticket.created.date() for ticket in made)
    return Effect((*named, *made), made[0].created.date(), last, "requester", after=sender)


def _domain(customer: str) -> str:
    plain = customer.lower().translate(str.maketrans("áéíóúñ", "aeioun"))
    return "".join(letter for letter in plain if letter.isalpha())


def _name(dice: Dice, setting: Setting) -> str:
    names = setting.terms["names"]
    return f"{dice.one(names['first'])} {dice.one(names['last'])}"
