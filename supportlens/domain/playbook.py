"""What the program knows before it reads a log: signals of causes, moments of truth, word lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from supportlens.domain.findings.answers import Question, Reply
from supportlens.domain.findings.kinds import Kind
from supportlens.domain.findings.priorities import Factor
from supportlens.domain.languages import Language, Name
from supportlens.domain.moments import Moment
from supportlens.domain.word_lists import DateWords, LanguageShape, MachineWords, MessageWords, NamingWords


@dataclass(frozen=True, slots=True)
class SignalRule:
    """A visible signal: where it is looked for and how much it weighs.

    `where` is ``words`` (subject and description), ``resolution``, or the name of a measure that
    `causes` computes. `patterns` are regular expressions over accent-folded lower-case text.
    """

    id: str
    kind: Kind
    weight: float
    where: str
    name: Name
    patterns: tuple[str, ...] = ()
    against: tuple[Kind, ...] = ()
    """The kinds that it contradicts, beside speaking for its own."""


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """How far an answer moves the score of a kind; one weight may speak against it and be negative."""

    id: str
    question: Question
    reply: Reply
    kind: Kind
    weight: float
    name: Name


@dataclass(frozen=True, slots=True)
class PriorityRules:
    """How much each factor of a priority weighs."""

    weights: dict[Factor, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """What is said in tickets without being their matter, folded; expressions are read over folded text."""

    greeting_starts: frozenset[str] = frozenset()
    """Words that a greeting may begin with; where there are none, any word may."""
    greeting_pairs: frozenset[str] = frozenset()
    """Pairs of words that one may begin with, where the first alone would be found everywhere."""
    closings: tuple[str, ...] = ()
    """Expressions of a line below which people sign."""
    disclaimers: tuple[str, ...] = ()
    """Expressions of what mail systems and lawyers add."""
    attachments: tuple[str, ...] = ()
    """Expressions of a line that only says that something is attached, or what it was sent with."""
    identity_labels: frozenset[str] = frozenset()
    """Labels of forms whose value says who asks."""
    labels: frozenset[str] = frozenset()
    """Labels of forms whose value says what is asked."""
    no_labels: frozenset[str] = frozenset()
    """Words before a colon that belong to what is said."""
    identified: frozenset[str] = frozenset()
    """Words after which a number names one thing: a ticket, an invoice."""
    coded: frozenset[str] = frozenset()
    """Words after which a number is a code."""
    between: frozenset[str] = frozenset()
    """Words that may stand between such a word and its number."""
    identifying_prefixes: frozenset[str] = frozenset()
    """Letters that the written number of one ticket or invoice begins with."""
    negations: frozenset[str] = frozenset()
    """Words with which a few others say that something is wrong."""
    turning_words: frozenset[str] = frozenset()
    """Words beside the negations that turn a meaning: texts that differ in one are no near duplicates."""
    light_words: frozenset[str] = frozenset()
    """Small words that may come or go between near duplicates."""
    languages: tuple[tuple[str, frozenset[str]], ...] = ()
    """Small words by language code, also of languages that the program does not speak."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of all languages, accent-folded and in lower case."""

    stop: frozenset[str]
    greetings: tuple[str, ...]
    """Regular expressions of what opens and closes a message and says nothing."""
    angry: tuple[str, ...]
    """Regular expressions of an annoyed tone."""
    update: tuple[str, ...]
    """Regular expressions that say something changed."""
    empty: frozenset[str]
    """Whole messages that say nothing: "ok", "gracias", "test"."""
    since: tuple[str, ...] = ()
    """Regular expressions of what leads in the moment from which something happens."""
    changed: tuple[str, ...] = ()
    """Regular expressions of what people call a change by."""
    days_ago: tuple[frozenset[str], ...] = ()
    """Words for today, yesterday and so on, by how many days ago that is."""
    dates: DateWords = field(default_factory=DateWords)
    """What stands around a day that people name."""
    cleaning: CleaningWords = CleaningWords()
    """What is taken out before texts are compared."""
    names: frozenset[str] = frozenset()
    """Words of the people and sites that the log itself lists; none where no log was looked at."""
    products: frozenset[str] = frozenset()
    """Words of the products that the log itself lists."""
    languages: tuple[Language, ...] = ()
    """The languages that the program speaks."""
    messages: MessageWords = field(default_factory=MessageWords)
    """What the parts of a message are known by."""
    machines: MachineWords = field(default_factory=MachineWords)
    """What machines write in the languages of their users."""
    naming: NamingWords = field(default_factory=NamingWords)
    """What may stand at the rim of a name."""
    shapes: tuple[LanguageShape, ...] = ()
    """How the words of the languages that the program knows well look."""
    other_letters: str = ""
    """Letters that none of those languages has."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """The signals, the moments and the words."""

    signals: tuple[SignalRule, ...]
    moments: tuple[Moment, ...]
    lexicon: Lexicon
    version: str = ""
    signal_names: dict[str, Name] = field(default_factory=dict)
    """Signal id to its name, for the faces."""
    answers: tuple[AnswerRule, ...] = ()
    priorities: PriorityRules = PriorityRules()
