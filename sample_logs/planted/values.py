"""The particulars that fill a ticket's slots: names, amounts, codes, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sample_logs.planted.phrasing import read_phrases

if TYPE_CHECKING:
    from datetime import datetime

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person

SPANS = {"today": 0, "days": 8, "weeks": 45, "months": 10_000}
"""Words for how long ago, by the most days they are used for."""

ORDINALS = ("", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th")


def draw_values(
    dice: Dice, person: Person, when: datetime, app: str, version: str, plan: Plan | None
) -> dict[str, str]:
    """Return what the slots of a pattern may ask for, in the person's own language."""
    speech = read_phrases(person.language)
    terms = speech.terms
    low, high = sorted((dice.between(180, 4200), dice.between(180, 4200)))
    count = dice.between(2, 9)
    numbers = {
        "code": _draw_code(dice, plan),
        "low": _format_amount(low, terms),
        "high": _format_amount(high + 35, terms),
        "gap": _format_amount(high + 35 - low, terms),
        "invoice": f"{dice.one('ABF')}-{dice.between(1200, 9890)}",
        "order": str(dice.between(20_100, 78_900)),
        "customer_no": str(dice.between(1010, 9970)),
        "n": str(count),
        "nth": ORDINALS[count],
        "many": str(dice.between(11, 48)),
        "user": f"u{dice.between(2004, 8990)}",
        "floor": str(dice.between(1, 5)),
    }
    firm = dice.one(terms["firms"])
    words = {
        "app": app or terms["nothing"],
        "version": version or terms["last_version"],
        "site": person.site,
        "area": person.area,
        "month": terms["months"][when.month - 1],
        "last_month": terms["months"][when.month - 2],
        "colleague": dice.one(terms["names"]["first"]),
        "firm": firm,
        "firms": f"{firm}'" if firm.endswith("s") else f"{firm}'s",
        "change_month": terms["months"][(plan.change.day if plan else when).month - 1],
        "since": _draw_since(dice, when, plan, terms["since"]),
    }
    return numbers | words


def _draw_code(dice: Dice, plan: Plan | None) -> str:
    """Return an error code; a defect shows one of its own three again and again."""
    if plan is not None and plan.kind == "defect" and dice.chance(0.85):
        number = sum(plan.app.encode())
        return dice.one((f"{number}", f"0x{number * 7:04X}", f"{number + 12}"))
    return dice.one(("500", "404", "0x80070005", "1067", "503", "E-113", "403"))


def _format_amount(number: int, terms: dict[str, Any]) -> str:
    return str(terms["money"]) + f"{number:,}".replace(",", terms["thousands"])


def _draw_since(dice: Dice, when: datetime, plan: Plan | None, words: dict[str, list[str]]) -> str:
    """Return how long ago it began, truly for a planted cause."""
    if plan is None:
        return dice.one(words["routine"])
    days = (when.date() - plan.change.day).days
    return dice.one(words[next(name for name, most in SPANS.items() if days <= most)])
