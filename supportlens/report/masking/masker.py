"""Masks personal data in texts: anything a reader could use to contact or recognise somebody.

This is best effort, by recognisers and by the names in the log's own columns. A name that occurs
only in a text, and is neither introduced nor signed there, may remain.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from supportlens.domain import Field, fold
from supportlens.report.masking.introduced_names import IntroducedNames
from supportlens.report.masking.mentioned_people import mentioned_people
from supportlens.report.masking.name_clues import NameClues
from supportlens.report.masking.recognisers import may_be_recognised, recognisers
from supportlens.resources import masking_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.domain import Study
    from supportlens.i18n import Words

PEOPLE_FIELDS = (Field.REQUESTER, Field.AGENT)
"""The fields whose values are people."""

_THING_FIELDS = (Field.PRODUCT, Field.SITE, Field.CATEGORY, Field.TEAM)
"""The fields whose values are no people, even if one of them is called Aurora."""

_WORD = re.compile(r"\w+")
_NEAR = 8
"""Signs between two words of a name. Judgement: a comma, a line break and a particle; more joins people."""


class Masker:
    """Masks personal data in texts; the same person always gets the same pseudonym."""

    def __init__(self, study: Study, words: Words) -> None:
        """Learn the people of `study`; placeholders are written in the language of `words`."""
        self._placeholders = _placeholders(words)
        self._pseudonyms = {
            name: words.say("Person {number}", number=number)
            for number, name in enumerate(_people(study), start=1)
        }
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, pseudonym in self._pseudonyms.items():
            for variant in _variants(name):
                self._by_first.setdefault(variant[0], []).append((variant, pseudonym))
        for known in self._by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))
        self._given = {_fold(word) for name in self._pseudonyms for word in _WORD.findall(name)[:1]}
        self._things = _things(study)
        self._versions = _versions(study)
        self._clues = NameClues(frozenset(self._by_first), frozenset(self._given))
        self.counts: Counter[str] = Counter()
        """How many of each were masked: recogniser names, and ``name``."""

    def mask_text(self, text: str) -> str:
        """Return `text` with its personal data replaced."""
        if may_be_recognised(text):
            for name, recognise in recognisers(self._versions):
                text, found = recognise(text, self._placeholders[name])
                self.counts[name] += found
        may_name = self._clues.stand_in(text)
        named = self._mask_names(text) if may_name else text
        shown, found = _introduced_names().mask(named, self._placeholders["name"])
        self.counts["name"] += found
        # What was put in is read as well.
        return self._mask_mentioned(shown) if may_name or shown != text else shown

    def mask_person(self, name: str) -> str:
        """Return the pseudonym for a value of a column of people."""
        pseudonym = self._pseudonyms.get(_join_words(name))
        if pseudonym is None:
            return self.mask_text(name)
        self.counts["name"] += 1
        return pseudonym

    def _mask_names(self, text: str) -> str:
        if self._by_first.keys().isdisjoint(map(_fold, _WORD.findall(text))):
            return text
        particles = masking_words().names.particles
        tokens = [
            (match.start(), match.end(), folded)
            for match in _WORD.finditer(text)
            if (folded := _fold(match.group())) not in particles
        ]
        parts, done, at = [], 0, 0
        while at < len(tokens):
            length, pseudonym = self._find_name(tokens, at)
            if length:
                parts += [text[done : tokens[at][0]], pseudonym]
                done = tokens[at + length - 1][1]
                self.counts["name"] += 1
            at += length or 1
        return "".join([*parts, text[done:]])

    def _find_name(self, tokens: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
        for variant, pseudonym in self._by_first.get(tokens[at][2], ()):
            candidate = tokens[at : at + len(variant)]
            near = all(right[0] - left[1] <= _NEAR for left, right in pairwise(candidate))
            if near and tuple(token for _, _, token in candidate) == variant:
                return len(variant), pseudonym
        return 0, ""

    def _mask_mentioned(self, text: str) -> str:
        """Mask known names next to words that introduce them, "soy Marta", and people who are mentioned."""
        text, found = _introduced_names().mask_known(
            text, self._placeholders["name"], lambda word: _fold(word) in self._given
        )
        self.counts["name"] += found
        text, found = mentioned_people().mask(
            text, self._placeholders["name"], self._given.__contains__, self._things.__contains__
        )
        self.counts["name"] += found
        return text


def _placeholders(words: Words) -> dict[str, str]:
    """Return the placeholder of each kind of personal data."""
    return {
        "name": words.say("[name]"),
        "email": words.say("[e-mail]"),
        "url_token": words.say("[hidden]"),
        "password": words.say("[password]"),
        "iban": words.say("[bank account]"),
        "card": words.say("[card]"),
        "identity": words.say("[identity number]"),
        "ip": words.say("[IP address]"),
        "phone": words.say("[phone]"),
    }


@cache
def _introduced_names() -> IntroducedNames:
    return IntroducedNames(masking_words())


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    return fold(word)


def _things(study: Study) -> frozenset[str]:
    """Return the folded words of products and places in the log, which are no people in its texts."""
    fields = [field.value for field in _THING_FIELDS if study.tickets.has(field)]
    values = (str(value) for field in fields for value in study.tickets.frame[field].unique())
    return frozenset(
        _fold(word) for value in values if len(words := _WORD.findall(value)) < 3 for word in words
    )


def _versions(study: Study) -> frozenset[str]:
    if not study.tickets.has(Field.VERSION):
        return frozenset()
    return frozenset(map(str, study.tickets.frame[Field.VERSION.value].unique()))


def _join_words(name: str) -> str:
    return " ".join(name.split())


def _people(study: Study) -> Iterator[str]:
    """Return each person once: first those in the tickets, in order, then those who answered."""
    fields = [field.value for field in PEOPLE_FIELDS if study.tickets.has(field)]
    written = (value for field in fields for value in study.tickets.frame[field].unique())
    answered = (answer.who for cause in study.causes for answer in cause.answers)
    owners = (one.action.owner for one in study.measured)
    seen: set[str] = set()
    for value in chain(written, answered, _listed_people(study), owners):
        name = _join_words(str(value))
        if name not in seen and _is_person(name):
            seen.add(name)
            yield name


def _listed_people(study: Study) -> Iterator[str]:
    """Return the customers of the files where they are persons: the log has no column of firms."""
    files = study.customer_files
    if files is None or study.tickets.has(Field.CUSTOMER):
        return
    for records in (files.customers, files.services, files.invoices):
        yield from (record.customer for record in records)


def _is_person(name: str) -> bool:
    folded = {_fold(word) for word in _WORD.findall(name)}
    return bool(folded) and not folded & masking_words().names.desk


def _variants(name: str) -> Iterable[tuple[str, ...]]:
    """Return the ways a text may write a name, as folded words; a single word is never enough."""
    last, comma, first = name.partition(",")
    ordered = f"{first} {last}" if comma else name
    if "@" in ordered:
        ordered = ordered.split("@", 1)[0].replace("_", " ")
    particles = masking_words().names.particles
    words = [folded for word in _WORD.findall(ordered) if (folded := _fold(word)) not in particles]
    if len(words) < 2:
        return set()
    return {tuple(words), (words[0], words[1]), (words[0], words[min(2, len(words) - 1)])}
