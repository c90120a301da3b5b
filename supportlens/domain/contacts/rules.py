"""The rules by which contacts are coded: data of the playbook, which a company can extend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.languages import Name


class Evidence(StrEnum):
    """What a rule examines."""

    WORDS = "words"
    """Each sentence of the customer's text."""
    EXAMPLES = "examples"
    """Each sentence of the customer's text, by its likeness to examples."""
    COLUMN = "column"
    """The value of a field or a column of the file."""
    LOG = "log"
    """What the log shows of the contact: reopened, asked again, waited."""
    CODES = "codes"
    """Other codes of the contact."""
    PERSON = "person"
    """A person's correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRule:
    """A ground for a code: what it examines, how sure it is, and its name for the reader.

    `patterns` are regular expressions over folded sentences or, for a column, over a folded value; `unless`
    are expressions that forbid a match in the same sentence.
    """

    id: str
    code: str
    name: Name
    confidence: float
    evidence: Evidence = Evidence.WORDS
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """The fields, or expressions over the folded headers, whose values are examined."""
    examples: tuple[str, ...] = ()
    """Sentences of a company's own rule; one without them looks for what the program learnt of its code."""
    sign: str = ""
    """The measure of the log, for a rule that examines the log: an id that the coding knows."""


@dataclass(frozen=True, slots=True)
class PlaybookMistake:
    """A mistake in a company's own rules: where it is, and what is wrong with it."""

    file: str
    line: int
    """Counted from 1; 0 if it cannot be told."""
    key: str
    problem: str
    """``toml``, ``unknown_key``, ``unknown_code``, ``missing``, ``translation``, ``expression``, ``value`` or
    ``twice``."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CodingRules:
    """All rules of coding, and the expressions of what no customer writes."""

    rules: tuple[CodeRule, ...] = ()
    machine: tuple[str, ...] = ()
    """Expressions of lines that machines write; a text with one gets no code."""
    machine_starts: tuple[str, ...] = ()
    """Expressions with which the whole text of a machine begins."""
    advertising: tuple[str, ...] = ()
    """Expressions of third-party advertising, one a kind of mark."""
    mistakes: tuple[PlaybookMistake, ...] = ()

    def rule(self, rule_id: str) -> CodeRule | None:
        """Return the rule with an id, None without one."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
