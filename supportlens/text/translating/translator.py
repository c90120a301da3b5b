"""Translates names by rules that make the same phrase in two languages at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import capitalise, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from supportlens.domain import Glossary, GlossaryRule

MOST_WORDS = 10
"""Words of the longest part of a name that is translated.

Judgement: names are shorter; larger takes longer for names that no rule makes.
"""
PROPER, NUMBER = "proper", "number"
"""Symbols of what reads the same in every language: names of their own, and numbers."""
ENGLISH = "en"
"""The language whose article "a" is "an" before a vowel."""
NAME = "name"
"""The symbol of a whole name."""

_SLOT = re.compile(r"\{(\w+)\}")
_COUNTER = re.compile(r"\s\(\d+\)$")
_VOWEL_AFTER = re.compile(r"\ba (?=[aeiou])", re.IGNORECASE)

Pieces = tuple[str, ...]


class Translator:
    """Translates names from one language of a glossary to the other."""

    def __init__(self, glossary: Glossary, source: str, products: Collection[str] = ()) -> None:
        """Translate from `source`; `products` (folded) are names of their own, which stay as they are."""
        self._products = products
        self._target = glossary.languages[source == glossary.languages[0]]
        self._rules: dict[str, list[tuple[Pieces, str]]] = {}
        self._lexicon: dict[str, dict[Pieces, str]] = {}
        is_first = source == glossary.languages[0]
        for rule in glossary.rules:
            if rule.serves_from_first if is_first else rule.serves_from_second:
                self._add(rule, *((rule.first, rule.second) if is_first else (rule.second, rule.first)))

    def _add(self, rule: GlossaryRule, source: str, target: str) -> None:
        pieces = tuple(piece if _SLOT.fullmatch(piece) else fold(piece) for piece in source.split())
        if _SLOT.search(source):
            self._rules.setdefault(rule.symbol, []).append((pieces, target))
        else:
            self._lexicon.setdefault(rule.symbol, {}).setdefault(pieces, target)

    def translate(self, name: str) -> str:
        """Return a name in the other language, "" if any of it is not sure."""
        counter = _COUNTER.search(name)
        if counter:
            whole = self.translate(name[: counter.start()])
            return whole and whole + counter[0]
        parts = [self._translate_part(part) for part in name.split(": ")]
        return ": ".join((capitalise(parts[0]), *parts[1:])) if all(parts) else ""

    def _translate_part(self, part: str) -> str:
        words = part.split()
        if not words or len(words) > MOST_WORDS:
            return ""
        if len(words) == 1 and fold(part) in self._products:
            return part
        found = _Derivation(words, self._rules, self._lexicon, self._products).derive(NAME, 0, len(words))
        return _VOWEL_AFTER.sub("an ", found or "") if self._target == ENGLISH else found or ""


class _Derivation:
    """Derives the words of one name from the rules."""

    def __init__(
        self,
        words: list[str],
        rules: dict[str, list[tuple[Pieces, str]]],
        lexicon: dict[str, dict[Pieces, str]],
        products: Collection[str],
    ) -> None:
        self._words, self._rules, self._lexicon, self._products = words, rules, lexicon, products
        self._folded = tuple("a" if fold(word) == "an" else fold(word) for word in words)
        self._known: dict[tuple[str, int, int], str | None] = {}

    def derive(self, symbol: str, start: int, stop: int) -> str | None:
        """Return what a symbol makes of the words from `start` to `stop`, None if nothing."""
        key = symbol, start, stop
        if key not in self._known:
            self._known[key] = next(self._find(symbol, start, stop), None)
        return self._known[key]

    def _find(self, symbol: str, start: int, stop: int) -> Iterator[str]:
        if symbol in {PROPER, NUMBER}:
            if stop - start == 1 and self._stays(start, symbol):
                yield self._words[start]
            return
        if stop - start > 1 or self._may_be_common(start):
            entry = self._lexicon.get(symbol, {}).get(self._folded[start:stop])
            if entry is not None:
                yield entry
        for pieces, target in self._rules.get(symbol, ()):
            filled = self._match(pieces, start, stop)
            if filled is not None:
                yield _fill(target, filled)

    def _match(self, pieces: Pieces, start: int, stop: int) -> dict[str, str] | None:
        """Return what the slots of a rule make, None if the rule does not fit the words."""
        if not pieces:
            return {} if start == stop else None
        head, rest = pieces[0], pieces[1:]
        slot = _SLOT.fullmatch(head)
        if slot is None:
            same = start < stop and self._folded[start] == head
            return self._match(rest, start + 1, stop) if same else None
        for end in range(stop - len(rest), start, -1):
            made = self.derive(slot[1], start, end)
            if made is not None and (after := self._match(rest, end, stop)) is not None:
                return {slot[1]: made, **after}
        return None

    def _stays(self, place: int, symbol: str) -> bool:
        """Return whether a word is a number or a name: a product, or capitalised inside a name."""
        word = self._words[place]
        if symbol == NUMBER:
            return any(letter.isdigit() for letter in word)
        return word[:1].isupper() and (place > 0 or self._folded[place] in self._products or word.isupper())

    def _may_be_common(self, place: int) -> bool:
        """Return whether a word may be a common noun; one with a capital inside a name is none."""
        word = self._words[place]
        return place == 0 or not word[:1].isupper() or word.isupper()


def _fill(target: str, filled: dict[str, str]) -> str:
    return _SLOT.sub(lambda slot: filled[slot[1]], target)
