"""Parses tickets into clauses of words with their roles in a name."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import fold
from supportlens.patterns import any_of
from supportlens.symptoms.naming.name_words import Token, WordRole, WordTrait, list_traits, stem
from supportlens.symptoms.naming.text_words import WORD, fold_owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Lexicon
    from supportlens.patterns import AnyPattern

_BREAK = re.compile(r"[.!?…]+(?=\s|$)|[;:,()\[\]{}<>|*=\n\t¿¡\"«»“”•]+|\s[-–—/]+\s|--+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[a-z]:\\\S*|/\S+/\S+|\S*_\S*|\S*\[\w*_?\w*\]\S*", re.IGNORECASE
)
_STATED = re.compile(r"[\w$€£%]*\d[\d.,:/%$€£-]*[\w$€£%]*")
_ONE_LETTER = re.compile(r"([^\W\d_])\1{2,}")
"""One letter again and again: what is typed to fill a field."""
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
        self._joined_heads = frozenset(word.split("-")[0] for word in joined)
        self._people = people
        self._no_people: set[str] = set()
        """The words that are nobody's given name, among those read so far."""
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
                    words = [
                        word
                        if word.role is not WordRole.CONTENT or word.folded in kept
                        else _stop_unless_kept(word, kept)
                        for word in words
                    ]
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
        known = self._known
        words = [
            known.get(written) or self._make_token(written)
            for written in self._join_compounds(self._drop_people(WORD.findall(piece)))
        ]
        traits = WordTrait.NONE
        for word in words:
            traits |= word.traits
        # Most clauses have no word of most classes, and clauses are read by the hundred thousand.
        if traits & WordTrait.TIME:
            self._stop_times(words)
        if traits & (WordTrait.PERFECT | WordTrait.OWN):
            self._mark_verbs(words)
        if traits & WordTrait.LEADING:
            self._stop_adjuncts(words)
        if traits & WordTrait.ASKING:
            self._stop_asked_nouns(words)
        return self._stop_greetings(words, self._greeting) if self._greeting and words else words

    @staticmethod
    def _stop_times(words: list[Token]) -> None:
        """Keep out of names how long something takes: "5" of "5 minutos"."""
        for place, word in enumerate(words[:-1]):
            if word.role is WordRole.NUMBER and words[place + 1].has(WordTrait.TIME):
                words[place] = word._replace(role=WordRole.STOP)

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
            if behind.role is not WordRole.STOP or not behind.has(WordTrait.LEADING):
                continue
            if noun.role is WordRole.CONTENT and article.role is WordRole.ARTICLE:
                words[place + 1] = noun._replace(role=WordRole.STOP)

    def _stop_asked_nouns(self, words: list[Token]) -> None:
        """Keep out of names the noun of a question before its verb: "fecha" of "en qué fecha se vence".

        What is asked for keeps its noun and loses the verb: "qué requisitos piden para la beca".
        """
        for place in range(len(words) - 3, -1, -1):
            asking, noun, verb = words[place : place + 3]
            if noun.role is not WordRole.CONTENT or not asking.has(WordTrait.ASKING):
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
        if self._no_people.issuperset(written) or not any(map(self._is_given_name, written)):
            return written
        found: list[str] = []
        in_name = False
        for word in written:
            if not word[:1].isupper() or word[1:2].isupper():
                in_name = False
                found.append(word)
                continue
            is_given = self._is_given_name(word)
            in_name = is_given or (in_name and fold_owner(word) not in self._lexicon.products)
            if is_given and found and fold(found[-1]) in self.words.links:
                found.pop()
            if not in_name:
                found.append(word)
        return found

    def _is_given_name(self, word: str) -> bool:
        """Return whether a word is the given name of one of the people, and written like one."""
        if word in self._no_people:
            return False
        is_written_so = word[:1].isupper() and not word[1:2].isupper()
        is_given = is_written_so and fold_owner(word) in self._people
        if not is_given:
            self._no_people.add(word)
        return is_given

    def _join_compounds(self, written: list[str]) -> list[str]:
        """Join "add ons" if the log also contains "add-ons"."""
        if self._joined_heads.isdisjoint(map(str.lower, written)):
            return written
        found: list[str] = []
        for word in written:
            if found and f"{found[-1]}-{word}".lower() in self._joined:
                found[-1] = f"{found[-1]} {word}"
            else:
                found.append(word)
        return found

    def _stop_greetings(self, words: list[Token], greeting: AnyPattern) -> list[Token]:
        joined = " ".join([word.folded for word in words])
        greetings = list(greeting.find_all(joined))
        if not greetings:
            return words
        places = accumulate((len(word.folded) + 1 for word in words), initial=0)
        starts = {start: position for position, start in enumerate(places)}
        for found in greetings:
            if found.end() > found.start() and found.start() in starts:
                first = starts[found.start()]
                for position in range(first, first + joined[found.start() : found.end()].count(" ") + 1):
                    words[position] = words[position]._replace(role=WordRole.STOP)
        return words

    def _make_token(self, written: str) -> Token:
        folded = fold(written).replace("-", "").replace(" ", "")
        role = self._find_role(written, folded)
        token = self._known[written] = Token(
            written,
            folded,
            stem(folded),
            role,
            self._find_traits(folded, role),
            frozenset(before for before, word in self.words.closing_pairs if word == folded),
        )
        return token

    def _find_traits(self, folded: str, role: WordRole) -> int:
        traits = self._traits.get(folded, WordTrait.NONE)
        if folded in self._asking:
            traits |= WordTrait.ASKING
        return traits | WordTrait.LEADING if role is WordRole.STOP and folded in self.words.links else traits

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
