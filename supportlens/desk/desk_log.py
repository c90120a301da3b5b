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
    import pandas as pd

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
    common: frozenset[str]
    """Words that belong to all subjects."""

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
        days = int(day[kept].max()) - start + 1
        common = _find_common(tickets.frame[Derived.TEXT])
        return cls(tickets, np.where(kept, day - start, -1), first, days, common)

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

        Words that a quarter of the log has tell nothing apart and are left out, unless there are no others.
        """
        texts = self.tickets.frame[Derived.TEXT]
        mine, theirs = _count_words(texts[inside]), _count_words(texts[beside])
        words = sorted(word for word in {*mine, *theirs} if mine[word] + theirs[word] > 1)
        words = [word for word in words if word not in self.common] or words
        return measure_overlap(
            np.array([mine[word] for word in words], dtype=np.int64),
            np.array([theirs[word] for word in words], dtype=np.int64),
        )


def _count_words(written: pd.Series) -> Counter[str]:
    """Count the tickets that have each word, in a sample that no order of rows changes."""
    texts = written.astype(str).tolist()
    if len(texts) > READ:
        texts.sort(key=lambda text: hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
        texts = texts[:READ]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_WORD.findall(fold(text[:600]))))
    return counts


def _find_common(written: pd.Series) -> frozenset[str]:
    """Return the words that a quarter of the tickets have."""
    counts = _count_words(written)
    return frozenset(word for word, count in counts.items() if count >= COMMON * min(READ, len(written)))
