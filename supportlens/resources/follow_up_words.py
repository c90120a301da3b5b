"""Reads the words that say what kind of action was taken, how far it is, and whether a ticket is settled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from supportlens.domain import TakenKind, TakenState, fold
from supportlens.resources.locating import resource
from supportlens.resources.words import read_word_tables, require_folded


@dataclass(frozen=True, slots=True)
class FollowUpWords:
    """Patterns over folded texts and folded words, of all languages."""

    kinds: dict[TakenKind, re.Pattern[str]]
    states: dict[TakenState, re.Pattern[str]]
    everybody: re.Pattern[str]
    """Who an action was for, if it was for all."""
    open_states: frozenset[str]
    """States of tickets that somebody still works on or waits for."""

    def kind_of(self, text: str) -> TakenKind | None:
        """Return the kind of action that a text names first in the order of the kinds, None for none."""
        folded = fold(text)
        return next((kind for kind, words in self.kinds.items() if words.search(folded)), None)

    def state_of(self, text: str) -> TakenState | None:
        """Return the state that a cell names, None for none."""
        folded = fold(text).strip()
        return next((state for state, words in self.states.items() if words.fullmatch(folded)), None)

    def is_everybody(self, text: str) -> bool:
        """Return whether a cell says that something was for all."""
        return self.everybody.fullmatch(fold(text).strip()) is not None


@cache
def follow_up_words() -> FollowUpWords:
    """Return the words of all languages; raises ValueError, naming the file, for one that cannot be read."""
    tables = read_word_tables(resource("words"), "follow_up")

    def pattern(key: str) -> re.Pattern[str]:
        listed = [word for table in tables.values() for word in table.get(key, ())]
        return re.compile(rf"\b(?:{'|'.join(listed)})\b")

    listed = (word for table in tables.values() for word in table.get("open_states", ()))
    try:
        return FollowUpWords(
            {kind: pattern(kind.value) for kind in TakenKind},
            {state: pattern(state.value) for state in TakenState},
            pattern("everybody"),
            frozenset(require_folded(listed)),
        )
    except (re.error, ValueError) as fault:
        raise ValueError("follow_up.toml", repr(fault)) from fault
