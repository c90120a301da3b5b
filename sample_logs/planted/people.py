"""The people who write: name, place of work, language and habits of writing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sample_logs.planted.dice import Dice
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Language


class Habit(StrEnum):
    """How carefully a person types."""

    NEAT = "neat"
    PLAIN = "plain"
    """No accents, no opening marks, small letters."""
    HASTY = "hasty"
    """Letters swapped, dropped or doubled."""


HABITS = {Habit.NEAT: 62, Habit.PLAIN: 24, Habit.HASTY: 14}
SITE_WEIGHTS = (34, 24, 18, 14, 10)
SEGMENT_WEIGHTS = (50, 30, 20)
DEVICE_WEIGHTS = (45, 30, 15, 10)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the desk."""

    name: str
    area: str
    site: str
    language: str
    dialect: str
    habit: Habit
    segment: str
    """The segment that a customer belongs to."""
    device: str


def invent_people(dice: Dice, size: int, language: Language) -> tuple[Person, ...]:
    """Invent `size` people with different names."""
    labels = read_phrases("en" if language is Language.EN else "es").terms
    made: dict[str, Person] = {}
    while len(made) < size:
        own = _draw_language(dice, language)
        name = _draw_name(dice, own, long=len(made) > 400)
        if name in made:
            continue
        own_dice = Dice("person", name)  # apart from the others', so that no other draw moves
        made[name] = Person(
            name=name,
            area=dice.one(labels["areas"]),
            site=dice.weighted(labels["sites"], SITE_WEIGHTS),
            language=own,
            dialect=dice.one(tuple(read_phrases(own).patterns["dialects"])),
            habit=dice.weighted(tuple(HABITS), HABITS.values()),
            segment=own_dice.weighted(labels["segments"], SEGMENT_WEIGHTS),
            device=own_dice.weighted(labels["devices"], DEVICE_WEIGHTS),
        )
    return tuple(made.values())


def _draw_language(dice: Dice, language: Language) -> str:
    if language is Language.MIXED:
        return "es" if dice.chance(0.6) else "en"
    return language.value


def _draw_name(dice: Dice, language: str, *, long: bool) -> str:
    names = read_phrases(language).terms["names"]
    parts = [dice.one(names["first"]), dice.one(names["last"])]
    if long:
        parts.insert(1, dice.one(names["first"]))
        parts.append(dice.one(names["last"]))
    return " ".join(parts)
