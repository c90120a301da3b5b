"""Groups near duplicates: texts that differ in a letter, or in a name within a long form."""

from __future__ import annotations

import operator
import re
import zlib
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_MAY_BE_LETTER = np.array([chr(code) == "_" or chr(code).isalpha() for code in range(128)] + [True])
"""Whether a character may be stretched: an ASCII one by its code, and any other, the last entry."""
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
    return _make_key(_STRETCHED.sub(r"\1\1", text))


def _make_key(shortened: str) -> str:
    """Return the key of a text in which no letter stands three times in a row."""
    words = _WORD.findall(shortened)
    if any(map(operator.eq, words, words[1:])):
        words = [word for word, _ in groupby(words)]
    return " ".join(words)


def make_keys(texts: Sequence[str]) -> list[str]:
    """Return the `duplicate_key` of each text; most have no letter three times in a row."""
    letters = np.frombuffer(" ".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    same = letters[1:] == letters[:-1]
    stretched = np.flatnonzero(same[1:] & same[:-1])
    stretched = stretched[_MAY_BE_LETTER[np.minimum(letters[stretched], len(_MAY_BE_LETTER) - 1)]]
    ends = np.cumsum([len(text) + 1 for text in texts])
    searched = set(np.searchsorted(ends, stretched, side="right").tolist())
    return [duplicate_key(text) if place in searched else _make_key(text) for place, text in enumerate(texts)]


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
    keys: list[str] = []
    for start in range(0, len(texts), STEP):
        progress(KEYS * start / len(texts))
        keys += make_keys(texts[start : start + STEP])
    heavy = Counter[str]()
    for key, weight in zip(keys, weights or [1] * len(keys), strict=True):
        heavy[key] += int(weight)
    ordered = [key for key, _ in sorted(heavy.items(), key=lambda one: (-one[1], one[0]))]
    del heavy
    leader = _find_leaders(ordered, words, progress)
    is_leader = leader == np.arange(len(ordered))
    number = (np.cumsum(is_leader) - 1)[leader]
    place = {key: at for at, key in enumerate(ordered)}
    return np.asarray(number[np.fromiter(map(place.__getitem__, keys), np.int64, len(keys))], dtype=np.int64)


def _find_leaders(
    ordered: list[str], lexical: CleaningWords, progress: FractionProgress
) -> npt.NDArray[np.int64]:
    """Return the place of each key's representative; `ordered` are distinct keys, the heaviest first."""
    signed = _sign(ordered, progress)
    sizes = signed.sizes.tolist()
    rules = _Rules(signed.rare, lexical.light_words, lexical.negations | lexical.turning_words)
    leader = np.arange(len(ordered), dtype=np.int64)
    shelves: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(BANDS)]
    for step, (place, bands) in enumerate(signed.list_shared()):
        if step % STEP == 0:
            progress(SIGNED + (1 - SIGNED) * place / len(ordered))
        candidates = sorted({other for shelf, band in bands for other in shelves[shelf].get(band, ())})
        words = ordered[place].split()
        alike = [other for other in candidates if -1 <= sizes[other] - len(words) <= 1]
        found = next(
            (other for other in alike if _is_near_duplicate(ordered[other].split(), words, rules)), None
        )
        if found is not None:
            leader[place] = found
            continue
        for shelf, band in bands:
            if len(shelves[shelf][band]) < CANDIDATES:
                shelves[shelf][band].append(place)
    return leader


@dataclass(frozen=True, slots=True, eq=False)
class _Signed:
    """What n keys are compared by."""

    rare: frozenset[str]
    """The words of few keys."""
    sizes: npt.NDArray[np.int32]
    """The words of each key (n)."""
    long: npt.NDArray[np.int64]
    """The places of the keys of `LEAST_WORDS` words and more (m)."""
    bands: npt.NDArray[np.uint64]
    """The band hashes of these (m x BANDS)."""

    def list_shared(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Yield the places of long keys that share band hashes with others, and number and hash of these."""
        shared = np.zeros(self.bands.shape, dtype=bool)
        for number, band in enumerate(self.bands.T):
            order = np.argsort(band, kind="stable")
            same = band[order[1:]] == band[order[:-1]]
            shared[order[1:], number] = same
            shared[order[:-1], number] |= same
        for row in np.flatnonzero(shared.any(axis=1)).tolist():
            hashed = enumerate(zip(self.bands[row].tolist(), shared[row].tolist(), strict=True))
            yield int(self.long[row]), [(number, band) for number, (band, held) in hashed if held]


def _sign(keys: list[str], progress: FractionProgress) -> _Signed:
    """Count the words of keys and hash their bands, a block at a time: only numbers are kept of the words."""
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    hashes = np.zeros(0, dtype=np.uint64)
    held = np.zeros(0, dtype=np.int64)
    sizes = np.fromiter((key.count(" ") + 1 if key else 0 for key in keys), np.int32, len(keys))
    bands = []
    for start, end in _cut_blocks(sizes):
        progress(KEYS + (SIGNED - KEYS) * start / len(keys))
        found = array("i")
        for key in keys[start:end]:
            found.extend(map(number.__getitem__, key.split()))
        words = np.array(found, dtype=np.int32)
        fresh = list(number)[len(hashes) :]
        fresh_hashes = [zlib.crc32(word.encode("utf-8", "replace")) for word in fresh]
        hashes = np.append(hashes, np.array(fresh_hashes, dtype=np.uint64))
        rows = np.repeat(np.arange(end - start, dtype=np.int64), sizes[start:end])
        pairs = np.sort(rows * len(number) + words)
        once = pairs[np.diff(pairs, prepend=-1) > 0]
        held = np.append(held, np.zeros(len(fresh), dtype=np.int64))
        held += np.bincount(once % max(len(number), 1), minlength=len(number))
        bands.append(_hash_block(hashes[words], sizes[start:end]))
    least = max(2.0, RARE * len(keys))
    return _Signed(
        frozenset(word for word, count in zip(number, held.tolist(), strict=True) if count <= least),
        sizes,
        np.flatnonzero(sizes >= LEAST_WORDS),
        np.concatenate([np.zeros((0, BANDS), dtype=np.uint64), *bands]),
    )


def _cut_blocks(sizes: npt.NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """Yield start and end of blocks of keys with some BLOCK words together."""
    start, words = 0, 0
    for place, size in enumerate(sizes.tolist()):
        if words and words + size > BLOCK:
            yield start, place
            start, words = place, 0
        words += size
    if start < len(sizes):
        yield start, len(sizes)


def _hash_block(hashes: npt.NDArray[np.uint64], sizes: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """Return the band hashes of rows of LEAST_WORDS and more: minima over the words by several hashes."""
    starts = (np.cumsum(sizes, dtype=np.int64) - sizes)[sizes > 0]
    long = np.flatnonzero(sizes[sizes > 0] >= LEAST_WORDS)
    banded = np.zeros((BANDS, len(long)), dtype=np.uint64)
    for row, multiplier in enumerate(_MULTIPLIERS):
        mixed = hashes * multiplier
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        least = np.minimum.reduceat(mixed, starts)[long]
        banded[row // ROWS] = banded[row // ROWS] * np.uint64(0x100000001B3) ^ least
    return banded.T


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
