"""Scores sentences by what was learnt from the examples of each code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
TOLD_AT_LENGTH = ("complaint", "critical", "b-1", "b-2", "b-3")
"""Codes for which two sentences are read as one: displeasure is seldom told in a single one.

Of contacts in new wordings five in a hundred more are complaints at the same share of calm ones, and two or
three more tell what was done to them. What is not solved, a stage or a touchpoint stands in one sentence:
with two no more of them are found.
"""
BLOCK = 20_000
"""Sentences that are scored at once; more hold more memory."""


def split_words(sentences: Sequence[str]) -> list[str]:
    """Return the words of folded sentences, each begun by START: letters, digits as zeros, "?" and "!"."""
    joined = START.join(("", *(sentence.replace(START, " ") for sentence in sentences)))
    if not joined.isascii():
        joined = joined.encode("ascii", "ignore").decode("ascii")
    for mark in ("?", "!"):
        while 3 * mark in joined:  # "????????" says no more than "??", and would outweigh every word
            joined = joined.replace(3 * mark, 2 * mark)
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
        scores = self.score_sentences([sentence for sentences in texts for sentence in sentences], counts)
        highest: Scores = np.maximum.reduceat(scores, np.cumsum(counts) - counts) if len(scores) else scores
        return highest

    def score_sentences(self, sentences: Sequence[str], counts: Rows) -> Scores:
        """Return the score of each folded sentence (n) for each code (n x c), as `score_blocks` finds it."""
        found = np.zeros((len(sentences), len(self._table.codes)), dtype=np.float32)
        for block, scores in self.score_blocks(sentences, counts):
            found[block] = scores
        return found

    def score_blocks(self, sentences: Sequence[str], counts: Rows) -> Iterator[tuple[slice, Scores]]:
        """Yield each block of n folded sentences with the scores of its sentences for c codes.

        `counts` says how many sentences each text has, in order; their logarithm is subtracted. For a code of
        TOLD_AT_LENGTH a sentence is read with the next one of its text; the last of several has no score.
        """
        of_text = np.repeat(counts, counts)
        paired = np.ones(len(sentences), dtype=bool)
        paired[np.cumsum(counts) - 1] = False
        last = (of_text > 1) & ~paired
        long = np.isin(self._table.codes, TOLD_AT_LENGTH)
        for start in range(0, len(sentences), BLOCK):
            block = slice(start, start + BLOCK)
            sums = self._add_up(sentences[start : start + BLOCK + 1])
            scores = sums.score()
            pairs = np.flatnonzero(paired[block])
            scores[np.ix_(pairs, long)] = sums.join(pairs, long).score()
            scores = scores[:BLOCK] + self._table.intercepts
            scores -= np.log(of_text[block])[:, None]
            scores[:, long] += np.log(of_text[block] / np.maximum(of_text[block] - 1, 1))[:, None]
            scores[np.ix_(last[block], long)] = -np.inf
            yield block, scores

    def _add_up(self, sentences: Sequence[str]) -> _Sums:
        table = self._table
        words = split_words(sentences)
        rows = np.fromiter(map(self._row.__getitem__, words), np.int64, len(words))
        starts = np.flatnonzero(rows == self._row[START])
        inside = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows))))
        known = rows >= 0
        singles = _count(rows[known], inside[known], (len(sentences), self._size))
        places, after = self._find_pairs(rows, starts)
        pairs = _count(places, inside[after], (len(sentences), len(self._keys)))
        start = self._row[START]
        return _Sums(
            singles @ table.weights + pairs @ table.pair_weights,
            singles @ table.squares + pairs @ table.pair_squares,
            singles @ table.far_weights,
            singles @ table.far_squares,
            (table.weights[start], table.squares[start], table.far_weights[start], table.far_squares[start]),
        )

    def _find_pairs(self, rows: Rows, starts: Rows) -> tuple[Rows, Rows]:
        """Return the known pairs of neighbours, and the position of the second word of each."""
        within = self._first[rows[:-1]] & self._second[rows[1:]]
        within[starts[1:] - 1] = False
        left = np.flatnonzero(within)
        keys = rows[left] * self._size + rows[left + 1]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        return places[known], left[known] + 1


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums of what the words and pairs of each sentence weigh (n x c), and of their squares (n)."""

    near: Scores
    near_squares: Scores
    far: Scores
    far_squares: Scores
    start: tuple[Scores, Scores, Scores, Scores]
    """The same of START."""

    def score(self) -> Scores:
        """Return the scores without the intercepts."""
        scores: Scores = self.near / _root(self.near_squares) + self.far / _root(self.far_squares)
        return scores

    def join(self, rows: Rows, codes: npt.NDArray[np.bool_]) -> _Sums:
        """Return the sums of some sentences, each with the next one, as of one sentence: it starts once."""
        start = self.start
        cut = start[0][codes], start[1], start[2][codes], start[3]
        parts = self.near[:, codes], self.near_squares, self.far[:, codes], self.far_squares
        near, near_squares, far, far_squares = (
            part[rows] + part[rows + 1] - once for part, once in zip(parts, cut, strict=True)
        )
        return _Sums(near, near_squares, far, far_squares, cut)


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
