"""Samples the tickets of a log from which names are chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from supportlens.symptoms.naming.clauses import ClauseReader
from supportlens.symptoms.naming.name_words import WordRole
from supportlens.symptoms.naming.phrase_ranking import add_shares
from supportlens.symptoms.naming.phrases import Habits
from supportlens.symptoms.naming.text_words import find_hyphenated, find_kept_words, find_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from supportlens.domain import Lexicon, NamingWords
    from supportlens.symptoms.naming.phrases import Ticket

READ = 6_000
"""Tickets of a log parsed for names, shared among the groups.

Judgement: names no longer change; more takes time in proportion.
"""
READ_MOST, READ_LEAST = 300, 60
"""Maximum and minimum tickets parsed per group.

Judgement: shares of 60 tickets are within some 13 points, of 300 within 6, by the binomial 95 % interval.
"""
READ_LETTERS = 500
"""Letters parsed per ticket: its subject and first sentences describe the problem.

Judgement: more adds histories and signatures.
"""
LOOKED_THROUGH = 4_000
"""Tickets searched for words with a hyphen and for names of people.

Judgement: they contain every common word.
"""
FARTHEST = 0.25
"""Weight of a ticket at the edge of its group; one at the centroid weighs 1 more.

Judgement: 0 would name a group by its centre alone, larger includes outliers.
"""


@dataclass(frozen=True, slots=True)
class TicketSample:
    """The tickets of one group in one language that are parsed for its name."""

    tickets: tuple[Ticket, ...]
    weights: tuple[float, ...]
    words: dict[str, float]
    """The weight of the tickets that contain each stem."""

    @property
    def size(self) -> float:
        """The weight of all tickets of the sample."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class TicketSource:
    """The texts of n tickets, their closeness to the centroid of their group, and their cleaned texts."""

    texts: Sequence[str]
    reader: ClauseReader
    closeness: npt.NDArray[np.float64] | None = None
    cleaned: Sequence[str] | None = None
    read: dict[int, Ticket] = field(default_factory=dict, compare=False, repr=False)
    """The parsed tickets, by row: the same for every grouping of a log."""

    def draw_sample(self, rows: npt.NDArray[np.int64], groups: int) -> TicketSample:
        """Parse a sample of the tickets at `rows`, which belong to one of `groups` groups."""
        chosen = self.choose_rows(rows, min(READ_MOST, max(READ_LEAST, READ // max(groups, 1))))
        tickets = tuple(self._read(row) for row in chosen)
        near = self.closeness
        weights = tuple(FARTHEST + float(near[row]) if near is not None else 1.0 for row in chosen)
        words: dict[str, float] = {}
        add_shares(tickets, weights, words)
        return TicketSample(tickets, weights, words)

    def choose_rows(self, rows: npt.NDArray[np.int64], most: int) -> list[int]:
        """Choose tickets by a checksum of their text, independent of their order."""
        read = ((_checksum(text), text, int(row)) for row in rows if (text := str(self.texts[row])))
        return [row for _, _, row in nsmallest(most, read)]

    def find_kept_words(self, row: int) -> frozenset[str] | None:
        """Return the words that cleaning kept of a ticket, None if the texts were not cleaned."""
        return None if self.cleaned is None else find_kept_words(self.cleaned[row][:READ_LETTERS])

    def _read(self, row: int) -> Ticket:
        if row not in self.read:
            kept = self.find_kept_words(row)
            self.read[row] = self.reader.read_clauses(str(self.texts[row])[:READ_LETTERS], kept)
        return self.read[row]


def open_ticket_source(
    texts: Sequence[str],
    lexicon: Lexicon,
    *,
    barred: frozenset[str] = frozenset(),
    closeness: npt.NDArray[np.float64] | None = None,
    cleaned: Sequence[str] | None = None,
    read: dict[int, Ticket] | None = None,
) -> TicketSource:
    """Return a source of tickets; `barred` words are excluded from names, `read` holds parsed tickets."""
    plain = TicketSource(texts, ClauseReader(lexicon))
    looked = plain.choose_rows(np.arange(len(texts)), LOOKED_THROUGH)
    seen = [str(texts[row])[:READ_LETTERS] for row in looked]
    joined = find_hyphenated(seen)
    people = find_people(seen, lexicon.given_names)
    return TicketSource(
        texts, ClauseReader(lexicon, barred, joined, people), closeness, cleaned, {} if read is None else read
    )


def learn_habits(samples: Iterable[TicketSample], words: NamingWords) -> Habits:
    """Learn the usage of words from all samples of one language."""
    habits = Habits(words=words)
    for sample in samples:
        for ticket in sample.tickets:
            habits.learn(ticket)
    return habits


def learn_spellings(samples: Iterable[TicketSample], words: NamingWords) -> Habits:
    """Learn only how the words of samples are spelt."""
    habits = Habits(words=words)
    for sample in samples:
        for ticket in sample.tickets:
            habits.learn_spelling(ticket)
    return habits


def add_up_stems(samples: Iterable[TicketSample]) -> tuple[dict[str, float], float]:
    """Add up the weights of stems over all samples, and those of all tickets."""
    words: dict[str, float] = {}
    total = 0.0
    for sample in samples:
        for word, weight in sample.words.items():
            words[word] = words.get(word, 0.0) + weight
        total += sample.size
    return words, total


def find_usual_forms(sample: TicketSample) -> dict[str, str]:
    """Return the most widespread form of each stem of a sample."""
    forms: dict[str, Counter[str]] = {}
    for ticket in sample.tickets:
        for clause in ticket:
            for word in clause.words:
                if word.role is WordRole.CONTENT:
                    forms.setdefault(word.stem, Counter())[word.folded] += 1
    return {part: max(found, key=lambda form: (found[form], form)) for part, found in forms.items()}


def _checksum(text: str) -> int:
    """Return a well-distributed hash of a text; a slower hash would dominate the run time."""
    return crc32(text.encode("utf-8", "replace"))
