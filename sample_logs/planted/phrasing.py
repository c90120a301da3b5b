"""Phrase grammars: patterns with choices and slots, and the texts made from them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sample_logs.planted.dice import Dice

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_BLANKS, _BEFORE_MARK = re.compile(r" {2,}"), re.compile(r" ([,.;:!?])")
_SENTENCE = re.compile(r"(^|[.!?…] |[.!?]\) |\n)([¿¡]?)(\w)")


@dataclass(frozen=True, slots=True)
class Family:
    """The patterns of one thing that people ask about."""

    name: str
    weight: float
    subjects: tuple[str, ...]
    says: tuple[str, ...]
    """What is said, or ``subject >> what is said >> answer`` where these belong together."""
    details: tuple[str, ...]
    answers: tuple[str, ...]
    contexts: tuple[str, ...] = ()
    annoyed: tuple[str, ...] = ()
    """What only people with this matter add, beside the slots of these names."""
    calm: tuple[str, ...] = ()
    """What people with this matter add instead of the slot of that name."""
    apps: tuple[str, ...] = ()
    """Keys of the applications it is about; empty where the cause decides."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Everything of one language: labels and names in `terms`, patterns in `patterns`."""

    terms: dict[str, Any]
    patterns: dict[str, Any]

    def routine(self) -> tuple[Family, ...]:
        """Return the families of ordinary traffic."""
        return _read_families(self, "")

    def planted(self, kind: str) -> tuple[Family, ...]:
        """Return the families of a planted kind."""
        return _read_families(self, kind)

    def expand(self, pattern: str, values: Mapping[str, str], dice: Dice) -> str:
        """Make a text of a pattern: ``[a|b]`` is a choice, ``{name}`` a value or another pattern.

        Raises KeyError for a slot that nothing fills.
        """
        while match := _CHOICE.search(pattern):
            pattern = pattern[: match.start()] + dice.one(match[1].split("|")) + pattern[match.end() :]
        while match := _SLOT.search(pattern):
            filling = values.get(match[1])
            if filling is None:
                filling = self.expand(dice.one(self.patterns["slots"][match[1]]), values, dice)
            pattern = pattern[: match.start()] + filling + pattern[match.end() :]
        return tidy_blanks(pattern)

    def slot(self, name: str) -> tuple[str, ...]:
        """Return the patterns of the slot of that name."""
        return tuple(self.patterns["slots"][name])


@cache
def read_phrases(language: str) -> Phrases:
    """Read the phrase grammars of ``es`` or ``en``."""
    folder = Path(__file__).parent
    return Phrases(
        tomllib.loads((folder / f"terms_{language}.toml").read_text(encoding="utf-8")),
        tomllib.loads((folder / f"phrases_{language}.toml").read_text(encoding="utf-8")),
    )


@cache
def _read_families(phrases: Phrases, kind: str) -> tuple[Family, ...]:
    """Return the families of a planted kind, "" for ordinary traffic; every ticket asks for them."""
    if not kind:
        return tuple(read_family(name, table, {}) for name, table in phrases.patterns["routine"].items())
    table = phrases.patterns["planted"][kind]
    return tuple(read_family(name, own, table) for name, own in table["families"].items())


def tidy_blanks(text: str) -> str:
    """Remove the extra blanks that empty choices leave behind."""
    return _BEFORE_MARK.sub(r"\1", _BLANKS.sub(" ", text).strip())


def capitalise_sentences(text: str) -> str:
    """Begin every sentence with a capital letter."""
    return _SENTENCE.sub(lambda match: match[1] + match[2] + match[3].upper(), text)


def read_family(name: str, own: Mapping[str, Any], kind: Mapping[str, Any]) -> Family:
    """Return the family of a table and of the table that its kind shares."""
    return Family(
        name=name,
        weight=float(own.get("weight", 1)),
        subjects=tuple(own["subjects"]),
        says=tuple(own["says"]),
        details=_join(own.get("details", ()), kind.get("details", ())),
        answers=_join(own.get("answers", ()), kind.get("answers", ())),
        contexts=tuple(kind.get("contexts", ())),
        annoyed=tuple(kind.get("annoyed", ())),
        calm=tuple(kind.get("calm", ())),
        apps=tuple(own.get("apps", ())),
    )


def _join(own: Sequence[str], shared: Sequence[str]) -> tuple[str, ...]:
    return (*own, *shared)
