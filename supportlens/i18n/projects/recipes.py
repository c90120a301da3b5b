"""Sentences about what of a recipe could not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import WhyNotDone
from supportlens.i18n.labels import field_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import NotDone
    from supportlens.i18n.words import Words


def not_done_line(left: NotDone, words: Words) -> str:
    """Return why a part of a recipe could not be done."""
    if left.why is WhyNotDone.NO_COLUMN:
        return words.say(
            "Not applied: the tickets have no column for {field}.", field=field_name(left.missing, words)
        )
    missing = words.quoted(left.missing)
    return {
        WhyNotDone.NO_SYMPTOM: words.say("Not applied: no symptom here is {name}.", name=missing),
        WhyNotDone.NO_CAUSE: words.say("Not applied: no cause here is {name}.", name=missing),
        WhyNotDone.NOT_DIVISIBLE: words.say("Not applied: {name} has no two parts here.", name=missing),
        WhyNotDone.NO_GROUP: words.say("Not applied: nothing here was set apart as {name}.", name=missing),
    }[left.why]


def recipe_lines(done: int, left: Iterable[NotDone], words: Words) -> list[str]:
    """Return how many parts of a recipe were done, and why the others were not."""
    return [
        words.say_n(
            "{count} part of the recipe was applied.", "{count} parts of the recipe were applied.", done
        ),
        *(not_done_line(each, words) for each in left),
    ]
