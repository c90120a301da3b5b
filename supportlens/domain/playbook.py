"""Built-in knowledge of the program: signals of causes, moments of truth, word lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from supportlens.domain.contacts.definitions import Definitions
from supportlens.domain.contacts.rules import CodingRules
from supportlens.domain.findings.answers import Question, Reply
from supportlens.domain.findings.kinds import Kind
from supportlens.domain.findings.priorities import Factor
from supportlens.domain.languages import Language, Name
from supportlens.domain.moments import Moment
from supportlens.domain.plans.plan_rules import PlanRules
from supportlens.domain.word_lists import (
    DateWords,
    LanguageShape,
    MachineWords,
    MessageWords,
    NamingWords,
    TrainingWords,
)


@dataclass(frozen=True, slots=True)
class SignalRule:
    """A visible signal: where it is searched and its weight.

    `where` is ``words`` (subject and description), ``resolution``, or the name of a measure that `causes`
    computes. `patterns` are regular expressions over accent-folded lower-case text.
    """

    id: str
    kind: Kind
    weight: float
    where: str
    name: Name
    patterns: tuple[str, ...] = ()
    against: tuple[Kind, ...] = ()
    """The kinds that it contradicts, in addition to supporting its own."""
    voids: tuple[Kind, ...] = ()
    """The kinds for which other words of its tickets count no more."""


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """How much an answer changes the score of a kind; a negative weight counts against it."""

    id: str
    question: Question
    reply: Reply
    kind: Kind
    weight: float
    name: Name


@dataclass(frozen=True, slots=True)
class PriorityRules:
    """The weight of each factor of a priority."""

    weights: dict[Factor, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """Words in tickets that are not their subject, folded; expressions are applied to folded text."""

    greeting_starts: frozenset[str] = frozenset()
    """Words that may begin a greeting; if empty, any word may."""
    greeting_pairs: frozenset[str] = frozenset()
    """Word pairs that may begin one if the first word alone is too common."""
    closings: tuple[str, ...] = ()
    """Expressions of a closing line, above a signature."""
    disclaimers: tuple[str, ...] = ()
    """Expressions of text added by mail systems and lawyers."""
    attachments: tuple[str, ...] = ()
    """Expressions of a line that only mentions an attachment or the sending device."""
    identity_labels: frozenset[str] = frozenset()
    """Form labels whose value identifies the requester."""
    labels: frozenset[str] = frozenset()
    """Form labels whose value is content."""
    no_labels: frozenset[str] = frozenset()
    """Words before a colon that are content."""
    identified: frozenset[str] = frozenset()
    """Words before a number that identifies a ticket, an invoice and so on."""
    coded: frozenset[str] = frozenset()
    """Words before a number that is a code."""
    between: frozenset[str] = frozenset()
    """Words that may occur between such a word and its number."""
    identifying_prefixes: frozenset[str] = frozenset()
    """Letters that begin the number of a ticket or invoice."""
    negations: frozenset[str] = frozenset()
    """Negations, which describe a problem together with a few other words."""
    turning_words: frozenset[str] = frozenset()
    """Further words that change the meaning: texts that differ in one are no near duplicates."""
    light_words: frozenset[str] = frozenset()
    """Small words that near duplicates may differ in."""
    placeholders: frozenset[str] = frozenset()
    """Words in brackets and capitals that stand where a name was removed."""
    home_folders: frozenset[str] = frozenset()
    """Folders that hold one folder per user."""
    languages: tuple[tuple[str, frozenset[str]], ...] = ()
    """Small words by language code, including unsupported languages."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of all languages, accent-folded and in lower case."""

    stop: frozenset[str]
    greetings: tuple[str, ...]
    """Regular expressions of greetings and closings without content."""
    angry: tuple[str, ...]
    """Regular expressions of an annoyed tone."""
    update: tuple[str, ...]
    """Regular expressions that mention a change."""
    empty: frozenset[str]
    """Whole messages without content: "ok", "gracias", "test"."""
    since: tuple[str, ...] = ()
    """Regular expressions that introduce the start of a problem."""
    changed: tuple[str, ...] = ()
    """Regular expressions of words for a change."""
    days_ago: tuple[frozenset[str], ...] = ()
    """Words for today, yesterday and so on, by number of days ago."""
    dates: DateWords = field(default_factory=DateWords)
    """Words around a named day."""
    cleaning: CleaningWords = CleaningWords()
    """Text removed before texts are compared."""
    names: frozenset[str] = frozenset()
    """Words of the people and sites listed in the log; empty without a log."""
    given_names: frozenset[str] = frozenset()
    """Given names that are nothing else; once the log is known, without words of its trade."""
    products: frozenset[str] = frozenset()
    """Words of the products listed in the log."""
    languages: tuple[Language, ...] = ()
    """The languages of the program."""
    messages: MessageWords = field(default_factory=MessageWords)
    """Words that identify the parts of a message."""
    machines: MachineWords = field(default_factory=MachineWords)
    """Machine output in users' languages."""
    naming: NamingWords = field(default_factory=NamingWords)
    """Words at the edges of a name."""
    shapes: tuple[LanguageShape, ...] = ()
    """Word shapes of the supported languages."""
    other_letters: str = ""
    """Letters of none of these languages."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """The signals, the moments and the words."""

    signals: tuple[SignalRule, ...]
    moments: tuple[Moment, ...]
    lexicon: Lexicon
    version: str = ""
    signal_names: dict[str, Name] = field(default_factory=dict)
    """Signal id to its name, for the interfaces."""
    answers: tuple[AnswerRule, ...] = ()
    priorities: PriorityRules = PriorityRules()
    coding: CodingRules = field(default_factory=CodingRules)
    """The rules by which contacts are coded."""
    definitions: Definitions = field(default_factory=Definitions)
    """The definitions of the types of moments in force."""
    plan_rules: PlanRules = field(default_factory=PlanRules)
    training_words: TrainingWords = field(default_factory=TrainingWords)
    """Words of answers that show the way."""
