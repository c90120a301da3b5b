"""The student: learns on the log itself to foretell where its teacher would place a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import Ridge
from sklearn.preprocessing import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.domain import LanguageModel

    Matrix = npt.NDArray[np.float32]

ALPHA = 1.0
"""Strength of the ridge: features are of unit length."""
READ = 128
"""Tokens of a text that are counted."""
TOKENS = 100
"""Dimensions of the latent semantic analysis of tokens."""
BLOCK = 4_096
"""Texts whose tokens are in memory as numbers of Python at once."""


class Bags:
    """Counts the tokens of texts with the tokenizer of a language model."""

    def __init__(self, model: LanguageModel) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only logs too large for the teacher need it

        self._tokenizer: Any = Tokenizer.from_str(model.tokenizer)
        self._tokenizer.enable_truncation(READ)
        self._tokenizer.no_padding()
        self._size = self._tokenizer.get_vocab_size()

    def count(self, texts: Sequence[str], heard: Callable[[float], None]) -> sparse.csr_matrix:
        """Count the tokens of u texts (u x v, sublinear: 1 + log of the count)."""
        parts = [sparse.csr_matrix((0, self._size), dtype=np.float32)]
        for start in range(0, len(texts), BLOCK):
            heard(start / len(texts))
            found = self._tokenizer.encode_batch_fast(
                list(texts[start : start + BLOCK]), add_special_tokens=False
            )
            ids = [encoding.ids for encoding in found]
            ends = np.cumsum([0, *map(len, ids)])
            places = np.fromiter((token for each in ids for token in each), np.int32, int(ends[-1]))
            ones = np.ones(len(places), dtype=np.float32)
            counts = sparse.csr_matrix((ones, places, ends), shape=(len(ids), self._size))
            counts.sum_duplicates()
            counts.data = 1.0 + np.log(counts.data)
            parts.append(counts)
        return sparse.vstack(parts, format="csr", dtype=np.float32)


def rarity(counts: sparse.csr_matrix) -> Matrix:
    """Give each of v tokens its smoothed inverse document frequency in the log (v)."""
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.asarray(np.log((1.0 + counts.shape[0]) / (1.0 + held)) + 1.0, dtype=np.float32)


def static_view(counts: sparse.csr_matrix, idf: Matrix, vectors: Matrix) -> Matrix:
    """Average the static vectors of the tokens of each text, rare tokens counting more (u x d)."""
    return np.asarray(normalize((counts @ sparse.diags(idf)) @ vectors), dtype=np.float32)


def token_view(counts: sparse.csr_matrix, idf: Matrix, known: int, seed: int) -> Matrix:
    """Place u texts by latent semantic analysis of tokens, fitted on the first `known` (u x up to 100)."""
    terms = normalize(counts @ sparse.diags(idf))
    if min(known, terms.shape[1]) <= TOKENS + 1:
        return np.zeros((terms.shape[0], 1), dtype=np.float32)
    svd = TruncatedSVD(TOKENS, algorithm="randomized", n_iter=4, random_state=seed).fit(terms[:known])
    return np.asarray(normalize(svd.transform(terms)), dtype=np.float32)


def learn(features: Matrix, taught: Matrix) -> Ridge:
    """Fit a ridge regression from the features of s texts (s x f) to the places given them (s x d)."""
    return Ridge(alpha=ALPHA).fit(features, taught)


def foretold(student: Ridge, features: Matrix) -> Matrix:
    """Place u texts by their features (u x f), rows of unit length."""
    return np.asarray(normalize(student.predict(features)), dtype=np.float32)
