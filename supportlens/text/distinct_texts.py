"""Merges equal and near-equal texts of a log, and orders the distinct ones by a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import NothingToAnalyse, Stage
from supportlens.text.near_duplicates import group_near_duplicates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Cleaned, Lexicon, Progress

    Rows = npt.NDArray[np.int64]

FEWEST_OF_LANGUAGE = 12
"""Minimum distinct texts of a language for a space of its own.

Judgement: subtracting the mean needs some texts; smaller separates stray foreign texts, larger mixes
languages.
"""


@dataclass(frozen=True, slots=True)
class DistinctTexts:
    """Distinct texts, ordered by a hash, with the tickets that share each."""

    codes: Rows
    texts: tuple[str, ...]
    weights: Rows
    spaces: Rows
    languages: tuple[str, ...]


def merge_duplicates(cleaned: Cleaned, lexicon: Lexicon, seed: int, progress: Progress) -> DistinctTexts:
    """Merge equal and near-equal texts, and order the rest by a hash of the text.

    This order is random but fixed, so the first texts are a fair sample on every machine.
    """
    progress(Stage.ENCODE, 0.0)
    # Numbers instead of a dictionary for each question: of a million texts one takes 100 MB.
    unique = sorted(set(cleaned.texts) - {""})
    if not unique:
        raise NothingToAnalyse
    place = {text: at for at, text in enumerate(unique)}
    told = np.fromiter((place.get(text, -1) for text in cleaned.texts), np.int64, len(cleaned.texts))
    del place
    rows = np.flatnonzero(told >= 0)
    counts = np.bincount(told[rows], minlength=len(unique))
    group = group_near_duplicates(
        unique,
        lexicon.cleaning,
        counts.tolist(),
        progress=lambda part: progress(Stage.ENCODE, 0.1 * part),
    )
    # The heaviest text of each group, of several the first in the alphabet.
    by_group = np.lexsort((np.arange(len(unique)), -counts, group))
    _, first = np.unique(group[by_group], return_index=True)
    leader = by_group[first]
    order = np.argsort(_hash_texts([unique[at] for at in leader.tolist()], seed), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    codes = np.where(told >= 0, rank[group[told]], -1).astype(np.int64)
    leader = leader[order]
    last = np.zeros(len(unique), dtype=np.int64)
    last[told[rows]] = rows  # of equal texts the last one tells the language
    names, spaces = _assign_spaces(
        [cleaned.languages[row] for row in last[leader].tolist()],
        [language.code for language in lexicon.languages],
    )
    texts = tuple(unique[at] for at in leader.tolist())
    weights = np.bincount(codes[codes >= 0], minlength=len(texts)).astype(np.int64)
    return DistinctTexts(codes, texts, weights, spaces, names)


def _hash_texts(texts: Sequence[str], seed: int) -> npt.NDArray[np.uint64]:
    """Return a number for each text, which orders them by chance but alike on every machine."""
    salt = str(seed).encode()
    hashes = (
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8, key=salt).digest() for text in texts
    )
    return np.fromiter((int.from_bytes(one, "big") for one in hashes), np.uint64, len(texts))


def _assign_spaces(text_languages: Sequence[str], languages: Sequence[str]) -> tuple[tuple[str, ...], Rows]:
    """Return the languages with a space of their own, and the space of each text.

    Texts without a known language join the most frequent one.
    """
    tally = {language: text_languages.count(language) for language in languages}
    main = max(tally, key=lambda language: (tally[language], language))
    names = [main] + [name for name in tally if name != main and tally[name] >= FEWEST_OF_LANGUAGE]
    number = {name: place for place, name in enumerate(names)}
    return tuple(names), np.array([number.get(language, 0) for language in text_languages], dtype=np.int64)
