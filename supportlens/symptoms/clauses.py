"""Reads a ticket as clauses of words, each word with its role in a name."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain.folding import fold
from supportlens.symptoms import word_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Lexicon

_WORD = re.compile(r"[^\W_](?:[\w.\-'’&+#]*[^\W_])?[+#]{0,2}")
_BREAK = re.compile(r"[.!?…]+(?=\s|$)|[;:,()\[\]{}<>|*=\n\t¿¡\"«»“”•]+|\s[-–—/]+\s|--+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[a-z]:\\\S*|/\S+/\S+|\S*_\S*|\S*\[\w*_?\w*\]\S*", re.IGNORECASE
)
_STATED = re.compile(r"[\w$€£%]*\d[\d.,:/%$€£-]*[\w$€£%]*")
LONGEST_WORD = 24
MOST_WORDS = 70
"""Words of a ticket that are read: what is wrong is said first."""
LATER = 0.5
"""Weight of what stands behind the subject and the first sentence."""


class Role(IntEnum):
    """What a word may do in a name."""

    CONTENT = 0
    NUMBER = 1
    LIGHT = 2
    """Stands inside a name but never at its rim."""
    ARTICLE = 3
    LINK = 4
    NEGATION = 5
    QUESTION = 6
    STOP = 7
    """Stands in no name."""


class Token(NamedTuple):
    """A word as written, folded, by its stem, and its role."""

    written: str
    folded: str
    stem: str
    role: Role


class Clause(NamedTuple):
    """Words that belong together, and how much they weigh."""

    words: tuple[Token, ...]
    weight: float


def stem(folded: str) -> str:
    """Give what the forms of a word share: "facturas" and "factura", "add-ons" and "addon".

    Takes off plural, gender and the regular English endings, as light stemmers do (Savoy 2006).
    """
    word = folded.replace("-", "").replace("'", "")
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and (word.endswith("ed") or (word.endswith("es") and word[-3] not in "aeiou")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "aeio" else word


class Reader:
    """Reads texts with the words of a lexicon; remembers what it found out about each word."""

    def __init__(self, lexicon: Lexicon, barred: frozenset[str] = frozenset()) -> None:
        self._lexicon = lexicon
        self._barred = barred
        self._greeting = re.compile("|".join(lexicon.greetings)) if lexicon.greetings else None
        self._known: dict[str, Token] = {}

    def clauses(self, text: str) -> list[Clause]:
        """Read the first words of a ticket; the subject and the first sentence weigh most."""
        found: list[Clause] = []
        room = MOST_WORDS
        for position, sentence in enumerate(self._sentences(text)):
            weight = 1.0 if position < 2 else LATER
            for piece in _BREAK.split(sentence):
                words = self._words(piece)[:room]
                room -= len(words)
                found.extend(Clause(run, weight) for run in _runs(words))
            if room <= 0:
                break
        return found

    @staticmethod
    def _sentences(text: str) -> Iterator[str]:
        for sentence in _SENTENCE.split(_ADDRESS.sub(" | ", text[: 20 * MOST_WORDS])):
            if sentence.strip():
                yield sentence

    def _words(self, piece: str) -> list[Token]:
        words = [self._token(written) for written in _WORD.findall(piece)]
        if self._greeting is None or not words:
            return words
        starts, length = {}, 0
        for position, word in enumerate(words):
            starts[length] = position
            length += len(word.folded) + 1
        said = " ".join(word.folded for word in words)
        for found in self._greeting.finditer(said):
            if found.end() > found.start() and found.start() in starts:
                first = starts[found.start()]
                for position in range(first, first + said[found.start() : found.end()].count(" ") + 1):
                    words[position] = words[position]._replace(role=Role.STOP)
        return words

    def _token(self, written: str) -> Token:
        known = self._known.get(written)
        if known is None:
            folded = fold(written)
            known = self._known[written] = Token(written, folded, stem(folded), self._role(written, folded))
        return known

    def _role(self, written: str, folded: str) -> Role:  # noqa: PLR0911 - one line a class of words
        if folded in word_classes.NEGATIONS:
            return Role.NEGATION
        if folded in word_classes.QUESTIONS:
            return Role.QUESTION
        if folded in word_classes.BREAKS or folded in word_classes.TIMES or folded in self._barred:
            return Role.STOP
        if folded in self._lexicon.names and written[:1].isupper():
            return Role.STOP
        if folded in word_classes.DETERMINERS:
            return Role.ARTICLE
        if folded in word_classes.LINKS:
            return Role.LINK
        if _STATED.fullmatch(folded):
            return Role.NUMBER if folded.isdigit() and len(folded) < 5 else Role.STOP
        if folded in self._lexicon.stop or folded in word_classes.FILLERS or len(folded) < 2:
            return Role.LIGHT
        return Role.STOP if len(folded) > LONGEST_WORD else Role.CONTENT


def _runs(words: list[Token]) -> Iterator[tuple[Token, ...]]:
    """Split words at those that stand in no name."""
    run: list[Token] = []
    for word in words:
        if word.role is Role.STOP:
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(word)
    if run:
        yield tuple(run)
