"""Searches very many texts for patterns: each is tried only where a word occurs that it needs."""

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
"""Texts between two reports that the work goes on."""
MIN_LETTERS = 2
"""Letters or digits of the shortest part of a word that texts are looked up by.

Judgement: larger leaves patterns of short words to be tried on every text. It moves the time alone: results
are those of trying all.
"""
_LETTER = re.compile(r"[^\W\d_]")
# The standard library's own reading of a pattern; it has no public door to it.
_parser: Any = import_module("re._parser")

Parts: TypeAlias = frozenset[str]
Price: TypeAlias = Callable[[Parts], float]


@dataclass(frozen=True, slots=True)
class PatternIndex:
    """Texts (n) with their words: `words` are positions in the vocabulary, `owners` the texts they are of."""

    texts: Sequence[str]
    vocabulary: str
    """All different words, a line each, those with letters first."""
    numbers: int
    """Where in `vocabulary` the words without a letter begin."""
    starts: npt.NDArray[np.int64]
    """Where each line of the vocabulary begins."""
    words: npt.NDArray[np.int32]
    owners: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int64]
    """How often each word of the vocabulary is written."""
    met: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    def search(
        self, patterns: Sequence[str], progress: Callable[[], None] = lambda: None
    ) -> npt.NDArray[np.object_]:
        """Return what the first match of any pattern is in each text, "" where there is none.

        The same as `re.search` with the patterns joined by "|", text by text. `progress` is called now
        and then, and stops the work by raising.
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
        """Return in which texts (n) any pattern is found."""
        found = np.zeros(len(self.texts), dtype=bool)
        if patterns:
            search = re.compile("|".join(patterns)).search
            found[[row for row in self._find_possible(patterns) if search(self.texts[row])]] = True
        return found

    def _find_possible(self, patterns: Sequence[str]) -> list[int]:
        """Return the texts that have a word which some pattern needs; all of them where one needs none."""
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
        """Count how often words with any of the parts are written: the fewer, the more selective they are."""
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
    """Index texts whose words stand apart by single spaces; `progress` is as in `search`."""
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
    """Return parts of words, of at least MIN_LETTERS letters, one of which every match of a pattern holds.

    Of several such sets the one of least price. None where there is none. Raises `re.error` for
    what is no regular expression.
    """
    return _find_needed(_parser.parse(pattern), price)


def _find_needed(steps: Iterable[tuple[Any, Any]], price: Price) -> Parts | None:
    """Choose, of all that a sequence needs, the set of least price."""
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
    """Return what a group, a repetition or a choice needs; None for all else, which may match anything."""
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
