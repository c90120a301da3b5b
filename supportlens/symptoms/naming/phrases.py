"""Finds candidate phrases for names in clauses, and counts their uses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supportlens.domain import NamingWords
from supportlens.symptoms.naming.clauses import Clause
from supportlens.symptoms.naming.name_words import TELLING, Token, WordRole, WordTrait, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    Ticket = Sequence[Clause]
    Key = tuple[str, ...]

MOST_TOKENS = 6
MOST_WORDS = 5
"""Maximum words of a name, without articles: "no encuentro el menú de facturas" has five.

Judgement: longer names do not fit a row.
"""
NOUN_SHARE = 0.4
"""Share of a word's uses after an article that makes it a noun.

Judgement: verbs follow an article only by error; smaller treats them as nouns.
"""
NAMED, NAMED_SHARE = 3, 0.8
"""Uses of a word inside a clause, and share of them with a capital, that make it a proper name.

Judgement: smaller treats emphasised words as names.
"""
DENIED, ASKED = "¬", "?"
"""Marks in a key: the phrase is negated, or asks how or where."""
_JOINING = (WordRole.LIGHT, WordRole.LINK)
_PASSED = (WordRole.LIGHT, WordRole.ARTICLE)
_OBJECTS = (WordRole.CONTENT, WordRole.ARTICLE)


@dataclass(slots=True)
class PhraseUsage:
    """The use of one phrase: number of tickets, wording, and whether it is complete."""

    support: float = 0.0
    tickets: int = 0
    surfaces: Counter[tuple[str, ...]] = field(default_factory=Counter)
    uses: int = 0
    whole_left: int = 0
    whole_right: int = 0
    alone: int = 0
    """Uses in which it is the whole clause, as in subjects."""

    def count_use(self, words: Sequence[Token], start: int, end: int) -> None:
        """Count one use in a clause."""
        self.uses += 1
        surface = tuple([word.folded for word in words[start:end]])
        self.surfaces[surface] = self.surfaces.get(surface, 0) + 1
        self.whole_left += may_open(words, start) and not _has_lost_subject(words, start, end)
        self.whole_right += may_close(words, end)
        self.alone += start == 0 and end == len(words)


@dataclass(slots=True)
class Habits:
    """The usage of a log's words: their neighbours and their spelling."""

    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    """Uses after an article, which indicate a noun."""
    uses: Counter[str] = field(default_factory=Counter)
    spelling: dict[str, Counter[str]] = field(default_factory=dict)
    opening: dict[str, Counter[str]] = field(default_factory=dict)
    words: NamingWords = field(default_factory=NamingWords)
    _proper: frozenset[str] | None = None

    def learn(self, ticket: Ticket) -> None:
        """Count the words of one ticket."""
        self.learn_spelling(ticket)
        uses, named, left, right = self.uses, self.named, self.left, self.right
        for clause in ticket:
            words = clause.words
            for place, word in enumerate(words):
                if word.role is WordRole.CONTENT:
                    folded = word.folded
                    uses[folded] = uses.get(folded, 0) + 1
                    after_article = place > 0 and words[place - 1].role is WordRole.ARTICLE
                    named[folded] = named.get(folded, 0) + after_article
                    left[folded] = left.get(folded, 0) + may_open(words, place)
                    right[folded] = right.get(folded, 0) + may_close(words, place + 1)

    def learn_spelling(self, ticket: Ticket) -> None:
        """Count the spellings of the words of one ticket.

        One has little weight at the start of a clause, in a clause mostly of capitals and in a ticket without
        capitals, because capitals mean nothing there.
        """
        self._proper = None
        toneless = not any(word.written[:1].isupper() for clause in ticket for word in clause.words)
        for clause in ticket:
            words = clause.words
            capitals = sum(word.written.isupper() for word in words)
            # Most of it, as a greeting may stand before: "hola NO ABRE LA CAJA".
            shouted = capitals > 2 and 2 * capitals > len(words)
            for place, word in enumerate(words):
                kept = self.opening if place == 0 or shouted or toneless else self.spelling
                forms = kept.get(word.folded)
                if forms is None:
                    forms = kept[word.folded] = Counter()
                forms[word.written] = forms.get(word.written, 0) + 1

    def is_noun(self, folded: str) -> bool:
        """Return whether a word often follows an article."""
        return self.named[folded] > NOUN_SHARE * self.uses[folded]

    def find_proper_names(self) -> frozenset[str]:
        """Return the stems of proper names: words nearly always capitalised inside a clause."""
        if self._proper is None:
            self._proper = frozenset(
                stem(folded) for folded, forms in self.spelling.items() if _is_proper(forms)
            )
        return self._proper

    def spell(self, folded: str) -> str:
        """Return the most frequent spelling of a word, preferring uses inside a clause; a pronoun's own."""
        if folded in self.words.clitics:
            return folded  # "se puso", though more people wrote "no sé"
        inside = self.spelling.get(folded)
        if inside:
            return max(inside.items(), key=lambda item: (item[1], item[0]))[0]
        heads = self.opening.get(folded, Counter({folded: 1}))
        most = max(heads.items(), key=lambda item: (item[1], item[0]))[0]
        return most if most[1:] != most[1:].lower() and len(most) < 6 else most.lower()


def _is_proper(forms: Counter[str]) -> bool:
    named = sum(count for form, count in forms.items() if form[:1].isupper() and form[1:] == form[1:].lower())
    return named >= max(NAMED, NAMED_SHARE * forms.total())


def may_open(words: Sequence[Token], place: int) -> bool:
    """Return whether a phrase may begin at a position: no earlier word belongs to it."""
    if place == 0:
        return True
    before = words[place - 1]
    return before.role not in TELLING and not before.has(WordTrait.UNFINISHED)


def _has_lost_subject(words: Sequence[Token], start: int, end: int) -> bool:
    """Return whether what is denied is said of an earlier noun: of the air, in "de la oficina no enfría"."""
    if words[start].role is not WordRole.CONTENT or start < 2:
        return False
    if not any(word.role is WordRole.NEGATION for word in words[start + 1 : end]):
        return False
    before = start - 1 if words[start - 1].role is not WordRole.ARTICLE else start - 2
    return before > 0 and words[before].role is WordRole.LINK and words[before - 1].role in TELLING


def may_close(words: Sequence[Token], place: int) -> bool:
    """Return whether a phrase may end before a position: no object or noun is missing."""
    return place >= len(words) or not (
        words[place].role in _OBJECTS or words[place].has(WordTrait.UNFINISHED)
    )


def count_phrases(
    tickets: Sequence[Ticket], weights: Sequence[float], known: Collection[str]
) -> dict[Key, PhraseUsage]:
    """Count the phrases of tickets (with a weight each) whose words have stems in `known`."""
    found: dict[Key, PhraseUsage] = {}
    for ticket, weight in zip(tickets, weights, strict=True):
        best: dict[Key, float] = {}
        for clause in ticket:
            for run in drop_varying_figures(clause.words, known):
                for start, end in find_spans(run, known):
                    key = make_phrase_key(run[start:end])
                    usage = found.get(key)
                    if usage is None:
                        usage = found[key] = PhraseUsage()
                    usage.count_use(run, start, end)
                    best[key] = max(best.get(key, 0.0), clause.weight)
        for key, heaviest in best.items():
            found[key].support += heaviest * weight
            found[key].tickets += 1
    return found


def drop_varying_figures(words: Sequence[Token], known: Collection[str]) -> Iterator[Sequence[Token]]:
    """Remove figures that change from ticket to ticket, as in "error 770 al guardar".

    A figure without a content word before it, as in "a las 7", ends the sequence.
    """
    if all(word.role is not WordRole.NUMBER or word.stem in known for word in words):
        yield words
        return
    run: list[Token] = []
    for word in words:
        if word.role is not WordRole.NUMBER or word.stem in known:
            run.append(word)
        elif not run or run[-1].role is not WordRole.CONTENT:
            yield run
            run = []
    yield run


def make_phrase_key(words: Sequence[Token]) -> Key:
    """Return the key of a phrase, equal for phrases that differ only in small words and inflection."""
    marks = [DENIED] if any(word.role is WordRole.NEGATION for word in words) else []
    if words[0].role is WordRole.QUESTION:
        marks.append(ASKED)
    last = words[-1]
    stems = [word.stem for word in words if word.role in TELLING]
    return (*marks, *stems, *([last.folded] if last.role not in TELLING else []))


def find_spans(words: Sequence[Token], known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of the candidate phrases of a clause."""
    for place, first in enumerate(words):
        eligible = first.role is WordRole.NEGATION or _may_begin(words, place, known)
        if first.role is WordRole.QUESTION:
            eligible = place + 1 < len(words) and not words[place + 1].has(WordTrait.AUXILIARY)
        if eligible:
            start = _draw_in(words, place)
            yield from ((start, end) for end in _find_ends(words, start, known))


def _draw_in(words: Sequence[Token], place: int) -> int:
    """Return the start of a phrase after including the small words that belong to it."""
    start = place
    if words[place].has(WordTrait.BARE_NEGATION) and place and words[place - 1].has(WordTrait.AUXILIARY):
        return place - 1
    is_perfect = place > 0 and words[place - 1].has(WordTrait.PERFECT)
    start -= is_perfect
    while start and words[start - 1].has(WordTrait.CLITIC):
        start -= 1
    if is_perfect:
        return start
    if start == place or not any(word.has(WordTrait.REFLEXIVE) for word in words[start:place]):
        return place
    return start - 1 if start and words[start - 1].role is WordRole.QUESTION else start


def _may_begin(words: Sequence[Token], start: int, known: Collection[str]) -> bool:
    if words[start].role is not WordRole.CONTENT or words[start].stem not in known:
        return False
    return not _is_denied(words, start) and not _is_turned_round(words, start)


def _is_turned_round(words: Sequence[Token], start: int) -> bool:
    """Return whether a question puts the subject after the verb: "will my card work"."""
    if (
        start < 2
        or words[start - 1].role is not WordRole.ARTICLE
        or not words[start - 2].has(WordTrait.AUXILIARY)
    ):
        return False
    return start == 2 or words[start - 3].role is not WordRole.CONTENT


def _is_denied(words: Sequence[Token], start: int) -> bool:
    """Return whether an earlier word negates the word and so belongs to the name."""
    for place in range(start - 1, max(start - 4, -1), -1):
        if words[place].role is WordRole.NEGATION:
            return True
        if words[place].role not in _PASSED:
            return False
    return False


def _find_ends(words: Sequence[Token], start: int, known: Collection[str]) -> Iterator[int]:
    counted, light, solid = 0, 0, 0
    for place in range(start, min(start + MOST_TOKENS, len(words))):
        word = words[place]
        counted += word.role is not WordRole.ARTICLE
        if word.role is not WordRole.ARTICLE:  # "quedó con otro nombre"
            light = light + 1 if word.role in _JOINING else 0
        if counted > MOST_WORDS or light > 2 or not _may_follow(words, place, start, known):
            return
        solid += word.role is WordRole.CONTENT
        if _may_end(words, place, start, solid):
            yield place + 1


def _may_follow(words: Sequence[Token], place: int, start: int, known: Collection[str]) -> bool:
    word = words[place]
    if word.role is WordRole.CONTENT:
        return word.stem in known
    if word.role is WordRole.NUMBER:
        return place > start and words[place - 1].role is WordRole.CONTENT
    before = words[place - 1] if place > start else None
    if before is not None and before.has(WordTrait.CONJUNCTION):
        return word.role is WordRole.LIGHT and not word.has(WordTrait.CLITIC)
    if before is not None and before.role is WordRole.NEGATION and _is_half_denied(word, before):
        return False
    if word.has(WordTrait.COPULA):  # "will it be undone" would become "it be undone", which nobody says
        return before is not None and before.has(WordTrait.BEFORE_COPULA)
    return word.role is not WordRole.QUESTION or place == start


def _is_half_denied(word: Token, denial: Token) -> bool:
    """Return whether a negation has lost the word it negates: "not in the UK", "not my PIN"."""
    return word.role is WordRole.LINK or (
        word.role is WordRole.ARTICLE and denial.has(WordTrait.BARE_NEGATION | WordTrait.INVERTED_NEGATION)
    )


def _may_end(words: Sequence[Token], place: int, start: int, solid: int) -> bool:
    word, after = words[place], words[place + 1 : place + 2]
    held = word.has(WordTrait.PARTICLE_VERB) and bool(after) and after[0].has(WordTrait.PARTICLE)
    if word.role is WordRole.CONTENT:
        return not held
    if word.role is WordRole.NUMBER:
        return solid > 0
    if place > start + 1 and words[place - 1].folded in word.closes_after:
        return True  # "me cobraron de más"
    if word.has(WordTrait.PARTICLE) and place > start and words[place - 1].has(WordTrait.PARTICLE_VERB):
        return True
    denied = words[start].role is WordRole.NEGATION
    return denied and word.has(WordTrait.HELD_BY_NEGATION) and place == start + 1
