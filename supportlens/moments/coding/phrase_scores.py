"""Scores sentences by what was learnt from the examples of each code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain.contacts.phrases import PhraseTable

    Rows = npt.NDArray[np.int64]
    Scores = npt.NDArray[np.float32]

_LETTERS = str.maketrans(
    {chr(code): " " for code in range(128) if not chr(code).isalpha() and chr(code) not in "?!^"}
    | dict.fromkeys("0123456789", "0")
)
START = "^"
"""The word before the first one of a sentence."""
WORD_START = 5
"""Letters by which a word is known that the table lacks."""
BLOCK = 20_000
"""Sentences that are scored at once; more hold more memory."""


def split_words(sentences: Sequence[str]) -> list[str]:
    """Return the words of folded sentences, each begun by START: letters, digits as zeros, "?" and "!"."""
    joined = START.join(("", *(sentence.replace(START, " ") for sentence in sentences)))
    if not joined.isascii():
        joined = joined.encode("ascii", "ignore").decode("ascii")
    for mark in (START, "?", "!"):
        joined = joined.replace(mark, f" {mark} ")
    return joined.translate(_LETTERS).split()


class PhraseScores:
    """Scores sentences with one table."""

    def __init__(self, table: PhraseTable) -> None:
        self._table = table
        self._row = _Rows({word: row for row, word in enumerate(table.words)})
        self._size = len(table.words)
        self._first, self._second = np.zeros((2, self._size + 1), dtype=bool)
        self._first[table.pairs[:, 0]] = self._second[table.pairs[:, 1]] = True
        self._keys = table.pairs[:, 0].astype(np.int64) * self._size + table.pairs[:, 1]

    def score_texts(self, texts: Sequence[Sequence[str]]) -> Scores:
        """Return for each text (n), given by its sentences, the score of each code (n x c).

        It is the highest of its sentences' less the logarithm of their number: among many sentences one looks
        like an example by chance.
        """
        counts = np.array([len(sentences) for sentences in texts])
        scores = self.score_sentences([sentence for sentences in texts for sentence in sentences])
        starts = np.cumsum(counts) - counts
        highest = np.maximum.reduceat(scores, starts, axis=0) if len(scores) else scores
        lessened: Scores = highest - np.log(counts)[:, None].astype(np.float32)
        return lessened

    def score_sentences(self, sentences: Sequence[str]) -> Scores:
        """Return the score of each folded sentence (n) for each code (n x c)."""
        blocks = [sentences[start : start + BLOCK] for start in range(0, len(sentences), BLOCK)]
        empty = np.zeros((0, len(self._table.codes)), dtype=np.float32)
        return np.concatenate([empty, *map(self._score_block, blocks)])

    def _score_block(self, sentences: Sequence[str]) -> Scores:
        table = self._table
        words = split_words(sentences)
        rows = np.fromiter(map(self._row.__getitem__, words), np.int64, len(words))
        starts = np.flatnonzero(rows == self._row[START])
        inside = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows))))
        known = rows >= 0
        singles = _count(rows[known], inside[known], (len(sentences), self._size))
        places, after = self._find_pairs(rows, starts)
        pairs = _count(places, inside[after], (len(sentences), len(self._keys)))
        near = singles @ table.weights + pairs @ table.pair_weights
        near /= _root(singles @ table.squares + pairs @ table.pair_squares)
        far = singles @ table.far_weights
        far /= _root(singles @ table.far_squares)
        scores: Scores = near + far + table.intercepts
        return scores

    def _find_pairs(self, rows: Rows, starts: Rows) -> tuple[Rows, Rows]:
        """Return the known pairs of neighbours, and the position of the second word of each."""
        within = self._first[rows[:-1]] & self._second[rows[1:]]
        within[starts[1:] - 1] = False
        left = np.flatnonzero(within)
        keys = rows[left] * self._size + rows[left + 1]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        return places[known], left[known] + 1


class _Rows(dict[str, int]):
    """The row of each word; of one that is unknown that of its beginning, -1 without one."""

    def __missing__(self, word: str) -> int:
        row = self["0"] if word[0] == "0" else self.get("~" + word[:WORD_START], -1)
        self[word] = row
        return row


def _count(entries: Rows, inside: Rows, shape: tuple[int, int]) -> sparse.csr_matrix:
    """Return how often each sentence has each entry; `inside` names the sentence of each entry, in order."""
    ends = np.searchsorted(inside, np.arange(shape[0] + 1))
    return sparse.csr_matrix((np.ones(len(entries), dtype=np.float32), entries, ends), shape=shape)


def _root(squares: Scores) -> Scores:
    """Return the roots of n numbers as a column, 1 where there are none."""
    return np.sqrt(np.where(squares > 0, squares, 1.0)).astype(np.float32)[:, None]
