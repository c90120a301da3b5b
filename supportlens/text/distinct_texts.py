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
    counts: dict[str, int] = {}
    language_of: dict[str, str] = {}
    for text, language in zip(cleaned.texts, cleaned.languages, strict=True):
        if text:
            counts[text] = counts.get(text, 0) + 1
            language_of[text] = language
    if not counts:
        raise NothingToAnalyse
    unique = sorted(counts)
    group = group_near_duplicates(
        unique,
        lexicon.cleaning,
        [counts[text] for text in unique],
        progress=lambda part: progress(Stage.ENCODE, 0.1 * part),
    )
    leader: dict[int, str] = {}
    for number, text in zip(group.tolist(), unique, strict=True):
        held = leader.get(number)
        if held is None or counts[text] > counts[held]:
            leader[number] = text
    salt = str(seed).encode()
    order = sorted(
        leader,
        key=lambda number: hashlib.blake2b(
            leader[number].encode("utf-8", "replace"), digest_size=8, key=salt
        ).digest(),
    )
    rank = {number: place for place, number in enumerate(order)}
    place = {text: rank[number] for number, text in zip(group.tolist(), unique, strict=True)}
    codes = np.array([place[text] if text else -1 for text in cleaned.texts], dtype=np.int64)
    texts = tuple(leader[number] for number in order)
    names, spaces = _assign_spaces(
        [language_of[text] for text in texts], [language.code for language in lexicon.languages]
    )
    weights = np.bincount(codes[codes >= 0], minlength=len(texts)).astype(np.int64)
    return DistinctTexts(codes, texts, weights, spaces, names)


def _assign_spaces(text_languages: Sequence[str], languages: Sequence[str]) -> tuple[tuple[str, ...], Rows]:
    """Return the languages with a space of their own, and the space of each text.

    Texts without a known language join the most frequent one.
    """
    tally = {language: text_languages.count(language) for language in languages}
    main = max(tally, key=lambda language: (tally[language], language))
    names = [main] + [name for name in tally if name != main and tally[name] >= FEWEST_OF_LANGUAGE]
    number = {name: place for place, name in enumerate(names)}
    return tuple(names), np.array([number.get(language, 0) for language in text_languages], dtype=np.int64)
