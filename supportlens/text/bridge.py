"""The bilingual table (bridge) that places Spanish and English texts in one space."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from supportlens.domain import BridgeTable, FractionProgress

_WORD = re.compile(r"[a-z]+|\d+")
BLOCK = 1_024
"""Texts between two progress reports."""
READ = 600
"""Maximum letters read per text.

Judgement: as the word view; more letters add words common to all tickets.
"""
SHORTEST, LONGEST = 4, 14
"""Length of table words considered when correcting a typing error.

Judgement: one letter turns too many shorter words into others, and longer ones are names and keys.
"""


class Bridge:
    """Encodes texts in Spanish, English or both; corrects one-letter typing errors."""

    def __init__(self, table: BridgeTable) -> None:
        self._table = table
        self._place = {entry: place for place, entry in enumerate(table.vocabulary)}

    def encode(
        self, texts: Sequence[str], progress: FractionProgress = lambda _: None
    ) -> npt.NDArray[np.float32]:
        """Return the vectors of u texts (u x d), of unit length, zero without known words."""
        seen: dict[str, str] = {}
        words = []
        for place, text in enumerate(texts):
            if place % BLOCK == 0:
                progress(0.5 * place / len(texts))
            words.append([seen.setdefault(word, word) for word in _split_words(text[:READ])])
        repaired = self._repair(word for word in seen if len(word) > SHORTEST and word not in self._place)
        parts = []
        for start in range(0, len(texts), BLOCK):
            progress(0.5 + 0.5 * start / len(texts))
            block = words[start : start + BLOCK]
            parts.append(self._encode_block([[repaired.get(word, word) for word in row] for row in block]))
        empty = np.zeros((0, self._table.projection.shape[1]), dtype=np.float32)
        return np.concatenate([empty, *parts])

    def _encode_block(self, texts: Sequence[list[str]]) -> npt.NDArray[np.float32]:
        """Return the vectors of texts, given by their words."""
        places: list[int] = []
        counts: list[int] = []
        ends = [0]
        for text in texts:
            bag = Counter(self._find_entries(text))
            places += bag.keys()
            counts += bag.values()
            ends.append(len(places))
        table = self._table
        values = (1.0 + np.log(np.array(counts, dtype=np.float32))) * table.idf[places]
        # Most logs use a small part of the table.
        used, columns = np.unique(np.array(places, dtype=np.int32), return_inverse=True)
        bags = sparse.csr_matrix(
            (values, columns.astype(np.int32), np.array(ends)), shape=(len(texts), len(used))
        )
        lengths = np.sqrt(np.asarray(bags.multiply(bags).sum(axis=1)))
        reduced = bags @ (table.matrix[used].astype(np.float32) * table.scales[used, None])
        known = lengths > 0
        placed = np.where(
            known, (reduced / np.maximum(lengths, 1e-9)) @ table.projection + table.mean, np.float32(0)
        )
        norms = np.linalg.norm(placed, axis=1, keepdims=True)
        return np.asarray(placed / np.maximum(norms, 1e-9), dtype=np.float32)

    def _find_entries(self, words: list[str]) -> Iterator[int]:
        for entry in (*words, *(f"{one} {other}" for one, other in pairwise(words))):
            place = self._place.get(entry)
            if place is not None:
                yield place

    def _repair(self, unknown: Iterable[str]) -> dict[str, str]:
        """Return the most frequent table word one letter away from each unknown word that has one.

        All of them are looked for in one pass over the table: an index of the table takes three times as
        long, and most logs have a few hundred such words.
        """
        asked: dict[str, list[str]] = defaultdict(list)
        nearest: dict[str, int] = {}
        singles = self._table.words
        for word in unknown:
            asked[word].append(word)
            for short in set(_drop_each_letter(word)):
                asked[short].append(word)
                place = self._place.get(short, singles)
                if place < nearest.get(word, singles):
                    nearest[word] = place
        if not asked:
            return {}
        for place, entry in enumerate(self._table.vocabulary[:singles]):
            if SHORTEST <= len(entry) <= LONGEST:
                for short in _drop_each_letter(entry):
                    if short in asked:
                        for word in asked[short]:
                            nearest[word] = min(place, nearest.get(word, place))
        return {word: self._table.vocabulary[place] for word, place in nearest.items()}


def _drop_each_letter(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _split_words(text: str) -> list[str]:
    letters = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(letters)]
