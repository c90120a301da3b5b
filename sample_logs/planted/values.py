"""The particulars that fill a ticket's slots: names, amounts, codes, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_logs.planted.phrasing import phrases

if TYPE_CHECKING:
    from datetime import datetime

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.drawing import Dice
    from sample_logs.planted.people import Person


def values_of(
    dice: Dice, person: Person, when: datetime, app: str, version: str, plan: Plan | None
) -> dict[str, str]:
    """Give what the slots of a pattern may ask for, in the person's own language."""
    speech = phrases(person.language)
    terms = speech.terms
    low, high = sorted((dice.between(180, 4200), dice.between(180, 4200)))
    numbers = {
        "code": _code(dice, plan),
        "low": _amount(low, person.language),
        "high": _amount(high + 35, person.language),
        "gap": _amount(high + 35 - low, person.language),
        "invoice": f"{dice.one('ABF')}-{dice.between(1200, 9890)}",
        "order": str(dice.between(20_100, 78_900)),
        "customer_no": str(dice.between(1010, 9970)),
        "n": str(dice.between(2, 9)),
        "many": str(dice.between(11, 48)),
        "floor": str(dice.between(1, 5)),
    }
    words = {
        "app": app or terms["nothing"],
        "version": version or terms["last_version"],
        "site": person.site,
        "area": person.area,
        "month": terms["months"][when.month - 1],
        "last_month": terms["months"][when.month - 2],
        "colleague": dice.one(terms["names"]["first"]),
        "firm": dice.one(terms["firms"]),
        "since": _since(dice, when, plan, terms["since"]),
    }
    return numbers | words


def _code(dice: Dice, plan: Plan | None) -> str:
    """Give an error code; a defect shows one of its own three again and again."""
    if plan is not None and plan.kind == "defect" and dice.chance(0.85):
        number = sum(plan.app.encode())
        return dice.one((f"{number}", f"0x{number * 7:04X}", f"{number + 12}"))
    return dice.one(("500", "404", "0x80070005", "1067", "503", "E-113", "403"))


def _amount(number: int, language: str) -> str:
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language == "es" else grouped


def _since(dice: Dice, when: datetime, plan: Plan | None, words: dict[str, list[str]]) -> str:
    """Say how long ago it began, truly for a planted cause."""
    if plan is None:
        return dice.one(words["recent"])
    days = (when.date() - plan.change.day).days
    if days <= 6:
        return dice.one(words["recent"])
    if days <= 45:
        return dice.one(words["weeks"])
    return dice.one(words["months"])
