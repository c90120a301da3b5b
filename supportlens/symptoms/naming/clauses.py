"""Parses tickets into clauses of words with their roles in a name."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import fold
from supportlens.patterns import any_of
from supportlens.symptoms.naming.name_words import Token, WordRole, WordTrait, list_traits, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.domain import Lexicon
    from supportlens.patterns import AnyPattern

_WORD = re.compile(r"[^\W_](?:[\w.\-'’&+#]*[^\W_])?[+#]{0,2}")
_BREAK = re.compile(r"[.!?…]+(?=\s|$)|[;:,()\[\]{}<>|*=\n\t¿¡\"«»“”•]+|\s[-–—/]+\s|--+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[a-z]:\\\S*|/\S+/\S+|\S*_\S*|\S*\[\w*_?\w*\]\S*", re.IGNORECASE
)
_STATED = re.compile(r"[\w$€£%]*\d[\d.,:/%$€£-]*[\w$€£%]*")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")
_ONE_LETTER = re.compile(r"([^\W\d_])\1{2,}")
"""One letter again and again: what is typed to fill a field."""
_CAPITALISED = re.compile(r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+\b")
WORDS_KEPT = 30_000
"""Words whose folded form is kept: those of most texts, some 5 MB. Judgement; it affects no name."""
OFTEN = 3
SEVERAL_PEOPLE = 4
"""Given names from which on they are those of people.

Judgement: two or three may be applications or rooms; larger misses the colleagues of a small office.
"""
LONGEST_WORD = 24
MOST_WORDS = 70
"""Maximum words read from a ticket: the problem comes first.

Judgement: more adds circumstances, fewer loses what follows a long greeting.
"""
LATER = 0.5
"""Weight of the text after the subject and the first sentence.

Judgement: 1 would name symptoms after histories, 0 would ignore the second sentence.
"""


class Clause(NamedTuple):
    """A sequence of related words and its weight."""

    words: tuple[Token, ...]
    weight: float


class ClauseReader:
    """Parses texts with the words of a lexicon; caches the analysis of each word."""

    def __init__(
        self,
        lexicon: Lexicon,
        barred: frozenset[str] = frozenset(),
        joined: frozenset[str] = frozenset(),
        people: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self.words = lexicon.naming
        self._traits = list_traits(lexicon.naming)
        self._asking = frozenset(map(fold, lexicon.naming.asking))
        self._participles = tuple(lexicon.naming.participle_endings)
        self._own_verbs = tuple(lexicon.naming.own_verb_endings)
        self._barred = barred
        self._joined = joined
        self._people = people
        self._greeting = any_of(lexicon.greetings) if lexicon.greetings else None
        self._known: dict[str, Token] = {}

    def read_clauses(self, text: str, kept: frozenset[str] | None = None) -> list[Clause]:
        """Parse the first words of a ticket; the subject and the first sentence have the highest weight.

        Content words outside `kept`, if given, are excluded from names.
        """
        found: list[Clause] = []
        room = MOST_WORDS
        for position, sentence in enumerate(self._split_sentences(text)):
            weight = 1.0 if position < 2 else LATER
            for piece in _BREAK.split(sentence):
                words = self._read_words(piece)[:room]
                room -= len(words)
                if kept is not None:
                    words = [_stop_unless_kept(word, kept) for word in words]
                found.extend(Clause(run, weight) for run in _split_runs(words))
            if room <= 0:
                break
        return found

    @staticmethod
    def _split_sentences(text: str) -> Iterator[str]:
        for sentence in _SENTENCE.split(_ADDRESS.sub(" | ", text[: 20 * MOST_WORDS])):
            if sentence.strip():
                yield sentence

    def _read_words(self, piece: str) -> list[Token]:
        words = [
            self._make_token(written)
            for written in self._join_compounds(self._drop_people(_WORD.findall(piece)))
        ]
        for place, word in enumerate(words[:-1]):
            if word.role is WordRole.NUMBER and words[place + 1].has(WordTrait.TIME):
                words[place] = word._replace(role=WordRole.STOP)
        self._mark_verbs(words)
        self._stop_adjuncts(words)
        self._stop_asked_nouns(words)
        return self._stop_greetings(words, self._greeting) if self._greeting and words else words

    def _mark_verbs(self, words: list[Token]) -> None:
        """Mark small words by the verb after them: "he olvidado" is Spanish, "me olvidé" reflexive."""
        for place, (word, verb) in enumerate(pairwise(words)):
            if word.has(WordTrait.PERFECT) and verb.folded.endswith(self._participles):
                words[place] = word._replace(role=WordRole.LIGHT)
            elif word.has(WordTrait.OWN) and verb.written.lower().endswith(self._own_verbs):
                words[place] = word._replace(traits=word.traits | WordTrait.REFLEXIVE)

    def _stop_adjuncts(self, words: list[Token]) -> None:
        """Keep out of names what a preposition leads before the subject: "desde casa la VPN no conecta"."""
        for place in range(len(words) - 2):
            behind, noun, article = words[place : place + 3]
            if behind.role is not WordRole.STOP or behind.folded not in self.words.links:
                continue
            if noun.role is WordRole.CONTENT and article.role is WordRole.ARTICLE:
                words[place + 1] = noun._replace(role=WordRole.STOP)

    def _stop_asked_nouns(self, words: list[Token]) -> None:
        """Keep out of names the noun of a question before its verb: "fecha" of "en qué fecha se vence".

        What is asked for keeps its noun and loses the verb: "qué requisitos piden para la beca".
        """
        for place in range(len(words) - 3, -1, -1):
            asking, noun, verb = words[place : place + 3]
            if noun.role is not WordRole.CONTENT or asking.folded not in self._asking:
                continue
            if verb.folded in self.words.requiring:  # whoever asks so in a hurry leaves out the accent
                words[place] = asking._replace(role=WordRole.STOP)
                del words[place + 2]
            elif asking.written.lower() in self.words.asking and verb.has(
                WordTrait.CLITIC | WordTrait.AUXILIARY
            ):
                words[place + 1] = noun._replace(role=WordRole.STOP)

    def _drop_people(self, written: list[str]) -> list[str]:
        """Drop people and what leads to them: "la impresora de Olga Ruiz no imprime"."""
        if not self._people:
            return written
        found: list[str] = []
        in_name = False
        for word in written:
            if not word[:1].isupper() or word[1:2].isupper():
                in_name = False
                found.append(word)
                continue
            bare = _fold_word(word.replace("’", "'").removesuffix("'s"))
            is_given = bare in self._people
            in_name = is_given or (in_name and bare not in self._lexicon.products)
            if is_given and found and fold(found[-1]) in self.words.links:
                found.pop()
            if not in_name:
                found.append(word)
        return found

    def _join_compounds(self, written: list[str]) -> list[str]:
        """Join "add ons" if the log also contains "add-ons"."""
        if not self._joined:
            return written
        found: list[str] = []
        for word in written:
            if found and f"{found[-1]}-{word}".lower() in self._joined:
                found[-1] = f"{found[-1]} {word}"
            else:
                found.append(word)
        return found

    def _stop_greetings(self, words: list[Token], greeting: AnyPattern) -> list[Token]:
        starts, length = {}, 0
        for position, word in enumerate(words):
            starts[length] = position
            length += len(word.folded) + 1
        joined = " ".join(word.folded for word in words)
        for found in greeting.find_all(joined):
            if found.end() > found.start() and found.start() in starts:
                first = starts[found.start()]
                for position in range(first, first + joined[found.start() : found.end()].count(" ") + 1):
                    words[position] = words[position]._replace(role=WordRole.STOP)
        return words

    def _make_token(self, written: str) -> Token:
        known = self._known.get(written)
        if known is None:
            folded = fold(written).replace("-", "").replace(" ", "")
            known = self._known[written] = Token(
                written,
                folded,
                stem(folded),
                self._find_role(written, folded),
                self._traits.get(folded, WordTrait.NONE),
                frozenset(before for before, word in self.words.closing_pairs if word == folded),
            )
        return known

    def _find_role(self, written: str, folded: str) -> WordRole:  # noqa: PLR0911 - one line a class of words
        if folded in self.words.negations:
            return WordRole.NEGATION
        if folded in self.words.questions or written.lower() in self.words.written_questions:
            return WordRole.QUESTION
        if folded in self.words.breaks or folded in self.words.times or folded in self._barred:
            return WordRole.STOP
        if folded in self._lexicon.names and written[:1].isupper():
            return WordRole.STOP
        if folded in self.words.articles or folded in self.words.determiners:
            return WordRole.ARTICLE
        if folded in self.words.links:
            return WordRole.LINK
        if _STATED.fullmatch(folded):
            return WordRole.NUMBER
        if folded in self._lexicon.stop or folded in self.words.fillers or len(folded) < 2:
            return WordRole.LIGHT
        senseless = len(folded) > LONGEST_WORD or _ONE_LETTER.fullmatch(folded)
        return WordRole.STOP if senseless else WordRole.CONTENT


@lru_cache(WORDS_KEPT)
def _fold_word(word: str) -> str:
    return fold(word)


def find_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and folded form of every word of a text."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), _fold_word(found[0])


def find_hyphenated(texts: Iterable[str]) -> frozenset[str]:
    """Return the words written with a hyphen in at least `OFTEN` of the texts, in lower case."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({word.lower() for word in _HYPHENED.findall(text[: 20 * MOST_WORDS])})
    return frozenset(word for word, count in found.items() if count >= OFTEN)


def find_people(texts: Iterable[str], given_names: frozenset[str]) -> frozenset[str]:
    """Return the given names of the people whom the texts mention, folded.

    None where they are fewer than `SEVERAL_PEOPLE` or half of the mentions are of one: an application may be
    called Olga too.
    """
    found: Counter[str] = Counter()
    for text in texts:
        found.update({fold(word) for word in _CAPITALISED.findall(text)} & given_names)
    if len(found) < SEVERAL_PEOPLE or 2 * max(found.values()) > found.total():
        return frozenset()
    return frozenset(found)


def find_kept_words(cleaned: str) -> frozenset[str]:
    """Return the words that cleaning kept of a text, in the form of `Token.folded`."""
    return frozenset(folded.replace("-", "") for _, _, folded in find_words(cleaned))


def _stop_unless_kept(word: Token, kept: frozenset[str]) -> Token:
    if word.role is not WordRole.CONTENT or word.folded in kept:
        return word
    whole = all(part in kept for part in fold(word.written).replace("-", " ").split())
    return word if whole else word._replace(role=WordRole.STOP)


def _split_runs(words: list[Token]) -> Iterator[tuple[Token, ...]]:
    """Split words at those that are allowed in no name."""
    run: list[Token] = []
    for word in words:
        if word.role is WordRole.STOP:
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(word)
    if run:
        yield tuple(run)
