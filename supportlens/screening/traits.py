"""What the ways of finding look at: who wrote a ticket, when, in what words, and which fields it fills."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from supportlens.screening.senders import Senders

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Rows = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Shapes = npt.NDArray[np.uint64]

PARTS_KEPT = 30_000
"""Words of texts of which it is kept what varies in them, some 5 MB. Judgement; it affects no result."""
BEGINNING = 8
"""Words of a beginning. Judgement: fewer are greetings, more differ in a name."""
ALL_OURS = 0.9
"""The part of the tickets with a subject that one sender wrote, from which unnamed ones are by that sender
as well."""
_VARYING = re.compile(r"[\d@]|://|^www\.")
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)")


@dataclass(frozen=True)
class Traits:
    """The tickets as sequences of the same length; senders and texts are folded.

    The texts of a large log are folded anew whenever they are asked for: they would take more room than the
    log, and most are looked at once, by `TextSigns`.
    """

    ids: tuple[str, ...]
    written_senders: tuple[str, ...]
    senders: tuple[str, ...]
    """Who wrote each, "" where nobody is named, and for messages of a chat."""
    subjects: Sequence[str]
    texts: Sequence[str]
    """The customer's text without its subject."""
    plain_subjects: Sequence[str]
    """The words of each subject, what varies left out."""
    plain_texts: Sequence[str]
    """The words of each text, what varies left out."""
    signs: TextSigns
    moments: pd.Series[pd.Timestamp] | None
    """When each was opened, None without dates."""
    bare: Mask
    """Whether most of the fields that this log usually fills in are empty."""
    has_usual_fields: bool

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def shapes(self) -> Shapes:
        """The shape of each as a number: equal ones have the same."""
        return self.signs.shapes

    def shape_of(self, row: int) -> str:
        """Return the subject of a ticket with what varies left out, or the beginning of its text."""
        return self.plain_subjects[row] or begin(self.plain_texts[row])

    @cached_property
    def days(self) -> Rows:
        """The day of each as a number, -1 without one."""
        if self.moments is None:
            return np.full(len(self), -1, dtype=np.int64)
        days = self.moments.to_numpy().astype("datetime64[D]").astype(np.int64)
        return np.where(self.moments.isna().to_numpy(), -1, days)

    @cached_property
    def by_sender(self) -> Senders:
        """The tickets of each sender."""
        return Senders(self.senders)

    @cached_property
    def at_odd_hours(self) -> Mask | None:
        """Whether each was opened at night or on a weekend, None where the log has days only."""
        if self.moments is None or (self.moments.dropna() == self.moments.dropna().dt.normalize()).all():
            return None
        hours, weekdays = self.moments.dt.hour, self.moments.dt.day_of_week
        return ((hours < 7) | (hours >= 20) | (weekdays >= 5)).to_numpy()


class SaidTests(NamedTuple):
    """Which of n tickets say that they are tests."""

    certain: Mask
    begun: Mask
    """Whether the subject, or the text without one, begins with a word of tests."""
    loose: Mask
    """Whether it does so and asks for nothing."""


@dataclass(frozen=True, slots=True)
class TextSigns:
    """What every ticket's subject and text show by themselves, found block by block."""

    shapes: Shapes
    """The subject with what varies left out, or the beginning of the text: a number."""
    subjects: Shapes
    """The same, 0 where it is too short to be of a campaign."""
    openings: Shapes
    """The beginning of the text likewise."""
    automatic: Mask
    """Whether a program answered."""
    tests: SaidTests
    cues: dict[int, frozenset[str]]
    """The promotional phrases of every ticket that has some."""


def hide_values(text: str) -> str:
    """Return the words of a folded text, with "#" for numbers, codes, addresses and links."""
    return " ".join(filter(None, map(_hide_value, text.split())))


@lru_cache(PARTS_KEPT)
def _hide_value(part: str) -> str:
    """Return the words of a part of a text without spaces, "#" for what varies; a log repeats most parts."""
    if part.isalpha():
        return part
    return "#" if _VARYING.search(part) else " ".join(_WORD.findall(part))


def domain_of(sender: str) -> str:
    """Return the domain of the address in a sender, "" without one."""
    found = _ADDRESS.search(sender)
    return found[1] if found else ""


def begin(plain: str) -> str:
    """Return the first words of a text from which what varies is left out."""
    return " ".join(plain.split(" ", BEGINNING)[:BEGINNING])


def part_covered(shapes: list[str] | list[int], most: int) -> float:
    """Return the part of the shapes that the `most` frequent ones have."""
    counts = pd.Series(shapes).value_counts()
    return float(counts.iloc[:most].sum() / max(len(shapes), 1))


def add_unnamed(traits: Traits, rows: Rows, free: Mask) -> Rows:
    """Return the rows with those that name no sender and have a subject that nobody else uses."""
    blank = [row for row in np.flatnonzero(free).tolist() if not traits.senders[row]]
    if not blank:
        return rows
    named = [row for row, sender in enumerate(traits.senders) if sender]
    ours = Counter(traits.shapes[rows].tolist())
    every = Counter(traits.shapes[named].tolist())
    own = {shape for shape, count in ours.items() if shape and count >= ALL_OURS * every[shape]}
    return np.union1d(rows, np.array([row for row in blank if traits.shapes[row] in own], dtype=np.int64))
