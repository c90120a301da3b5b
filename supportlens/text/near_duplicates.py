"""Groups near duplicates: texts that differ in a letter, or in a name within a long form."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import CleaningWords, FractionProgress

BANDS, ROWS = 4, 3
"""Bands of the MinHash signature and rows per band.

Texts that share 9 of 10 words match with probability 0.995 by the banding formula, 1 - (1 - s^3)^4 with s the
share of common words; more bands find more and cost time.
"""
LEAST_WORDS = 6
"""Minimum words of a text to ignore an edit in it; in a shorter one every word counts.

Judgement: in a short text one letter may be the subject; larger misses more near duplicates.
"""
LEAST_WORDS_OF_FORM = 20
"""Minimum words of a text to ignore a whole word.

Judgement: long texts that differ in a single word are forms; smaller would merge different subjects.
"""
RARE = 0.001
"""Maximum share of texts with an ignored word: a name, not a common subject.

Judgement: larger would ignore words of small subjects, smaller finds fewer forms with names in them.
"""
CANDIDATES = 12
"""Maximum representatives that a text is compared with per band; keeps the time linear.

Judgement: larger finds a few more and makes crowded bands slow.
"""
STEP = 5_000
"""Texts between two progress reports."""
BLOCK = 500_000
"""Words whose hashes are in memory at once."""
KEYS, SIGNED = 0.3, 0.7
"""Progress when every text has its key, and when every key has its signature."""

_WORD = re.compile(r"[^\W_](?:[\w.'+#\\/-]*[\w+#])?")
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_MULTIPLIERS = np.array(
    [
        (0x9E3779B97F4A7C15 * (2 * row + 1) ** 3 + 0x632BE59BD9B4E019 * row) & 0xFFFFFFFFFFFFFFFF | 1
        for row in range(BANDS * ROWS)
    ],
    dtype=np.uint64,
)


@dataclass(frozen=True, slots=True)
class _Rules:
    """Words that may differ between near duplicates (rare and light ones), and those that may not."""

    rare: frozenset[str]
    light: frozenset[str]
    denials: frozenset[str]


def duplicate_key(text: str) -> str:
    """Return a text's words without repetitions and punctuation: equal for duplicates.

    `text` is a cleaned text without identifying numbers. Codes and versions are kept: "error 404" and "error
    403" differ.
    """
    words = _WORD.findall(_STRETCHED.sub(r"\1\1", text))
    return " ".join(word for word, _ in groupby(words))


def group_near_duplicates(
    texts: Sequence[str],
    words: CleaningWords,
    weights: Sequence[int] | None = None,
    *,
    progress: FractionProgress = lambda _: None,
) -> npt.NDArray[np.int64]:
    """Return the group numbers of n texts (from 0): equal and nearly equal ones share a number.

    Nearly equal texts have at least `LEAST_WORDS` words and differ in one word by a one-letter error, or have
    at least `LEAST_WORDS_OF_FORM` words and differ in one rare or light word; they never differ in a negation
    (of `words`), a number or a code. A text joins the first representative that it is nearly equal to, not
    another member, so that groups do not chain. Representatives are the heaviest texts (`weights` n, all 1 by
    default), ties in alphabetical order; groups are numbered in that order. Neither the order of the texts
    nor the machine matters; the time grows with the number of words. `progress` may stop the work by raising.

    Candidates are found by MinHash in bands (Broder, 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
    Datasets", section 3.4).
    """
    keys = []
    for place, text in enumerate(texts):
        if place % STEP == 0:
            progress(KEYS * place / len(texts))
        keys.append(duplicate_key(text))
    heavy = Counter[str]()
    for key, weight in zip(keys, weights or [1] * len(keys), strict=True):
        heavy[key] += int(weight)
    ordered = sorted(heavy, key=lambda key: (-heavy[key], key))
    leader = _find_leaders(ordered, words, progress)
    number: dict[str, int] = {}
    for key in ordered:
        number.setdefault(leader[key], len(number))
    return np.array([number[leader[key]] for key in keys], dtype=np.int64)


def _find_leaders(ordered: list[str], lexical: CleaningWords, progress: FractionProgress) -> dict[str, str]:
    """Return the representative of each key; `ordered` are distinct keys, the heaviest first."""
    # One object for each different word: else the words of a large log take more memory than all else.
    same: dict[str, str] = {}
    words = [[same.setdefault(word, word) for word in key.split()] for key in ordered]
    long = [place for place, row in enumerate(words) if len(row) >= LEAST_WORDS]
    common = Counter[str]()
    for row in words:
        common.update(set(row))
    least = max(2.0, RARE * len(ordered))
    rare = frozenset(word for word, count in common.items() if count <= least)
    rules = _Rules(rare, lexical.light_words, lexical.negations | lexical.turning_words)
    leader = {key: key for key in ordered}
    shelves: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(BANDS)]
    for place, bands in zip(long, _hash_bands([words[place] for place in long], progress), strict=True):
        if place % STEP == 0:
            progress(SIGNED + (1 - SIGNED) * place / len(ordered))
        found = _find_match(place, bands, shelves, words, rules)
        if found is not None:
            leader[ordered[place]] = ordered[found]
            continue
        for shelf, band in zip(shelves, bands, strict=True):
            if len(shelf[band]) < CANDIDATES:
                shelf[band].append(place)
    return leader


def _find_match(
    place: int,
    bands: list[int],
    shelves: list[dict[int, list[int]]],
    words: list[list[str]],
    rules: _Rules,
) -> int | None:
    """Find the first representative in the bands' buckets that a text is nearly equal to."""
    candidates = sorted(
        {other for shelf, band in zip(shelves, bands, strict=True) for other in shelf.get(band, ())}
    )
    return next(
        (other for other in candidates if _is_near_duplicate(words[other], words[place], rules)), None
    )


def _hash_bands(rows: list[list[str]], progress: FractionProgress) -> list[list[int]]:
    """Return the band hashes of rows of words: minima over the words under several hashes."""
    bands: list[list[int]] = []
    start = 0
    while start < len(rows):
        end, size = start, 0
        while end < len(rows) and (size == 0 or size + len(rows[end]) <= BLOCK):
            size += len(rows[end])
            end += 1
        progress(KEYS + (SIGNED - KEYS) * start / len(rows))
        bands += _hash_block(rows[start:end])
        start = end
    return bands


class _WordHashes(dict[str, int]):
    """The hash of each word, computed when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = zlib.crc32(word.encode("utf-8", "replace"))
        return number


def _hash_block(rows: list[list[str]]) -> list[list[int]]:
    known = _WordHashes()
    hashes = np.fromiter((known[word] for row in rows for word in row), dtype=np.uint64)
    starts = np.cumsum([0] + [len(row) for row in rows[:-1]])
    banded = np.zeros((BANDS, len(rows)), dtype=np.uint64)
    for row, multiplier in enumerate(_MULTIPLIERS):
        mixed = hashes * multiplier
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        least = np.minimum.reduceat(mixed, starts)
        banded[row // ROWS] = banded[row // ROWS] * np.uint64(0x100000001B3) ^ least
    result: list[list[int]] = banded.T.tolist()
    return result


def _is_near_duplicate(one: list[str], other: list[str], rules: _Rules) -> bool:
    """Return whether two texts differ in at most one ignorable word."""
    if abs(len(one) - len(other)) > 1:
        return False
    low = 0
    shorter = min(len(one), len(other))
    while low < shorter and one[low] == other[low]:
        low += 1
    high = 0
    while high < shorter - low and one[-1 - high] == other[-1 - high]:
        high += 1
    mine, theirs = one[low : len(one) - high], other[low : len(other) - high]
    if len(mine) > 1 or len(theirs) > 1:
        return False
    return _is_overlooked(mine, theirs, rules, shorter)


def _is_overlooked(mine: list[str], theirs: list[str], rules: _Rules, size: int) -> bool:
    differing = [*mine, *theirs]
    if any(word in rules.denials or any(map(str.isdigit, word)) for word in differing):
        return False
    if (
        len(differing) == 2
        and (mine[0] in rules.rare or theirs[0] in rules.rare)
        and _is_typo(mine[0], theirs[0])
    ):
        return True
    if size < LEAST_WORDS_OF_FORM:
        return False
    return all(word in rules.rare or word in rules.light for word in differing)


def _is_typo(one: str, other: str) -> bool:
    """Return whether two words of four letters or more, with the same first letter, are one edit apart.

    An edit inserts, deletes or replaces a letter, or swaps two (Damerau, 1964).
    """
    if min(len(one), len(other)) < 4 or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    low = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )
    if len(one) < len(other):
        return one[low:] == other[low + 1 :]
    return one[low + 1 :] == other[low + 1 :] or (
        one[low : low + 2] == other[low : low + 2][::-1] and one[low + 2 :] == other[low + 2 :]
    )
