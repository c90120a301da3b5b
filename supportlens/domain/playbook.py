"""What the program knows before it sees a log: signals of causes, moments of truth, word lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from supportlens.domain.actions import Moment
from supportlens.domain.findings import Kind, Name


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of both languages, accent-folded and in lower case."""

    stop: frozenset[str]
    greetings: tuple[str, ...]
    """Regular expressions of what opens and closes a message and says nothing."""
    angry: tuple[str, ...]
    """Regular expressions of an annoyed tone."""
    update: tuple[str, ...]
    """Regular expressions that say something changed."""
    empty: frozenset[str]
    """Whole messages that say nothing: "ok", "gracias", "test"."""
    names: frozenset[str] = frozenset()
    """Words of the people and sites that the log itself lists; none where no log was looked at."""
    products: frozenset[str] = frozenset()
    """Words of the products that the log itself lists."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """The signals, the moments and the words."""

    signals: tuple[SignalRule, ...]
    moments: tuple[Moment, ...]
    lexicon: Lexicon
    version: str = ""
    signal_names: dict[str, Name] = field(default_factory=dict)
    """Signal id to its name, for the faces."""
