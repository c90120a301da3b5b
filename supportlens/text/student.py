"""The student: a ridge regression, fitted on the log itself, that predicts the teacher's vectors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import linalg, sparse

from supportlens.statistics import count_holders, scale_rows, scale_terms
from supportlens.text.lexical import find_leading_axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import FractionProgress, LanguageModel, TokenTable

    Matrix = npt.NDArray[np.float32]

ALPHA = 1.0
"""Ridge regularisation strength; features are of unit length.

Judgement: scikit-learn's default suits features of unit length; larger shrinks every text to the mean.
"""
READ = 128
"""Maximum tokens counted per text.

Judgement: slightly more than the teacher reads; more adds the ends of tickets.
"""
LETTERS = 600
"""Maximum letters of a text that are tokenised."""
TOKENS = 100
"""Dimensions of the latent semantic analysis of tokens.

Judgement: as many as the word view; more overfit the sample.
"""
BLOCK = 4_096
"""Texts whose tokens are held in memory as Python integers at once."""


class FeatureSpace:
    """Token features of texts: static vectors of a language model, and latent semantic analysis."""

    def __init__(self, model: LanguageModel, seed: int) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only logs too large for the teacher need it

        self._tokenizer: Any = Tokenizer.from_str(model.tokenizer)
        self._tokenizer.enable_truncation(READ)
        self._tokenizer.no_padding()
        self._size = self._tokenizer.get_vocab_size()
        self._seed = seed
        self._static = model.tokens

    def fit(self, sample: Sequence[str], progress: FractionProgress) -> Matrix:
        """Fit the weights of tokens and the axes on s texts, and return their features (s x f)."""
        counts = self._count(sample, lambda part: progress(0.7 * part))
        held = count_holders(counts)
        self._idf = np.asarray(np.log((1.0 + len(sample)) / (1.0 + held)) + 1.0, dtype=np.float32)
        terms = self._terms(counts)
        width = min(TOKENS, min(terms.shape) - 1)
        self._axes = find_leading_axes(terms, width, self._seed, lambda part: progress(0.75 + 0.2 * part))
        return self._views(terms)

    def of(self, texts: Sequence[str], progress: FractionProgress) -> Matrix:
        """Return the features of u texts (u x f)."""
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

    def _views(self, terms: sparse.csr_matrix) -> Matrix:
        views = [scale_rows(terms @ self._axes)]
        if self._static is not None:
            views.append(scale_rows(_add_up_tokens(terms, self._static)))
        return np.asarray(np.hstack(views), dtype=np.float32)


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


class Features:
    """The features of a sample of a log's texts, and the space that was fitted on them."""

    def __init__(
        self, model: LanguageModel, sample: Sequence[str], seed: int, progress: FractionProgress
    ) -> None:
        self.space = FeatureSpace(model, seed)
        self.sample = self.space.fit(sample, progress)
        """The features of the sample (s x f)."""


@dataclass(frozen=True, slots=True, eq=False)
class Student:
    """A ridge regression from f features to d dimensions."""

    weights: Matrix
    """A column for each dimension (f x d)."""
    features: npt.NDArray[np.float64]
    """The mean of the features (f) that it was fitted on."""
    places: npt.NDArray[np.float64]
    """The mean of the vectors (d) that it was fitted on."""


def fit_student(features: Matrix, taught: Matrix) -> Student:
    """Fit a ridge regression from the features of s texts (s x f) to their vectors (s x d)."""
    given, wanted = features.astype(np.float64), taught.astype(np.float64)
    middle, place = given.mean(axis=0), wanted.mean(axis=0)
    given -= middle
    products = given.T @ given
    products.flat[:: len(products) + 1] += ALPHA
    weights = linalg.solve(products, given.T @ (wanted - place), assume_a="pos")
    return Student(np.asarray(weights, dtype=np.float32), middle, place)


def predict_places(student: Student, features: Matrix) -> Matrix:
    """Predict the vectors of u texts from their features (u x f), rows of unit length."""
    predicted = (features - student.features).astype(np.float32) @ student.weights + student.places
    return scale_rows(np.asarray(predicted, dtype=np.float32))
