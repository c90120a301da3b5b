"""Reads the words that reveal personal data, by language: introductions, titles, numbers, passwords."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.resources.locating import resource
from supportlens.resources.words import read_word_tables

if TYPE_CHECKING:
    from pathlib import Path

_TOPIC = "masking"
_NOTHING = "(?!)"
"""A pattern that is found nowhere, for a list that no language fills."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words next to people's names; each str is an alternation for a regular expression."""

    capitals: str
    """Letters beyond ASCII that a name may begin with."""
    letters: str
    """Letters beyond ASCII inside a name."""
    joints: str
    """What may join the parts of a name: "Ana de la Cruz"."""
    particles: frozenset[str]
    """Folded words of a name that do not tell one person from another."""
    desk: frozenset[str]
    """Folded words of which none is part of a person's name, in columns of people or in texts."""
    not_names: frozenset[str]
    """Folded words of which none is part of a person's name in a text, those of the desk included."""
    calls: str
    titles: str
    introductions: str
    greetings: str
    place_leads: str
    place_links: str
    places: str
    closings: str
    given_names: str


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """The words before national identity numbers."""

    names: str
    links: str
    hints: str


@dataclass(frozen=True, slots=True)
class PhoneWords:
    """The words before and after telephone numbers, and next to numbers that only look like one."""

    extensions: str
    names: str
    names_after: str
    """What says so behind the number and a bracket, comma or hyphen: "(office)"."""
    said_after: str
    """What says so right behind the number: "is my number"."""
    links: str
    articles: str
    others: str
    other_links: str
    units: str
    streets: str
    """What stands before the number of a house: "calle"."""
    streets_after: str
    """What stands behind the number and the name of a street: "Crown St"."""


@dataclass(frozen=True, slots=True)
class PasswordWords:
    """The words before passwords, in sentences and in URLs."""

    hints: str
    parameters: str
    names: str
    names_with_verb: str
    names_alone: str
    qualifiers: str
    verbs: str


@dataclass(frozen=True, slots=True)
class MaskingWords:
    """The words of all languages that reveal personal data; each str is an alternation for a pattern."""

    names: NameWords
    identities: IdentityWords
    phones: PhoneWords
    passwords: PasswordWords
    versions: str
    """What stands before a version, which would pass for an address of a computer."""
    version_links: str
    contact_columns: str
    """Folded headers of columns whose whole values reach or identify somebody."""


@cache
def masking_words() -> MaskingWords:
    """Return the words of all languages; raises ValueError, naming the file, for one that cannot be read."""
    return read_masking_words(resource("words"))


def read_masking_words(folder: Path) -> MaskingWords:
    """Return the words from a folder laid out like `resources/words`, as `masking_words` does."""
    tables = list(read_word_tables(folder, _TOPIC).values())
    names = _Section(tables, "names")
    identities = _Section(tables, "identities")
    phones = _Section(tables, "phones")
    passwords = _Section(tables, "passwords")
    versions = _Section(tables, "versions")
    return MaskingWords(
        names=NameWords(
            capitals=names.text("capitals"),
            letters=names.text("letters"),
            joints=names.pattern("joints"),
            particles=frozenset(names.entries("particles")),
            desk=names.words("desk"),
            not_names=names.words("desk") | names.words("not_names"),
            calls=names.pattern("call_patterns"),
            titles=names.pattern("title_patterns"),
            introductions=names.pattern("introduction_patterns"),
            greetings=names.pattern("greeting_patterns"),
            place_leads=names.pattern("place_leads"),
            place_links=names.pattern("place_links"),
            places=names.pattern("places"),
            closings=names.pattern("closing_patterns"),
            given_names=names.pattern("given_name_patterns"),
        ),
        identities=IdentityWords(
            names=identities.pattern("patterns"),
            links=identities.pattern("links"),
            hints=identities.pattern("hint_patterns"),
        ),
        phones=PhoneWords(
            extensions=phones.pattern("extension_patterns"),
            names=phones.pattern("patterns"),
            names_after=phones.pattern("patterns_after"),
            said_after=phones.pattern("patterns_said_after"),
            links=phones.pattern("links"),
            articles=phones.pattern("articles"),
            others=phones.pattern("other_patterns"),
            other_links=phones.pattern("other_links"),
            units=phones.pattern("units"),
            streets=phones.pattern("street_patterns"),
            streets_after=phones.pattern("street_patterns_after"),
        ),
        passwords=PasswordWords(
            hints=passwords.pattern("hint_patterns"),
            parameters=passwords.pattern("parameters"),
            names=passwords.pattern("names"),
            names_with_verb=passwords.pattern("names_with_verb"),
            names_alone=passwords.pattern("names_alone"),
            qualifiers=passwords.pattern("qualifiers"),
            verbs=passwords.pattern("verbs"),
        ),
        versions=versions.pattern("patterns"),
        version_links=versions.pattern("links"),
        contact_columns=_Section(tables, "columns").pattern("contact_patterns"),
    )


class _Section:
    """One section of the tables of all languages."""

    def __init__(self, tables: list[dict[str, Any]], name: str) -> None:
        self._tables = [table[name] for table in tables if name in table]

    def entries(self, key: str) -> list[str]:
        """Return the entries of all languages under a key, each once."""
        return list(dict.fromkeys(entry for table in self._tables for entry in table.get(key, ())))

    def pattern(self, key: str) -> str:
        """Return the entries as an alternation."""
        return "|".join(self.entries(key)) or _NOTHING

    def words(self, key: str) -> frozenset[str]:
        """Return the words of a text of words."""
        return frozenset(word for table in self._tables for word in table.get(key, "").split())

    def text(self, key: str) -> str:
        """Return the characters of all languages under a key, each once."""
        return "".join(dict.fromkeys("".join(table.get(key, "") for table in self._tables)))
