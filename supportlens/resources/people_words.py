"""Reads the names of people and the words beside which a text mentions somebody, by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.resources.locating import resource
from supportlens.resources.words import COMMON, read_word_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Folded names, and folded words of all languages that stand beside the names of people."""

    given: frozenset[str]
    """Given names of the languages that the program speaks, if they are nothing else."""
    given_elsewhere: frozenset[str]
    """Given names of languages that the program does not speak: words of its own may look the same."""
    doubtful: frozenset[str]
    """Given names that are places, products or words as well."""
    with_capital: frozenset[str]
    """Given names that are ordinary words in small letters."""
    surnames: frozenset[str]
    names: frozenset[str]
    """All of these names."""
    role_leads: frozenset[str]
    role_adjectives: frozenset[str]
    """What may stand between both: "el nuevo practicante"."""
    roles: frozenset[str]
    """What somebody is: "mi jefa Laura". Any name may follow if a word of `role_leads` goes before."""
    titles: frozenset[str]
    leads: frozenset[tuple[str, ...]]
    """Phrases before people and companies: "hablé con"."""
    labels: frozenset[str]
    """Words before a colon and a person: "contacto:"."""
    links: frozenset[str]
    """Short words before a name: "para", "usuario"."""
    verbs: frozenset[str]
    """What people do, right behind their name: "dice"."""
    verbs_of_being: frozenset[str]
    """What everything is, behind its name: "Marta es una ciudad"."""
    verbs_after_not: frozenset[str]
    """What people do not do: "no puede"."""
    departments: frozenset[str]
    department_links: frozenset[str]
    articles: frozenset[str]
    joins: frozenset[str]
    particles: frozenset[str]
    """What stands inside names: "de la"."""
    thing_leads: frozenset[str]
    """What stands before places and products: "ciudad", "app"."""
    things: frozenset[str]
    """What is no part of a name, even with a capital."""
    no_names: frozenset[str]
    """Everything else that is no name: `things`, what stands before them, and the words beside names."""


@cache
def people_words() -> PeopleWords:
    """Return the words of all languages; raises ValueError, naming the file, for one that cannot be read."""
    return read_people_words(resource("words"))


def read_people_words(folder: Path) -> PeopleWords:
    """Return the words from a folder laid out like `resources/words`, as `people_words` does."""
    names = read_word_tables(folder, "names")
    spoken = [table for code, table in names.items() if code != COMMON]
    masking = list(read_word_tables(folder, "masking").values())
    people = [table["people"] for table in masking if "people" in table]
    introduced = [table["names"] for table in masking if "names" in table]
    doubtful, surnames = _words(names.values(), "doubtful"), _words(names.values(), "surnames")
    with_capital = _words(names.values(), "words")
    anywhere = _words(names.values(), "given") - doubtful - with_capital
    given = _words(spoken, "given") & anywhere
    links, verbs, departments = (_words(people, key) for key in ("links", "verbs", "departments"))
    thing_leads, joins = _words(people, "thing_leads"), _words(people, "joins")
    particles = frozenset(_entries(introduced, "particles")) - joins
    things = departments | _words(people, "things") | _words(introduced, "desk")
    things |= _words(introduced, "not_names")
    return PeopleWords(
        given=given,
        given_elsewhere=anywhere - given,
        doubtful=doubtful,
        with_capital=with_capital,
        surnames=surnames,
        names=anywhere | doubtful | with_capital | surnames,
        role_leads=_words(people, "role_leads"),
        role_adjectives=_words(people, "role_adjectives"),
        roles=_words(people, "roles"),
        titles=_words(people, "titles"),
        leads=frozenset(tuple(phrase.split()) for phrase in _entries(people, "leads")),
        labels=_words(people, "labels"),
        links=links,
        verbs=verbs,
        verbs_of_being=_words(people, "verbs_of_being"),
        verbs_after_not=_words(people, "verbs_after_not"),
        departments=departments,
        department_links=_words(people, "department_links"),
        articles=_words(people, "articles"),
        joins=joins,
        particles=particles,
        thing_leads=thing_leads,
        things=things,
        no_names=things | verbs | links | thing_leads | particles,
    )


def _entries(tables: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [entry for table in tables for entry in table.get(key, ())]


def _words(tables: Iterable[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in tables for word in table.get(key, "").split())
