"""Joins spellings of a value: "CRM Web", "crm-web", "C.R.M. Web" and, if it is rare, "Crm Wbe".

Two values are joined if they differ only in case, accents, white space and punctuation between letters. A
one-letter slip is accepted in a rare value close to a frequent one. Different numbers are always different
values: 5.2 is never 5.3 nor "Sede 1" "Sede 2"; nor is "Planta A" ever "Planta B".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.domain import SCOPE_FIELDS, Derived, Field, Tags, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from supportlens.domain import Tickets

MIN_LETTERS_OF_VALUE = 6
"""Letters from which a value may contain two swapped letters.

Judgement: in shorter names one letter often makes another name; smaller joins codes that differ by one
letter.
"""
MIN_LETTERS_OF_WORD = 5
"""Letters from which a word may contain one wrong, missing or extra letter.

Judgement: as above, for one word: "Norte" and "Norta" are the same, "Sala" and "Sale" are not.
"""
MIN_TICKETS_OF_RIGHT = 20
"""Tickets from which a spelling can be the correct one of a slip...

Judgement: below this, neither spelling is the usual one; smaller joins two rare values.
"""
TIMES_RARER = 20
"""...and the factor by which it must be more frequent.

Judgement: at most one entry in twenty is assumed to be a typing error; smaller joins two real values of which
one is rarely used.
"""
EXACT_FIELDS = frozenset({Field.VERSION.value, Field.CUSTOMER.value})
"""Fields in which one letter makes another value: a release, a person, a company."""
_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[+#&%$€@*]")


@dataclass(frozen=True, slots=True)
class _SpellingKey:
    """The parts of a value that identify it: joined letters, numbers and signs in order, words."""

    letters: str
    numbers: tuple[tuple[int, str], ...]
    """Each number or sign with the number of letters before it."""
    words: tuple[str, ...]

    @property
    def identity(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The part that all spellings of one value share."""
        return self.letters, self.numbers


def identify_spelling(value: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the part that all spellings of a value share, typing errors aside."""
    return _make_key(fold(value)).identity


def join_spellings(tickets: Tickets, version_words: str = "") -> Tickets:
    """Return the tickets with each value of a place field in its most frequent spelling.

    `version_words` is a regular expression alternation of words that may precede a version number.
    The original columns stay unchanged; for those that may hold a place `Tickets.spellings` lists the joined
    spellings, and `Tickets.values` uses it.
    """
    spellings: dict[str, dict[str, str]] = {}
    frame = tickets.frame
    present = [name for name in (*SCOPE_FIELDS, Derived.SEGMENT) if name in frame.columns]
    for name in map(str, present):
        values = tickets.values(name)
        joined = find_joins(_count_values(values), version_words, slips=name not in EXACT_FIELDS)
        tidy = values.replace(joined) if joined else values
        if not tidy.equals(frame[name]):
            frame = frame.assign(**{name: tidy})
        if joined:
            spellings[name] = joined
    if Field.TAGS.value in frame.columns:
        frame = frame.assign(**{Field.TAGS.value: _join_tag_spellings(frame[Field.TAGS.value])})
    for name in tickets.custom:
        if name not in frame.columns and name in tickets.original.columns:
            joined = find_joins(_count_values(tickets.values(name)), version_words, slips=True)
            if joined:
                spellings[name] = joined
    return replace(tickets, frame=frame, spellings=spellings)


def _join_tag_spellings(cells: pd.Series[str]) -> pd.Series[str]:
    """Return cells of tags with each tag in its most frequent spelling."""
    counts: dict[str, int] = {}
    for cell, count in cells.value_counts().items():
        for tag in Tags.split(str(cell)):
            counts[tag] = counts.get(tag, 0) + int(count)
    joined = find_joins(counts, slips=False)
    if not joined:
        return cells
    meant = {
        cell: Tags.join(joined.get(tag, tag) for tag in Tags.split(str(cell))) for cell in cells.unique()
    }
    return cells.map(meant).astype("str")


def _count_values(values: pd.Series[str]) -> dict[str, int]:
    return {str(value): int(count) for value, count in values.value_counts().items()}


def find_joins(counts: Mapping[str, int], version_words: str = "", *, slips: bool) -> dict[str, str]:
    """Return each rarer spelling with the one it is joined to; `counts` are the tickets of each.

    The most frequent spelling is used, on a tie the first by name. `slips` accepts one letter wrong, missing,
    extra or swapped with the next (Damerau 1964).
    """
    leading = re.compile(rf"^(?:{version_words})[ .:]*(?=\d)", re.IGNORECASE)
    written: dict[tuple[str, tuple[tuple[int, str], ...]], list[str]] = defaultdict(list)
    keys: dict[str, _SpellingKey] = {}
    for value in counts:
        keys[value] = _make_key(leading.sub("", fold(value)))
        if keys[value].letters or keys[value].numbers:
            written[keys[value].identity].append(value)
    groups = [sorted(group, key=lambda value: (-counts[value], value)) for group in written.values()]
    joined = {value: group[0] for group in groups for value in group}
    if slips:
        sizes = {group[0]: sum(counts[value] for value in group) for group in groups}
        meant = dict(_find_slips(sizes, keys))
        joined = {value: meant.get(shown, shown) for value, shown in joined.items()}
    return {value: shown for value, shown in joined.items() if value != shown}


def _make_key(folded: str) -> _SpellingKey:
    words: list[str] = []
    numbers: list[tuple[int, str]] = []
    letters = 0
    for token in _TOKENS.findall(folded):
        if token[0].isalpha():
            words.append(token)
            letters += len(token)
        else:
            numbers.append((letters, token))
    return _SpellingKey("".join(words), tuple(numbers), tuple(words))


def _find_slips(sizes: Mapping[str, int], keys: Mapping[str, _SpellingKey]) -> Iterator[tuple[str, str]]:
    """Pair each rare value with the one frequent value that differs by one letter."""
    frequent: dict[str, set[str]] = defaultdict(set)
    for value, size in sizes.items():
        if size >= MIN_TICKETS_OF_RIGHT and len(keys[value].letters) >= MIN_LETTERS_OF_VALUE:
            for form in _drop_each_letter(keys[value].letters):
                frequent[form].add(value)
    if not frequent:
        return
    for value, size in sizes.items():
        near = {other for form in _drop_each_letter(keys[value].letters) for other in frequent.get(form, ())}
        meant = [
            other
            for other in near
            if sizes[other] >= TIMES_RARER * size and _is_slip(keys[value], keys[other])
        ]
        if len(meant) == 1:
            yield value, meant[0]


def _drop_each_letter(letters: str) -> Iterable[str]:
    """Return a word and all its variants with one letter removed: words one slip apart share one."""
    return {letters, *(letters[:place] + letters[place + 1 :] for place in range(len(letters)))}


def _is_slip(rare: _SpellingKey, right: _SpellingKey) -> bool:
    """Return whether `rare` is `right` with one wrong letter inside a long word, or two swapped.

    The first and the last letter must agree: "Ventas" and "Rentas", "interno" and "interna" are different
    words.
    """
    mine, theirs = rare.letters, right.letters
    if [number for _, number in rare.numbers] != [number for _, number in right.numbers]:
        return False
    start = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), len(mine))
    swapped = theirs[:start] + theirs[start : start + 2][::-1] + theirs[start + 2 :]
    word, place = _find_word_at(right.words, start)
    if mine == swapped:
        return len(word) > 2
    if len(word) < MIN_LETTERS_OF_WORD or place == 0:
        return False
    replaced = len(mine) == len(theirs) and mine[start + 1 :] == theirs[start + 1 :]
    if replaced:
        return place < len(word) - 1
    return mine[start:] == theirs[start + 1 :] or mine[start + 1 :] == theirs[start:]


def _find_word_at(words: tuple[str, ...], place: int) -> tuple[str, int]:
    """Return the word at a position of the joined letters, and the position within the word."""
    for word in words:
        if place < len(word):
            return word, place
        place -= len(word)
    return (words[-1], len(words[-1])) if words else ("", 0)
