"""The lexical views: what words and what sequences of letters texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.preprocessing import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    Heard = Callable[[float], None]

WORD = r"(?u)\b[^\W_](?:[\w.\-]*\w)?\b"
"""Words, error codes and versions: "5.2", "e-404" and "wi-fi" stay whole."""
WORDS, CHARACTERS = 100, 50
"""Dimensions of the two views."""
SEQUENCES = 40_000
"""Sequences of letters that are counted, the most frequent."""
READ_WORDS, READ_CHARACTERS = 600, 400
"""Letters of a text that each view reads."""
FEW = 200
"""Texts below which a word that stands in one of them alone is counted."""
STEP = 500
"""Texts between two reports of how far the work is."""
READING = 0.6
"""Part of the time of a view that reading takes; reducing takes the rest."""


def words_view(texts: Sequence[str], seed: int, heard: Heard = lambda _: None) -> npt.NDArray[np.float32]:
    """Place u texts by latent semantic analysis of their words and word pairs (u x up to 100).

    TF-IDF with sublinear counts, then a truncated SVD (Deerwester et al. 1990); rows of unit
    length, or zero where a text holds no word that another has. `heard` is told the part that is
    done, and stops the work by raising.
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
    try:
        terms = vectoriser.fit_transform(_told(cut, heard))
    except ValueError:  # scikit-learn's word for texts without a single countable term
        return np.zeros((len(texts), 1), dtype=np.float32)
    return _reduced(terms, WORDS, seed)


def characters_view(
    texts: Sequence[str], seed: int, heard: Heard = lambda _: None
) -> npt.NDArray[np.float32]:
    """Place u texts by the sequences of three to five letters in their words (u x up to 50).

    It forgives typing errors, and knows a word by its stem. The sequences of every different word
    are counted once, and then the words of every text: much less than all sequences of all texts.
    """
    words = CountVectorizer(analyzer=_split, dtype=np.float32)
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), dtype=np.float32)
    try:
        held = words.fit_transform(_told(texts, heard))
        sequences = letters.fit_transform(words.get_feature_names_out())
    except ValueError:  # scikit-learn's word for texts without a single countable term
        return np.zeros((len(texts), 1), dtype=np.float32)
    counts = (held @ sequences).tocsc()
    kept = np.flatnonzero(np.diff(counts.indptr) >= (1 if len(texts) < FEW else 3))
    if len(kept) > SEQUENCES:
        frequent = np.argsort(-np.asarray(counts[:, kept].sum(axis=0)).ravel(), kind="stable")[:SEQUENCES]
        kept = np.sort(kept[frequent])
    if not len(kept):
        return np.zeros((len(texts), 1), dtype=np.float32)
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts[:, kept].tocsr())
    return _reduced(weighed, CHARACTERS, seed)


def _told(texts: Sequence[str], heard: Heard) -> Iterator[str]:
    """Hand texts on, and report how far they are read."""
    for place, text in enumerate(texts):
        if place % STEP == 0:
            heard(READING * place / len(texts))
        yield text


def _split(text: str) -> list[str]:
    return text[:READ_CHARACTERS].split()


def _reduced(terms: Any, size: int, seed: int) -> npt.NDArray[np.float32]:
    """Reduce to `size` dimensions, rows of unit length; a small matrix stays as it is."""
    if min(terms.shape) <= size + 1:
        return np.asarray(normalize(np.asarray(terms.todense(), dtype=np.float32)), dtype=np.float32)
    svd = TruncatedSVD(size, algorithm="randomized", n_iter=4, random_state=seed)
    return np.asarray(normalize(svd.fit_transform(terms)), dtype=np.float32)
