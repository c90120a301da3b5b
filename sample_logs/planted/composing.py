"""Compose a ticket's texts as a person with their own habits would write them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_logs.planted.people import Habit
from sample_logs.planted.phrasing import capitalise_sentences, read_phrases

if TYPE_CHECKING:
    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person
    from sample_logs.planted.phrasing import Family

LENGTHS = {"short": 27, "middle": 45, "long": 28}


@dataclass(frozen=True, slots=True)
class TicketTexts:
    """The texts of one ticket."""

    subject: str
    description: str
    resolution: str


def compose(
    dice: Dice, family: Family, person: Person, values: dict[str, str], *, annoyed: bool, code: bool = False
) -> TicketTexts:
    """Write a ticket of the family: a subject, a text of 5 to 70 words and the agent's answer.

    `code` adds an error code that has nothing to do with the matter.
    """
    speech = read_phrases(person.language)
    values = values | speech.patterns["dialects"][person.dialect]
    subject, say, answer = _draw_matter(dice, family)
    parts = _choose_parts(dice, annoyed=annoyed, details=bool(family.details)) + ["stray_code"] * code
    own = {"say": (say,), "detail": family.details, "calm": family.calm}
    wider = {"context": family.contexts, "annoyed": family.annoyed}
    sentences = [
        speech.expand(dice.one(own.get(part) or speech.slot(part) + wider.get(part, ())), values, dice)
        for part in parts
    ]
    return TicketTexts(
        type_text(dice, capitalise_sentences(speech.expand(subject, values, dice)), person.habit),
        type_text(dice, capitalise_sentences(" ".join(sentences)), person.habit),
        capitalise_sentences(speech.expand(answer, values, dice)),
    )


def _draw_matter(dice: Dice, family: Family) -> tuple[str, str, str]:
    """Draw the patterns of a subject, of a description and of its answer."""
    said = dice.one(family.says).split(" >> ")
    if len(said) == 3:
        return said[0], said[1], said[2]
    return dice.one(family.subjects), said[0], dice.one(family.answers)


def _choose_parts(dice: Dice, *, annoyed: bool, details: bool) -> list[str]:
    """Choose which parts a text has, in their order."""
    length = dice.weighted(tuple(LENGTHS), LENGTHS.values())
    left_out = {"calm" if annoyed else "annoyed", *(() if details else ("detail",))}
    wanted = {
        "greeting": {"short": 0.15, "middle": 0.6, "long": 0.8},
        "context": {"short": 0.0, "middle": 0.15, "long": 0.75},
        "say": {"short": 1.0, "middle": 1.0, "long": 1.0},
        "detail": {"short": 0.1, "middle": 0.55, "long": 0.9},
        "annoyed": {"short": 0.35, "middle": 0.75, "long": 1.0},
        "calm": {"short": 0.0, "middle": 0.15, "long": 0.4},
        "closing": {"short": 0.1, "middle": 0.4, "long": 0.6},
    }
    return [part for part, chances in wanted.items() if dice.chance(chances[length]) and part not in left_out]


def type_text(dice: Dice, text: str, habit: Habit) -> str:
    """Return the text as a person of that habit types it."""
    if habit is Habit.PLAIN:
        return drop_marks(text)
    if habit is Habit.HASTY:
        return make_slips(dice, text)
    return text


def drop_marks(text: str) -> str:
    """Drop accents, opening marks and capitals, as many people do; ñ stays."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("¿", "").replace("¡", ""))
    kept = "".join(
        mark
        for before, mark in zip(" " + decomposed, decomposed, strict=False)
        if not unicodedata.combining(mark) or (before == "n" and mark == "\u0303")
    )
    return unicodedata.normalize("NFC", kept)


def make_slips(dice: Dice, text: str) -> str:
    """Make a slip in one of about ten longer words; names are spared."""
    return " ".join(
        _make_slip(dice, word)
        if len(word) > 4 and word.isalpha() and word.islower() and dice.chance(0.1)
        else word
        for word in text.split(" ")
    )


def _make_slip(dice: Dice, word: str) -> str:
    place = dice.between(1, len(word) - 3)
    before, pair, after = word[:place], word[place : place + 2], word[place + 2 :]
    return dice.one((before + pair[::-1] + after, before + pair[1] + after, before + pair[0] + pair + after))
