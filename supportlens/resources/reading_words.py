"""Reads the words that the readers of exports need to recognise dates, answers and chats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.resources.locating import resource
from supportlens.resources.words import COMMON, read_word_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

DURATION_UNITS = ("days", "hours", "minutes", "seconds")
"""The keys below `duration_units`: units that are always as long; a month is not."""


@dataclass(frozen=True, slots=True)
class ChatWords:
    """Patterns of WhatsApp exports; each is an alternation over all languages."""

    system: str
    wordless: str
    edited: str
    service: str
    title: str


@dataclass(frozen=True, slots=True)
class GradeWords:
    """Words of answers about satisfaction; `grades` are whole answers with their grade from 1 to 5."""

    best: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    worst: frozenset[str]
    intensifiers: frozenset[str]
    negations: frozenset[str]
    unasked: frozenset[str]
    grades: dict[str, float]
    scale_links: str
    scale_ends: str
    recommending: str
    """Beginnings, folded, of words for recommending."""
    stars: str
    comment_links: str
    comments: str


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """The words of all languages that readers look for; each str is an alternation for a pattern."""

    languages: tuple[str, ...]
    day_first: frozenset[str]
    """The languages whose dates put the day before the month."""
    months: dict[str, int]
    """Short forms of months, folded, beside the names that Babel knows."""
    date_links: str
    clock_links: str
    ordinals: str
    zones: str
    """Patterns of the names of time zones, as written."""
    relatives: str
    """Moments said by their distance from today, folded."""
    duration_links: str
    duration_units: dict[str, str]
    """Folded words and abbreviations of units with what they mean: one of DURATION_UNITS."""
    versions: str
    footers: str
    group_links: str
    """Words before what groups a report, in its title."""
    catalogue_headers: frozenset[str]
    """Words in the headers of a catalogue, folded."""
    empty_values: frozenset[str]
    """What spreadsheets and databases write for a cell without a value, in lower case."""
    lost_formulas: frozenset[str]
    """Those of them that stand for a text taken for a formula."""
    change_names: frozenset[str]
    own_words: frozenset[str]
    """Words with which people speak of themselves, folded: a team's notes of its changes have few."""
    day_openers: frozenset[str]
    """Words before a day at the beginning of a sentence, folded."""
    descriptions: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    letters: frozenset[str]
    """Letters and signs beyond ASCII that the languages write."""
    grades: GradeWords
    chats: ChatWords


@cache
def reading_words() -> ReadingWords:
    """Return the words of all languages; raises ValueError, naming the file, for one that cannot be read."""
    return read_reading_words(resource("words"))


def read_reading_words(folder: Path) -> ReadingWords:
    """Return the words from a folder laid out like `resources/words`, as `reading_words` does."""
    tables = read_word_tables(folder, "reading")
    words, pattern = _collectors(tables)
    return ReadingWords(
        languages=tuple(code for code in tables if code != COMMON),
        day_first=frozenset(code for code, table in tables.items() if table.get("day_first", False)),
        months=_merge(tables, "months"),
        date_links=pattern("date_links"),
        clock_links=pattern("clock_links"),
        ordinals=pattern("ordinals"),
        zones=pattern("zone_patterns"),
        relatives=pattern("relative_patterns"),
        duration_links=pattern("duration_links"),
        duration_units={word: unit for unit in DURATION_UNITS for word in words(f"duration_units.{unit}")},
        versions=pattern("version_patterns"),
        footers=pattern("footer_patterns"),
        group_links=pattern("group_links"),
        catalogue_headers=words("catalogue_headers"),
        empty_values=words("empty_values") | words("lost_formulas"),
        lost_formulas=words("lost_formulas"),
        change_names=words("change_names"),
        own_words=words("own_words"),
        day_openers=words("day_openers"),
        descriptions=words("descriptions"),
        yes=words("yes"),
        no=words("no"),
        letters=frozenset(letter for table in tables.values() for letter in table.get("letters", "")),
        grades=_grade_words(tables),
        chats=ChatWords(
            **{
                name: pattern(f"chats.{name}_patterns")
                for name in ("system", "wordless", "edited", "service", "title")
            }
        ),
    )


def _grade_words(tables: Mapping[str, dict[str, Any]]) -> GradeWords:
    words, pattern = _collectors(tables)
    return GradeWords(
        best=words("best"),
        good=words("good"),
        bad=words("bad"),
        worst=words("worst"),
        intensifiers=words("intensifiers"),
        negations=words("negations"),
        unasked=words("unasked"),
        grades=_merge(tables, "grades"),
        scale_links=pattern("scale_links"),
        scale_ends=pattern("scale_ends"),
        recommending=pattern("recommending_patterns"),
        stars=pattern("star_patterns"),
        comment_links=pattern("comment_links"),
        comments=pattern("comment_patterns"),
    )


def _collectors(
    tables: Mapping[str, dict[str, Any]],
) -> tuple[Callable[[str], frozenset[str]], Callable[[str], str]]:
    """Return two functions: one collects the words under a key of all languages, one joins its patterns."""

    def collect(key: str) -> list[str]:
        return list(dict.fromkeys(word for table in tables.values() for word in _under(table, key)))

    return (lambda key: frozenset(collect(key))), (lambda key: "|".join(collect(key)))


def _under(table: dict[str, Any], key: str) -> list[str]:
    """Return the list under a key, in which a dot leads into a table; empty if there is none."""
    section, _, name = key.rpartition(".")
    return list((table.get(section, {}) if section else table).get(name, ()))


def _merge(tables: Mapping[str, dict[str, Any]], section: str) -> dict[str, Any]:
    return {word: value for table in tables.values() for word, value in table.get(section, {}).items()}
