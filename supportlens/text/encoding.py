"""Places every ticket in a space in which tickets that say the same lie near each other."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from supportlens.domain import Made, NothingToAnalyse, Stage, Vectors, silent
from supportlens.text.cleaning import clean

if TYPE_CHECKING:
    from supportlens.domain import Lexicon, Progress, Tickets

Matrix = "npt.NDArray[np.float32]"

ENCODER = "tf-idf words 1-2 (LSA 100) + characters 3-4 (LSA 50)"
WORD = r"(?u)\b[^\W_](?:[\w.\-]*\w)?\b"
"""Words, error codes and versions: "5.2", "e-404" and "wi-fi" stay whole."""
FIT_SAMPLE = 6_000
"""Texts that the character view is fitted on; more of them change nothing but the time."""


def encode(tickets: Tickets, lexicon: Lexicon, *, seed: int, progress: Progress = silent) -> Vectors:
    """Give each of the n tickets a row of a u x d matrix of unit vectors, equal texts sharing one.

    Two views side by side: latent semantic analysis (truncated SVD of TF-IDF) of words and word
    pairs, and, at half weight, of character sequences, which forgives typing errors. Unique
    texts are sorted first, so that the order of the rows cannot matter. Raises `NothingToAnalyse`
    where no ticket says anything.
    """
    progress(Stage.ENCODE, 0.0)
    cleaned = clean(tickets.frame[Made.TEXT], lexicon)
    keep = tickets.frame[Made.INFORMATIVE].to_numpy(bool)
    unique = sorted({text for text, kept in zip(cleaned, keep, strict=True) if kept and text})
    if not unique:
        raise NothingToAnalyse
    place = {text: position for position, text in enumerate(unique)}
    codes = np.array(
        [place.get(text, -1) if kept else -1 for text, kept in zip(cleaned, keep, strict=True)],
        dtype=np.int64,
    )
    weights = np.bincount(codes[codes >= 0], minlength=len(unique)).astype(np.int64)
    progress(Stage.ENCODE, 0.2)
    words = _words(unique, lexicon, seed)
    progress(Stage.ENCODE, 0.5)
    characters = _characters(unique, seed)
    matrix = normalize(np.hstack([words, 0.5 * characters])).astype(np.float32)
    progress(Stage.ENCODE, 1.0)
    return Vectors(
        codes=codes,
        matrix=matrix,
        texts=tuple(unique),
        weights=weights,
        encoder=ENCODER,
        folded=int((codes >= 0).sum()) - len(unique),
    )


def _words(texts: list[str], lexicon: Lexicon, seed: int) -> Any:
    vectoriser = TfidfVectorizer(
        token_pattern=WORD,
        ngram_range=(1, 2),
        min_df=1 if len(texts) < 200 else 2,
        max_df=1.0 if len(texts) < 20 else 0.5,
        sublinear_tf=True,
        stop_words=sorted({piece for word in lexicon.stop for piece in re.findall(WORD, word)}) or None,
        dtype=np.float32,
    )
    try:
        terms = vectoriser.fit_transform(texts)
    except ValueError as error:  # scikit-learn's word for "only stop words"
        raise NothingToAnalyse from error
    return _reduced(terms, 100, seed)


def _characters(texts: list[str], seed: int) -> Any:
    vectoriser = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 4),
        min_df=1 if len(texts) < 200 else 3,
        sublinear_tf=True,
        max_features=20_000,
        dtype=np.float32,
    )
    sample = _sampled(texts, FIT_SAMPLE)
    fitted = vectoriser.fit(sample)
    return _reduced(fitted.transform(texts), 50, seed)


def _sampled(texts: list[str], size: int) -> list[str]:
    """Draw texts by their hash, so that neither order nor chance decides."""
    if len(texts) <= size:
        return texts
    return sorted(texts, key=lambda text: hashlib.blake2b(text.encode(), digest_size=8).digest())[:size]


def _reduced(terms: Any, size: int, seed: int) -> Any:
    """Reduce to `size` dimensions, rows of unit length; a small matrix stays as it is."""
    if min(terms.shape) <= size + 1:
        return normalize(np.asarray(terms.todense(), dtype=np.float32))
    svd = TruncatedSVD(size, algorithm="randomized", n_iter=4, random_state=seed)
    return normalize(svd.fit_transform(terms)).astype(np.float32)
