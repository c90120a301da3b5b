"""Tickets that none of the desk's customers typed: a pattern filled in by a machine or a stranger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.situations.setting import close_after
from sample_logs.planted.tickets import Ticket

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.scenario import Situation
    from sample_logs.planted.situations.setting import Setting

MAIL = 1
"""The position of mail among the channels."""
ANSWERED = 0.15
"""The part of such tickets to which an agent writes anything."""


def write_plain(
    dice: Dice,
    setting: Setting,
    when: datetime,
    sender: str,
    said: str,
    values: Mapping[str, str],
    situation: Situation,
    language: str = "",
) -> Ticket:
    """Write a ticket of ``subject >> text``, both filled in with the values."""
    speech = read_phrases(language or setting.language)
    subject, text = (speech.expand(part, values, dice) for part in said.split(" >> "))
    terms = setting.terms
    return Ticket(
        created=when,
        resolved=close_after(when, dice, (0, 30)),
        subject=subject,
        description=text,
        resolution=dice.one(terms["noise_answers"][2:]) if dice.chance(ANSWERED) else "",
        requester=sender,
        role="",
        site="",
        product="",
        version="",
        channel=terms["channels"][MAIL],
        priority=terms["priorities"][1],
        status=terms["statuses"][0],
        agent=dice.one(terms["agents"]),
        satisfaction=None,
        reopened=terms["yes_no"][1],
        minutes=dice.between(1, 4),
        family=situation.value,
        situations=(situation.value,),
    )


def draw_particulars(dice: Dice, setting: Setting, day: date, language: str = "") -> dict[str, str]:
    """Return numbers, codes, names and days as such texts hold them."""
    terms = read_phrases(language or setting.language).terms
    first, last = dice.one(terms["names"]["first"]), dice.one(terms["names"]["last"])
    format_ = terms["day_format"]
    back = day + timedelta(days=dice.between(2, 15))
    host = dice.one(("srv-db", "srv-web", "srv-files", "fw-edge", "sw-core", "nas", "vm-app", "esx"))
    return {
        "n": str(dice.between(2, 9)),
        "count": str(dice.between(11, 98)),
        "number": str(dice.between(10_000, 989_999)),
        "code": f"{dice.one('ABDEHKMR')}{dice.between(100, 999)}{dice.one('TVWXZ')}{dice.between(10, 99)}",
        "price": f"{terms['money']}{dice.between(19, 4990)}",
        "phone": f"{dice.between(200, 990)} {dice.between(100, 999)} {dice.between(1000, 9999)}",
        "name": f"{first} {last}",
        "colleague": f"{dice.one(terms['names']['first'])} {dice.one(terms['names']['last'])}",
        "extension": str(dice.between(1100, 6890)),
        "day": day.strftime(format_),
        "day2": back.strftime(format_),
        "address": f"{first[0].lower()}{dice.between(10, 989)}@client{dice.between(2, 60)}.example",
        "host": f"{host}{dice.between(1, 9):02d}",
        "ip": f"10.{dice.between(1, 40)}.{dice.between(0, 9)}.{dice.between(2, 250)}",
        "disk": dice.one(("C:", "D:", "/var", "/home", "/data")),
        "percent": str(dice.between(86, 99)),
        "secs": str(dice.between(10, 58)),
        "warm": str(dice.between(29, 46)),
        "clock": f"{dice.between(0, 23):02d}:{dice.between(0, 59):02d}",
    }
