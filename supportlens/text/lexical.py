"""The lexical views: words and letter sequences shared by texts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import linalg

from supportlens.statistics import count_holders, count_terms, scale_rows, weigh_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from supportlens.domain import FractionProgress


_WORD = re.compile(r"\b[^\W_](?:[\w.\-]*\w)?\b")
"""Words, error codes and versions: "5.2", "e-404" and "wi-fi" stay whole."""
WORDS, CHARACTERS = 100, 50
"""Dimensions of the two views.

Judgement: usual sizes of latent semantic analysis; more adds noise and time.
"""
SHORTEST, LONGEST = 3, 5
"""Letters of a sequence. Judgement: usual for texts of a few languages; longer ones are words."""
SEQUENCES = 40_000
"""Maximum letter sequences, the most frequent.

Judgement: rarer ones occur in a text or two; more costs memory and changes little.
"""
READ_WORDS, READ_CHARACTERS = 600, 400
"""Maximum letters read per text by each view.

Judgement: the problem comes first; more letters add signatures and histories.
"""
FEW = 200
"""Texts below which words of a single text are counted.

Judgement: in a small log a word that occurs once may be the subject; in a large one it is noise.
"""
OVERSAMPLING, ITERATIONS = 10, 4
"""Extra dimensions, and iterations, of the randomised SVD.

scikit-learn's defaults (Halko, Martinsson and Tropp 2011); more changes digits beyond those kept. With 1,
2 and 4 the AMI is 0.776, 0.773 and 0.775 on all of Banking77 and 0.842, 0.838 and 0.839 on CLINC150, but
the ARI of the best cut of Banking77's test set 0.568, 0.574 and 0.582, and with 2 a planted redesign has
three symptoms instead of four or more.
"""
STEP = 500
"""Texts between two progress reports."""
READING = 0.6
"""Share of a view's time for reading; the reduction takes the rest."""


def build_words_view(
    texts: Sequence[str], seed: int, progress: FractionProgress = lambda _: None
) -> npt.NDArray[np.float32]:
    """Encode u texts by latent semantic analysis of their words and word pairs (u x up to 100).

    TF-IDF with sublinear counts, then a truncated SVD (Deerwester et al. 1990); rows of unit length, or zero
    if a text shares no word with another. `progress` receives the fraction done, and stops the work by
    raising.
    """
    least, most = (1 if len(texts) < FEW else 2), len(texts) * (1.0 if len(texts) < 20 else 0.5)
    _, counts = count_terms(map(_list_words, _report_reading(texts, progress)))
    holders = count_holders(counts)
    kept = np.flatnonzero((holders >= least) & (holders <= most))
    if not len(kept):
        return np.zeros((len(texts), 1), dtype=np.float32)
    return _reduce(weigh_terms(counts[:, kept]), WORDS, seed, _scale_after_reading(progress))


def build_characters_view(
    texts: Sequence[str], seed: int, progress: FractionProgress = lambda _: None
) -> npt.NDArray[np.float32]:
    """Encode u texts by the sequences of three to five letters in their words (u x up to 50).

    Robust to typing errors and inflection. The sequences of every distinct word are counted once, and then
    the words of every text: much faster than counting all sequences of all texts.
    """
    words, held = count_terms(map(_split, _report_reading(texts, progress)))
    _, sequences = count_terms(map(_list_sequences, _report_reading(words, lambda _: progress(READING))))
    counts = (held @ sequences).tocsc()
    progress(READING)
    kept = np.flatnonzero(np.diff(counts.indptr) >= (1 if len(texts) < FEW else 3))
    if len(kept) > SEQUENCES:
        frequent = np.argsort(-np.asarray(counts[:, kept].sum(axis=0)).ravel(), kind="stable")[:SEQUENCES]
        kept = np.sort(kept[frequent])
    if not len(kept):
        return np.zeros((len(texts), 1), dtype=np.float32)
    return _reduce(weigh_terms(counts[:, kept].tocsr()), CHARACTERS, seed, _scale_after_reading(progress))


def _scale_after_reading(progress: FractionProgress) -> FractionProgress:
    return lambda part: progress(READING + (1 - READING) * part)


def _report_reading(texts: Sequence[str], progress: FractionProgress) -> Iterator[str]:
    """Yield texts and report progress."""
    for place, text in enumerate(texts):
        if place % STEP == 0:
            progress(READING * place / len(texts))
        yield text


def _list_words(text: str) -> list[str]:
    """Return the words of a text in small letters, and its pairs of words."""
    words = _WORD.findall(text[:READ_WORDS].lower())
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def _split(text: str) -> list[str]:
    return text[:READ_CHARACTERS].split()


def _list_sequences(word: str) -> Iterator[str]:
    """Yield the sequences of letters in a word and the spaces around it; a shorter word once."""
    spaced = f" {word.lower()} "
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(max(len(spaced) - length + 1, 1)):
            yield spaced[start : start + length]
        if len(spaced) <= length:
            return


def _reduce(terms: Any, size: int, seed: int, progress: FractionProgress) -> npt.NDArray[np.float32]:
    """Reduce to `size` dimensions, rows of unit length; a small matrix is unchanged."""
    if min(terms.shape) <= size + 1:
        return np.asarray(scale_rows(np.asarray(terms.todense(), dtype=np.float32)), dtype=np.float32)
    return np.asarray(scale_rows(terms @ find_leading_axes(terms, size, seed, progress)), dtype=np.float32)


def find_leading_axes(
    terms: Any, size: int, seed: int, progress: FractionProgress
) -> npt.NDArray[np.float32]:
    """Find the `size` leading right singular vectors (f x size) of a sparse matrix (u x f).

    Randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4), as in scikit-learn, but
    in steps: a large matrix takes seconds, and a cancelled analysis would wait.
    """
    wide = terms.shape[0] < terms.shape[1]
    matrix = terms.T.tocsr() if wide else terms
    transposed = matrix.T.tocsr()
    width = matrix.shape[1], size + OVERSAMPLING
    draw = np.random.RandomState(seed)
    basis = draw.normal(size=width).astype(np.float32)
    for step in range(ITERATIONS):
        progress(step / (ITERATIONS + 1))
        basis = linalg.lu(matrix @ basis, permute_l=True)[0]
        progress((step + 0.5) / (ITERATIONS + 1))
        basis = linalg.lu(transposed @ basis, permute_l=True)[0]
    progress(ITERATIONS / (ITERATIONS + 1))
    basis = linalg.qr(matrix @ basis, mode="economic")[0]
    progress((ITERATIONS + 0.5) / (ITERATIONS + 1))
    left, _, right = linalg.svd((transposed @ basis).T, full_matrices=False)
    return np.asarray((basis @ left)[:, :size] if wide else right[:size].T, dtype=np.float32)
