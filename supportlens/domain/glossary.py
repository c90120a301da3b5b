"""Words and rules that make the same phrase in two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GlossaryRule:
    """What a symbol is in both languages: words, or words with {symbols} of other rules among them."""

    symbol: str
    first: str
    second: str
    serves_from_first: bool = True
    """Whether it translates from the first language to the second."""
    serves_from_second: bool = True


@dataclass(frozen=True, slots=True)
class Glossary:
    """The rules between two languages, the first that fits being the better one."""

    languages: tuple[str, str]
    rules: tuple[GlossaryRule, ...]
