"""Proposes a rule for tickets like those that a person moves to another symptom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Derived, Field, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Study

LEAST_LETTERS = 4
"""Letters of a word that a rule may use. Judgement: shorter ones are articles and pronouns."""
MOST_OF_SOURCE = 0.5
"""Share of the symptom that tickets leave which may use a word.

Judgement: half; a word of more of them tells what they all have in common, not what is special in these.
"""
MOST_TRIED = 8
"""Words that are tried, alone and in pairs. Judgement: as many as a sentence has that tell anything."""
MOST_TICKETS = 20_000
"""Tickets of a log up to which rules are proposed. Judgement: more would keep a person waiting."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """Words that the moved tickets have in common, and the further tickets that have them."""

    words: tuple[str, ...]
    ticket_ids: tuple[str, ...]
    """The tickets that the rule would move besides."""
    texts: tuple[str, ...]
    """Their texts."""


class RuleProposer:
    """Proposes a rule for tickets like some, which a person moves."""

    def __init__(self, study: Study, ticket_ids: Iterable[str]) -> None:
        self._ids: list[str] = study.tickets.frame[Field.TICKET_ID.value].tolist()
        self._texts: list[str] = study.tickets.frame[Derived.TEXT].tolist()
        self._given: list[str] = study.assignment[Assigned.SYMPTOM].tolist()
        few = len(self._ids) <= MOST_TICKETS
        self._words = [frozenset(_WORD.findall(fold(text))) for text in self._texts] if few else []
        self._wanted = set(ticket_ids)
        self._moved = [row for row, each in enumerate(self._ids) if each in self._wanted] if few else []
        self._sources = {self._given[row] for row in self._moved}
        self._common = self._find_common_words()

    def propose(self, symptom_id: str) -> ProposedRule | None:
        """Return a rule that moves tickets like these to a symptom, None where no words tell them apart.

        The words stand in all moved tickets and in no symptom but theirs and the new one: one word if there
        is such a one, that with most tickets, else two.
        """
        found = {word: self._find_rows((word,), symptom_id) for word in self._common}
        words = sorted(found, key=lambda word: (-len(found[word]), word))[:MOST_TRIED]
        for chosen in (*((word,) for word in words), *combinations(words, 2)):
            rows = self._find_rows(chosen, symptom_id)
            if rows and self._stays_among(rows):
                return ProposedRule(
                    tuple(sorted(chosen)),
                    tuple(self._ids[row] for row in rows),
                    tuple(self._texts[row] for row in rows),
                )
        return None

    def _find_common_words(self) -> set[str]:
        """Return the words of all moved tickets that are special among those that they leave."""
        if not self._moved:
            return set()
        common = set.intersection(*(set(self._words[row]) for row in self._moved))
        common = {word for word in common if len(word) >= LEAST_LETTERS and not word.isdigit()}
        beside = [words for row, words in enumerate(self._words) if self._given[row] in self._sources]
        using = Counter(word for words in beside for word in words & common)
        return {word for word in common if using[word] <= MOST_OF_SOURCE * len(beside)}

    def _find_rows(self, words: tuple[str, ...], symptom_id: str) -> list[int]:
        """Return the further tickets with all of some words that are not in a symptom yet."""
        using = (row for row, held in enumerate(self._words) if held.issuperset(words))
        return [row for row in using if self._given[row] != symptom_id and self._ids[row] not in self._wanted]

    def _stays_among(self, rows: list[int]) -> bool:
        """Return whether tickets belong to the symptoms that are left, or to none."""
        return all(not self._given[row] or self._given[row] in self._sources for row in rows)
