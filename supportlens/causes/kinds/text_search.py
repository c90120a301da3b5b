"""Searches many texts for patterns, trying each pattern only on texts with a word that it needs."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]

PROGRESS_STEP = 500
"""Texts between two progress reports."""
MIN_LETTERS = 2
"""Minimum letters or digits of a word part used for look-ups.

Judgement: larger tries patterns of short words on every text. Affects only run time, not results.
"""
_LETTER = re.compile(r"[^\W\d_]")
# The standard library's own regular expression parser; it has no public interface.
_parser: Any = import_module("re._parser")

Parts: TypeAlias = frozenset[str]
Price: TypeAlias = Callable[[Parts], float]


@dataclass(frozen=True, slots=True)
class PatternIndex:
    """An index of texts (n): `words` are positions in the vocabulary, `owners` the texts they belong to."""

    texts: Sequence[str]
    vocabulary: str
    """All distinct words, one per line, those with letters first."""
    numbers: int
    """Position in `vocabulary` of the first word without a letter."""
    starts: npt.NDArray[np.int64]
    """Position of each line of the vocabulary."""
    words: npt.NDArray[np.int32]
    owners: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int64]
    """Number of occurrences of each word of the vocabulary."""
    met: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    def search(
        self, patterns: Sequence[str], progress: Callable[[], None] = lambda: None
    ) -> npt.NDArray[np.object_]:
        """Return the first match of any pattern in each text, "" without a match.

        Equivalent to `re.search` with the patterns joined by "|" on every text. `progress` is called
        regularly, and stops the work by raising.
        """
        found = np.full(len(self.texts), "", dtype=object)
        whole = re.compile("|".join(patterns))
        for done, row in enumerate(self._find_possible(patterns)):
            if done % PROGRESS_STEP == 0:
                progress()
            hit = whole.search(self.texts[row])
            if hit:
                found[row] = hit.group(0)
        return found

    def mark_any(self, patterns: Sequence[str]) -> Mask:
        """Mark the texts (n) in which any pattern matches."""
        found = np.zeros(len(self.texts), dtype=bool)
        if patterns:
            search = re.compile("|".join(patterns)).search
            found[[row for row in self._find_possible(patterns) if search(self.texts[row])]] = True
        return found

    def _find_possible(self, patterns: Sequence[str]) -> list[int]:
        """Return the texts with a word that some pattern needs; all texts if a pattern needs no word."""
        needed = [find_needed_parts(pattern, self._count_written) for pattern in patterns]
        wanted = np.zeros(len(self.starts), dtype=bool)
        for parts in needed:
            if parts is None:
                return list(range(len(self.texts)))
            for part in parts:
                wanted[self._find_words_with(part)] = True
        possible = np.zeros(len(self.texts), dtype=bool)
        possible[self.owners[wanted[self.words]]] = True
        return [int(row) for row in np.flatnonzero(possible)]

    def _count_written(self, parts: Parts) -> float:
        """Count the occurrences of words with any of the parts: the fewer, the more selective the parts."""
        return float(sum(int(self.counts[self._find_words_with(part)].sum()) for part in parts))

    def _find_words_with(self, part: str) -> npt.NDArray[np.int64]:
        if part not in self.met:
            end = self.numbers if _LETTER.search(part) else len(self.vocabulary)
            places = np.fromiter(_find_places(part, self.vocabulary, end), dtype=np.int64)
            self.met[part] = np.unique(np.searchsorted(self.starts, places, side="right") - 1)
        return self.met[part]


def _find_places(part: str, text: str, end: int) -> Iterator[int]:
    place = text.find(part, 0, end)
    while place >= 0:
        yield place
        place = text.find(part, place + 1, end)


def build_index(texts: Sequence[str], progress: Callable[[], None] = lambda: None) -> PatternIndex:
    """Index texts whose words are separated by single spaces; `progress` is as in `search`."""
    places: defaultdict[str, int] = defaultdict()
    places.default_factory = places.__len__
    words, sizes = array("i"), []
    for done, text in enumerate(texts):
        if done % PROGRESS_STEP == 0:
            progress()
        size = len(words)
        words.extend(map(places.__getitem__, text.split(" ")))
        sizes.append(len(words) - size)
    lines = list(places)
    lettered = np.array([_LETTER.search(word) is not None for word in lines], dtype=bool)
    order = np.argsort(~lettered, kind="stable")
    position = np.empty(len(lines), dtype=np.int32)
    position[order] = np.arange(len(lines), dtype=np.int32)
    written = position[np.frombuffer(words, dtype=np.int32)] if len(words) else position[:0]
    ordered = [lines[place] for place in order.tolist()]
    starts = np.cumsum([0, *(len(line) + 1 for line in ordered)])
    return PatternIndex(
        texts=texts,
        vocabulary="\n".join(ordered),
        numbers=int(starts[int(lettered.sum())]),
        starts=starts[:-1],
        words=written,
        owners=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        counts=np.bincount(written, minlength=len(lines)),
    )


def _price_by_shortness(parts: Parts) -> float:
    return -float(min(map(len, parts)))


def find_needed_parts(pattern: str, price: Price = _price_by_shortness) -> Parts | None:
    """Return parts of words, of at least MIN_LETTERS letters, one of which every match of a pattern contains.

    Of several such sets return the one of lowest price, None if there are none. Raises `re.error` for an
    invalid regular expression.
    """
    return _find_needed(_parser.parse(pattern), price)


def _find_needed(steps: Iterable[tuple[Any, Any]], price: Price) -> Parts | None:
    """Return the cheapest of the sets that a sequence needs."""
    offers: list[Parts] = []
    run = ""
    for operation, argument in steps:
        letter = chr(argument) if str(operation) == "LITERAL" else ""
        if letter.isalnum():
            run += letter
            continue
        offers.append(frozenset({run}))
        run = ""
        inner = _find_inner(str(operation), argument, price)
        if inner is not None:
            offers.append(inner)
    offers.append(frozenset({run}))
    eligible = [offer for offer in offers if min(map(len, offer)) >= MIN_LETTERS]
    return min(eligible, key=lambda offer: (price(offer), sorted(offer)), default=None)


def _find_inner(operation: str, argument: Any, price: Price) -> Parts | None:
    """Return what a group, a repetition or an alternation needs; None for everything else."""
    if operation == "SUBPATTERN":
        return _find_needed(argument[-1], price)
    if operation == "ATOMIC_GROUP":
        return _find_needed(argument, price)
    if operation.endswith("_REPEAT"):
        fewest, _, steps = argument
        return _find_needed(steps, price) if fewest else None
    if operation != "BRANCH":
        return None
    found: set[str] = set()
    for choice in argument[1]:
        needed = _find_needed(choice, price)
        if needed is None:
            return None
        found |= needed
    return frozenset(found)
