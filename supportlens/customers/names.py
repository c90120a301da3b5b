"""Names of customers: which are the same, however they are spelt."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD = re.compile(r"[^\W_]+")
MIN_LETTERS = 8
"""Letters of a name in which one may be wrong. Judgement: in shorter names one letter makes another name."""
MIN_LETTERS_OF_WORD = 4
"""Letters of the word with the slip. Judgement: as above; smaller joins "Lara" and "Lira"."""
_GENDERED = frozenset("aoe")
"""Letters at the end of a word that tell Mario from Maria."""


def key_name(name: str) -> str:
    """Return what spellings of a name share: no case, accents, punctuation or spaces, first name first."""
    last, comma, first = name.partition(",")
    company = any(map(str.isupper, first.strip()[1:])) or "." in first  # "Luna, S.A." is no person
    ordered = f"{first} {last}" if comma and first.strip() and not company else name
    return "".join(_WORD.findall(fold(ordered)))


def split_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(_WORD.findall(fold(name)))


def is_slip(one: str, other: str) -> bool:
    """Return whether two names differ by one letter (Damerau 1964) that makes no other name.

    Digits are never slips ("Sede 1", "Sede 2"), nor is the last letter of a word that tells Mario from Maria.
    """
    words, others = split_name(one), split_name(other)
    if len(words) != len(others) or max(sum(map(len, words)), sum(map(len, others))) < MIN_LETTERS:
        return False
    differing = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(differing) != 1:
        return False
    (word, second) = differing[0]
    if min(len(word), len(second)) < MIN_LETTERS_OF_WORD or any(map(str.isdigit, word + second)):
        return False
    return _is_one_edit(word, second) and not _is_other_gender(word, second)


def differing_words(one: str, other: str) -> tuple[str, str]:
    """Return the words by which two names of as many words differ; ("", "") if they do not."""
    pairs = zip(split_name(one), split_name(other), strict=False)
    return next(((a, b) for a, b in pairs if a != b), ("", ""))


def _is_other_gender(word: str, other: str) -> bool:
    if len(word) == len(other):
        return word[:-1] == other[:-1] and {word[-1], other[-1]} <= _GENDERED
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return longer[:-1] == shorter and longer[-1] in _GENDERED | {"s"}


def _is_one_edit(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n in range(len(one)) if one[n] != other[n]), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[at:] == other[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


class SlipFinder:
    """Finds the names within one slip of a name, without comparing all with all.

    Of a list in which only slips of each other are looked for most parts are of one name, and are not held:
    20 000 names take 5 MiB so, and 39 MiB otherwise.
    """

    def __init__(self, names: Iterable[str], *, of_each_other: bool = False) -> None:
        self._by_part: dict[str, list[str]] = defaultdict(list)
        listed = tuple(dict.fromkeys(names))
        shared = _find_shared(listed) if of_each_other else None
        for name in listed:
            for part in _parts(key_name(name)):
                if shared is None or hash(part) in shared:
                    self._by_part[part].append(name)

    def find(self, name: str) -> Collection[str]:
        """Return the names that a name may be a slip of, in order."""
        near = {other for part in _parts(key_name(name)) for other in self._by_part.get(part, ())}
        return sorted(other for other in near if other != name and is_slip(name, other))


def _find_shared(names: Iterable[str]) -> frozenset[int]:
    """Return the hashes of the parts that several names have."""
    hashes = array("q")
    for name in names:
        hashes.extend(map(hash, _parts(key_name(name))))
    ordered = np.sort(np.array(hashes, dtype=np.int64))
    return frozenset(ordered[1:][ordered[1:] == ordered[:-1]].tolist())


def _parts(key: str) -> set[str]:
    """Return a key and what is left of it without any one letter: slips share one of them.

    A key that is too short for a slip of a name of MIN_LETTERS has none.
    """
    if len(key) < MIN_LETTERS - 1:
        return set()
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
