"""The log as the desk's changes are looked for in it: days, values of fields, and customers' words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Derived, Field, fold
from supportlens.statistics import measure_overlap

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]
    Days = npt.NDArray[np.int64]

EDGE = 0.005
"""Share of the earliest and of the latest dates that may be mistaken, such as 1970 or 2099.

Judgement: one in two hundred; larger cuts real beginnings off, smaller stretches the log over empty years.
"""
EDGE_DAYS, EDGE_SPAN = 45, 0.25
"""Days, and share of the span of the others, by which such a date is away from all others. Judgement."""
READ = 800
"""Tickets of each side whose words are read to compare two mixes.

Judgement: the second decimal of an overlap stays the same with more; larger takes time.
"""
COMMON = 0.25
"""Share of the tickets from which a word belongs to all subjects and tells none apart. Judgement."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, eq=False)
class DeskLog:
    """n tickets by day: `day` (n) counts days from `first`, -1 without a date or with a mistaken one."""

    tickets: Tickets
    day: Days
    first: date
    days: int

    @classmethod
    def of(cls, tickets: Tickets) -> DeskLog | None:
        """Return the log by day, None without dates."""
        if tickets.first_date is None:
            return None
        when = tickets.frame[Field.CREATED_AT.value].dt.normalize()
        day = (when - when.min()).dt.days.fillna(-1).to_numpy(np.int64)
        known = day[day >= 0]
        low, high = np.quantile(known, (EDGE, 1 - EDGE))
        margin = max(EDGE_DAYS, EDGE_SPAN * (high - low))
        kept = (day >= 0) & (day >= low - margin) & (day <= high + margin)
        start = int(day[kept].min())
        first = tickets.first_date + timedelta(days=start)
        return cls(tickets, np.where(kept, day - start, -1), first, int(day[kept].max()) - start + 1)

    def __len__(self) -> int:
        return len(self.day)

    def count_daily(self, mask: Mask) -> npt.NDArray[np.float64]:
        """Count the tickets of a mask per day."""
        return np.bincount(self.day[mask & (self.day >= 0)], minlength=self.days).astype(np.float64)

    def to_date(self, day: int) -> date:
        """Return the date of a day."""
        return self.first + timedelta(days=int(day))

    def list_ids(self, mask: Mask) -> tuple[str, ...]:
        """Return the ids of the tickets of a mask, in the order of the log."""
        return tuple(self.tickets.frame[Field.TICKET_ID.value][mask].astype(str))

    def compare_words(self, inside: Mask, beside: Mask) -> float:
        """Return how far the customers' words of two sets of tickets are of the same mix: about 0 to 1.

        Words that a quarter of the tickets have tell nothing apart and are left out.
        """
        mine, my_tickets = self._count_words(inside)
        theirs, their_tickets = self._count_words(beside)
        whole = max(1, my_tickets + their_tickets)
        words = sorted(
            word for word in {*mine, *theirs} if 2 <= mine[word] + theirs[word] < max(3.0, COMMON * whole)
        )
        return measure_overlap(
            np.array([mine[word] for word in words], dtype=np.int64),
            np.array([theirs[word] for word in words], dtype=np.int64),
        )

    def _count_words(self, mask: Mask) -> tuple[Counter[str], int]:
        """Count the tickets that have each word, in a sample that no order of rows changes."""
        texts = self.tickets.frame[Derived.TEXT][mask].astype(str).tolist()
        if len(texts) > READ:
            texts.sort(
                key=lambda text: hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
            )
            texts = texts[:READ]
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(set(_WORD.findall(fold(text[:600]))))
        return counts, len(texts)
