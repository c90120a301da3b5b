"""The lexical views: what words and what sequences of letters texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

WORD = r"(?u)\b[^\W_](?:[\w.\-]*\w)?\b"
"""Words, error codes and versions: "5.2", "e-404" and "wi-fi" stay whole."""
WORDS, CHARACTERS = 100, 50
"""Dimensions of the two views."""
FIT = 6_000
"""Texts that the character view is fitted on; more of them change nothing but the time."""
READ_WORDS, READ_CHARACTERS = 600, 240
"""Letters of a text that each view reads."""
FEW = 200
"""Texts below which a word that stands in one of them alone is counted."""


def words_view(texts: Sequence[str], seed: int) -> npt.NDArray[np.float32]:
    """Place u texts by latent semantic analysis of their words and word pairs (u x up to 100).

    TF-IDF with sublinear counts, then a truncated SVD (Deerwester et al. 1990); rows of unit
    length, or zero where a text holds no word that another has.
    """
    cut = [text[:READ_WORDS] for text in texts]
    vectoriser = TfidfVectorizer(
        token_pattern=WORD,
        ngram_range=(1, 2),
        min_df=1 if len(texts) < FEW else 2,
        max_df=1.0 if len(texts) < 20 else 0.5,
        sublinear_tf=True,
        dtype=np.float32,
    )
    return _view(vectoriser, cut, cut, WORDS, seed)


def characters_view(texts: Sequence[str], seed: int) -> npt.NDArray[np.float32]:
    """Place u texts by the sequences of three to five letters in them (u x up to 50).

    It forgives typing errors, and knows a word by its stem. Fitted on the first FIT of the texts,
    which are to come in an order that says nothing.
    """
    cut = [text[:READ_CHARACTERS] for text in texts]
    vectoriser = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        min_df=1 if len(texts) < FEW else 3,
        sublinear_tf=True,
        max_features=40_000,
        dtype=np.float32,
    )
    return _view(vectoriser, cut[:FIT], cut, CHARACTERS, seed)


def _view(
    vectoriser: Any, known: Sequence[str], texts: Sequence[str], size: int, seed: int
) -> npt.NDArray[np.float32]:
    try:
        vectoriser.fit(known)
    except ValueError:  # scikit-learn's word for texts without a single countable term
        return np.zeros((len(texts), 1), dtype=np.float32)
    return _reduced(vectoriser.transform(texts), size, seed)


def _reduced(terms: Any, size: int, seed: int) -> npt.NDArray[np.float32]:
    """Reduce to `size` dimensions, rows of unit length; a small matrix stays as it is."""
    if min(terms.shape) <= size + 1:
        return np.asarray(normalize(np.asarray(terms.todense(), dtype=np.float32)), dtype=np.float32)
    svd = TruncatedSVD(size, algorithm="randomized", n_iter=4, random_state=seed)
    return np.asarray(normalize(svd.fit_transform(terms)), dtype=np.float32)
