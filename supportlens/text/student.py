"""The student: a ridge regression, fitted on the log itself, that predicts the teacher's vectors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import linalg, sparse

from supportlens.statistics import count_holders, scale_rows, scale_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import FractionProgress, LanguageModel, TokenTable

    Matrix = npt.NDArray[np.float32]

ALPHA = 0.5
"""Ridge regularisation strength; features are of unit length, but for those of tokens.

Mean cosine with the teacher, less what all texts have in common, of texts that it was not taught (2 700
taught of Banking77, 1 500 of CLINC150, 900 of a forum's long questions): 0.878, 0.825 and 0.680, and within
0.004 of that with 0.3; larger shrinks every text to the mean.
"""
READ = 128
"""Maximum tokens counted per text.

Judgement: slightly more than the teacher reads; more adds the ends of tickets.
"""
LETTERS = 600
"""Maximum letters of a text that are tokenised."""
TOKENS = 2_000
"""Maximum tokens that count by themselves, those of the most texts.

Mean cosine as above: 0.877, 0.823 and 0.677 with 1 000, and with 4 000, whose equations take four times as
long, as with 2 000. A hundred axes of latent semantic analysis in their place: 0.850, 0.782 and 0.658, and
their search takes longer than the equations.
"""
TOKEN_WEIGHT = 0.7
"""Weight of the tokens next to their static vectors.

Mean cosine as above with 1: 0.878, 0.825 and 0.680; of 1 500 questions 0.718 instead of 0.721.
"""
BLOCK = 4_096
"""Texts whose tokens are held in memory as Python integers at once."""


@dataclass(frozen=True, slots=True, eq=False)
class TextFeatures:
    """The features of n texts."""

    tokens: sparse.csr_matrix
    """The weight of each token that counts by itself (n x t)."""
    meanings: Matrix
    """The sum of the static vectors of the tokens (n x d)."""

    def of(self, rows: npt.NDArray[np.int64]) -> TextFeatures:
        """Return the features of some of the texts."""
        return TextFeatures(self.tokens[rows], self.meanings[rows])


class FeatureSpace:
    """Token features of texts: the tokens of most texts, and static vectors of a language model."""

    def __init__(self, model: LanguageModel) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only logs too large for the teacher need it

        self._tokenizer: Any = Tokenizer.from_str(model.tokenizer)
        self._tokenizer.enable_truncation(READ)
        self._tokenizer.no_padding()
        self._size = self._tokenizer.get_vocab_size()
        self._static = model.tokens

    def fit(self, sample: Sequence[str], progress: FractionProgress) -> TextFeatures:
        """Fit the weights of tokens on s texts, choose those that count, and return the texts' features."""
        counts = self._count(sample, progress)
        held = count_holders(counts)
        self._idf = np.asarray(np.log((1.0 + len(sample)) / (1.0 + held)) + 1.0, dtype=np.float32)
        frequent = np.argsort(-held, kind="stable")[:TOKENS]
        self._kept = np.sort(frequent[held[frequent] > 0])
        return self._views(self._terms(counts))

    def of(self, texts: Sequence[str], progress: FractionProgress) -> TextFeatures:
        """Return the features of u texts."""
        return self._views(self._terms(self._count(texts, progress)))

    def _count(self, texts: Sequence[str], progress: FractionProgress) -> sparse.csr_matrix:
        """Count the tokens of u texts (u x v, sublinear: 1 + log of the count)."""
        parts = [sparse.csr_matrix((0, self._size), dtype=np.float32)]
        for start in range(0, len(texts), BLOCK):
            progress(start / len(texts))
            cut = [text[:LETTERS] for text in texts[start : start + BLOCK]]
            ids = [
                encoding.ids for encoding in self._tokenizer.encode_batch_fast(cut, add_special_tokens=False)
            ]
            ends = np.cumsum([0, *map(len, ids)])
            places = np.fromiter(chain.from_iterable(ids), np.int32, int(ends[-1]))
            ones = np.ones(len(places), dtype=np.float32)
            counts = sparse.csr_matrix((ones, places, ends), shape=(len(ids), self._size))
            counts.sum_duplicates()
            counts.data = 1.0 + np.log(counts.data)
            parts.append(counts)
        return sparse.vstack(parts, format="csr", dtype=np.float32)

    def _terms(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Weight tokens by smoothed inverse document frequency in the sample."""
        weighed = sparse.csr_matrix(
            (counts.data * self._idf[counts.indices], counts.indices, counts.indptr), shape=counts.shape
        )
        return scale_terms(weighed)

    def _views(self, terms: sparse.csr_matrix) -> TextFeatures:
        tokens = terms[:, self._kept] * np.float32(TOKEN_WEIGHT)
        if self._static is None:
            return TextFeatures(tokens, np.zeros((terms.shape[0], 0), dtype=np.float32))
        return TextFeatures(tokens, scale_rows(_add_up_tokens(terms, self._static)))


def _add_up_tokens(terms: sparse.csr_matrix, static: TokenTable) -> Matrix:
    """Return the sum of the static vectors of each text's tokens (u x d); only theirs are made numbers."""
    used = np.flatnonzero(np.bincount(terms.indices, minlength=terms.shape[1]))
    columns = np.zeros(terms.shape[1], dtype=np.int32)
    columns[used] = np.arange(len(used), dtype=np.int32)
    own = sparse.csr_matrix(
        (terms.data, columns[terms.indices], terms.indptr), shape=(terms.shape[0], len(used))
    )
    vectors = np.asarray(static.matrix[used] * static.scales[used, None], dtype=np.float32)
    return np.asarray(own @ vectors, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Student:
    """A ridge regression from t tokens and d meanings to places of e dimensions."""

    of_tokens: Matrix
    """The weights of the tokens (t x e)."""
    of_meanings: Matrix
    """The weights of the meanings (d x e)."""
    start: Matrix
    """The place of a text without features (e)."""


@dataclass(frozen=True, slots=True, eq=False)
class Equations:
    """The equations of a ridge regression on the features of s texts, solved but for their places."""

    tokens: sparse.csr_matrix
    """The tokens of the texts (s x t, float64)."""
    meanings: npt.NDArray[np.float64]
    """The meanings of the texts (s x d)."""
    middle: npt.NDArray[np.float64]
    """The mean of all features (t + d)."""
    factor: npt.NDArray[np.float64]
    """The Cholesky factor of the features' products (t + d x t + d)."""

    @classmethod
    def of(cls, features: TextFeatures) -> Equations:
        """Factorise the products of features: most of the work, which needs no places yet.

        Most tokens occur in few texts: only the meanings are multiplied as a whole.
        """
        tokens, meanings = features.tokens.astype(np.float64), features.meanings.astype(np.float64)
        middle = np.concatenate((np.asarray(tokens.mean(axis=0)).ravel(), meanings.mean(axis=0)))
        across = tokens.T @ meanings
        products = np.block([[(tokens.T @ tokens).toarray(), across], [across.T, meanings.T @ meanings]])
        products -= tokens.shape[0] * np.outer(middle, middle)
        products.flat[:: len(products) + 1] += ALPHA
        factor, _ = linalg.cho_factor(products, lower=True, overwrite_a=True, check_finite=False)
        return cls(tokens, meanings, middle, factor)

    def fit(self, taught: Matrix) -> Student:
        """Return the regression from the features to the places of the texts (s x e)."""
        wanted = taught.astype(np.float64)
        place = wanted.mean(axis=0)
        wanted -= place
        sides = np.vstack([self.tokens.T @ wanted, self.meanings.T @ wanted])
        weights = linalg.cho_solve((self.factor, True), sides, overwrite_b=True, check_finite=False)
        start = np.asarray(place - self.middle @ weights, dtype=np.float32)
        of_tokens, of_meanings = np.split(np.asarray(weights, dtype=np.float32), [self.tokens.shape[1]])
        return Student(of_tokens, of_meanings, start)


def predict_places(student: Student, features: TextFeatures) -> Matrix:
    """Predict the vectors of u texts from their features, rows of unit length."""
    predicted = features.tokens @ student.of_tokens
    predicted += features.meanings @ student.of_meanings
    predicted += student.start
    return scale_rows(np.asarray(predicted, dtype=np.float32))


@dataclass(frozen=True)
class Placing:
    """Places the texts of a block with the student of their language, in the row of zeros without one."""

    features: FeatureSpace
    students: tuple[Student | None, ...]
    dimensions: int

    def __call__(
        self, block: tuple[Sequence[str], npt.NDArray[np.int64]], progress: FractionProgress
    ) -> Matrix:
        """Return a row for each of the texts, given with the numbers of their languages."""
        texts, spaces = block
        described = self.features.of(texts, progress)
        matrix = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for number, student in enumerate(self.students):
            rows = np.flatnonzero(spaces == number)
            if len(rows) and student is not None:
                matrix[rows] = predict_places(student, described.of(rows))
        return matrix


@dataclass(frozen=True, slots=True, eq=False)
class Students:
    """The students of a log, made ready while the teacher reads."""

    space: FeatureSpace
    sample: TextFeatures
    """The features of the first s texts."""
    chosen: npt.NDArray[np.int64]
    """Which of them the teacher reads."""
    own: Equations | None
    """Those of the texts that the teacher reads; none if it reads all."""
    languages: tuple[npt.NDArray[np.int64], ...]
    """The rows of each language, by which further texts are placed."""

    def predict_meanings(self, taught: Matrix) -> Matrix:
        """Return the meanings of the first texts: what was `taught`, and what a student learnt from it."""
        if self.own is None:
            return taught
        meanings = predict_places(self.own.fit(taught), self.sample)
        meanings[self.chosen] = taught
        return meanings

    def place_others(self, places: Matrix) -> Placing:
        """Return how texts that are not among the first are placed, given the `places` of these (s x e)."""
        students = (
            Equations.of(self.sample.of(rows)).fit(places[rows]) if len(rows) else None
            for rows in self.languages
        )
        return Placing(self.space, tuple(students), places.shape[1])


def prepare_students(
    model: LanguageModel,
    texts: Sequence[str],
    chosen: npt.NDArray[np.int64],
    languages: Sequence[npt.NDArray[np.int64]],
    progress: FractionProgress,
) -> Students | None:
    """Return the students of s texts, of which the teacher reads the `chosen`; None if nobody needs one.

    `languages` are the rows of each language by which further texts are placed, none without such texts.
    """
    if len(chosen) == len(texts) and not languages:
        return None
    space = FeatureSpace(model)
    sample = space.fit(texts, progress)
    own = None if len(chosen) == len(texts) else Equations.of(sample.of(chosen))
    progress(1.0)
    return Students(space, sample, chosen, own, tuple(languages))
