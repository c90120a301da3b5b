"""Runs of words that a desk writes into texts, and where they stand in one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Run = tuple[str, ...]

LONGEST, LETTERS = 90, 900
"""Words, and letters, that are read at the beginning and at the end of a ticket.

Judgement: what a desk adds stands before or after what the customer wrote; larger takes time.
"""
RUN = 3
"""Words of a run, the least that a passage has. Judgement: two words together are a name or a habit."""
SHOWN = 12
"""Words of a passage that are shown."""
SLOT = 4
"""Words between two parts of a passage that it fills in: a name, a number. Judgement: a full name."""
_LABEL = r"[^\W\d_]+[?*)]*\s?:(?![/\d])"
_TOKEN = re.compile(rf"{_LABEL}|[^\W\d_]+|\d[\d.,:/-]*|\n")
_MARKS = " .,:;|*!?)»”"
_WORD = re.compile(r"[^\W\d_]+")
TOKENS_KEPT = 30_000
"""Tokens whose name is kept, some 5 MB. Judgement; it affects no result."""
START = "^"
NUMBER = "0"


def read_words(text: str) -> list[str]:
    """Return the folded words of a text, a mark before each line, numbers alike."""
    words = [START]
    folded = fold(text if len(text) <= 2 * LETTERS else f"{text[:LETTERS]}\n{text[-LETTERS:]}")
    tokens = _TOKEN.findall(folded)
    if len(tokens) > 2 * LONGEST:
        tokens = [*tokens[:LONGEST], "\n", *tokens[-LONGEST:]]
    for token in tokens:
        if token != "\n":  # noqa: S105 - the end of a line, no secret
            words.append(_name_token(token))
        elif words[-1] != START:
            words.append(START)
    return words


@lru_cache(TOKENS_KEPT)
def _name_token(token: str) -> str:
    """Return what a token is compared by: a label with its colon, a word, or that it is a number."""
    if token[0].isdigit():
        return NUMBER
    return f"{_WORD.findall(token)[0]}:" if token[-1] == ":" else token


def list_runs(words: list[str]) -> set[tuple[str, ...]]:
    """Return the runs of three words of a text, and each of its labels."""
    return {*zip(words, words[1:], words[2:], strict=False), *((word,) for word in words if word[-1] == ":")}


def drop_runs(words: list[str], runs: frozenset[Run]) -> list[str]:
    """Return the words outside the passage and what it fills in."""
    marked = [at for at, is_covered in enumerate(_cover(words, runs)) if is_covered]
    gone = set(marked)
    for low, high in pairwise(marked):
        if high - low - 1 <= SLOT:
            gone.update(range(low, high))
    return [word for at, word in enumerate(words) if at not in gone]


def _cover(names: Sequence[str], runs: frozenset[Run]) -> list[bool]:
    """Return which words belong to a run."""
    covered = [(name,) in runs for name in names]
    for at in range(len(names) - RUN + 1):
        if tuple(names[at : at + RUN]) in runs:
            covered[at : at + RUN] = [True] * RUN
    return covered


def find_spans(text: str, runs: frozenset[Run]) -> Iterator[tuple[int, int]]:
    """Find where the runs stand in a text, with what they fill in, as beginnings and ends."""
    places = _place_words(text)
    names = [name for name, _, _ in places]
    marked = [at for at, is_covered in enumerate(_cover(names, runs)) if is_covered]
    for low, high in _join_near(marked, names):
        first, last = low, high
        while first > 0 and names[first - 1] == NUMBER:
            first -= 1
        while last + 1 < len(names) and names[last + 1] == NUMBER:
            last += 1
        end = places[last][2]
        while end < len(text) and text[end] in _MARKS:
            end += 1
        yield places[first][1], end


def _place_words(text: str) -> list[tuple[str, int, int]]:
    """Return the folded words of a text with their beginnings and ends, as `read_words` names them."""
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to two: the places would be wrong
        folded = text.lower()
    places = [(START, 0, 0)]
    for found in _TOKEN.finditer(folded):
        if found[0] != "\n":
            places.append((_name_token(found[0]), found.start(), found.end()))
        elif places[-1][0] != START:
            places.append((START, found.end(), found.end()))
    return places


def _join_near(marked: Sequence[int], names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Join marked places with at most a few words between them to stretches, as first and last."""
    if not marked:
        return
    low = last = marked[0]
    for at in marked[1:]:
        if sum(1 for name in names[last + 1 : at] if name != START) > SLOT:
            yield low, last
            low = at
        last = at
    yield low, last


def shorten(words: str) -> str:
    """Return the first words of a passage as they are shown."""
    pieces = words.split()
    while len(pieces) > RUN and not _WORD.search(pieces[0]):  # the number that the sentence before ends in
        pieces = pieces[1:]
    return " ".join(pieces[:SHOWN]) + (" …" if len(pieces) > SHOWN else "")
