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
    from collections.abc import Iterator, Sequence

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
        self._without: dict[str, list[str]] = defaultdict(list)
        for word in table.vocabulary[: table.words]:
            if SHORTEST <= len(word) <= LONGEST:
                for short in _drop_each_letter(word):
                    self._without[short].append(word)
        self._rows = table.matrix.astype(np.float32) * table.scales[:, None]
        self._repaired: dict[str, str] = {}

    def encode(
        self, texts: Sequence[str], progress: FractionProgress = lambda _: None
    ) -> npt.NDArray[np.float32]:
        """Return the vectors of u texts (u x d), of unit length, zero without known words."""
        parts = []
        for start in range(0, len(texts), BLOCK):
            progress(start / len(texts))
            parts.append(self._encode_block(texts[start : start + BLOCK]))
        empty = np.zeros((0, self._table.projection.shape[1]), dtype=np.float32)
        return np.concatenate([empty, *parts])

    def _encode_block(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        places: list[int] = []
        counts: list[int] = []
        ends = [0]
        for text in texts:
            bag = Counter(self._find_entries(text[:READ]))
            places += bag.keys()
            counts += bag.values()
            ends.append(len(places))
        table = self._table
        values = (1.0 + np.log(np.array(counts, dtype=np.float32))) * table.idf[places]
        bags = sparse.csr_matrix(
            (values, np.array(places, dtype=np.int32), np.array(ends)),
            shape=(len(texts), len(table.vocabulary)),
        )
        lengths = np.sqrt(np.asarray(bags.multiply(bags).sum(axis=1)))
        reduced = bags @ self._rows
        known = lengths > 0
        placed = np.where(
            known, (reduced / np.maximum(lengths, 1e-9)) @ table.projection + table.mean, np.float32(0)
        )
        norms = np.linalg.norm(placed, axis=1, keepdims=True)
        return np.asarray(placed / np.maximum(norms, 1e-9), dtype=np.float32)

    def _find_entries(self, text: str) -> Iterator[int]:
        words = [self._repair(word) for word in _split_words(text)]
        for entry in (*words, *(f"{one} {other}" for one, other in pairwise(words))):
            place = self._place.get(entry)
            if place is not None:
                yield place

    def _repair(self, word: str) -> str:
        """Return `word` if the table has it, else the most frequent table word one letter away."""
        if len(word) <= SHORTEST or word in self._place:
            return word
        if word not in self._repaired:
            near = set(self._without.get(word, ()))
            for short in _drop_each_letter(word):
                near.update(self._without.get(short, ()))
                if self._place.get(short, self._table.words) < self._table.words:
                    near.add(short)
            self._repaired[word] = min(near, key=self._place.__getitem__) if near else word
        return self._repaired[word]


def _drop_each_letter(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _split_words(text: str) -> list[str]:
    letters = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(letters)]
