"""Precision and recall of each code over the contacts in which it is scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Tickets
from supportlens.domain.contacts.codes import CODES, Dimension, codes_by_id
from supportlens.moments.coding import code_contacts
from supportlens.moments.flagging import Flag
from supportlens.resources import load_playbook, open_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain.contacts.coding import Coding
    from tests.benchmarks.coding.texts import Contact

SCORED = tuple(
    code
    for code in CODES
    if code.dimension not in (Dimension.SITUATION, Dimension.JOURNEY)
    and code.id not in ("c7", "intermediate")
)


@dataclass(frozen=True)
class Score:
    """How often a code was found rightly, found wrongly and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of those found that are right, 1 if none was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of those planted that were found, 1 if none was planted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


def code_texts(texts: Sequence[str], **columns: Sequence[object]) -> Coding:
    """Return the codes of texts alone, without people, dates and causes; `columns` are columns of a file."""
    frame = pd.DataFrame({Derived.TEXT: list(texts), Derived.INFORMATIVE: True})
    frame["ticket_id"] = [str(number) for number in range(len(frame))]
    tickets = Tickets(frame=frame, original=pd.DataFrame(columns, index=frame.index), files=())
    nothing = pd.Series("", index=frame.index, dtype=object)
    flags = pd.DataFrame(dict.fromkeys(Flag, False), index=frame.index)
    return code_contacts(tickets, None, nothing, flags, load_playbook().coding, phrases=open_phrases())


def score_codes(contacts: Sequence[Contact], found: Sequence[frozenset[str]]) -> dict[str, Score]:
    """Return the score of each code."""
    return {code.id: _score_one(code.id, contacts, found) for code in SCORED}


def _score_one(code: str, contacts: Sequence[Contact], found: Sequence[frozenset[str]]) -> Score:
    dimension = codes_by_id()[code].dimension
    right = wrong = missed = 0
    for contact, codes in zip(contacts, found, strict=True):
        planted = code in contact.codes
        if is_unscored(contact, code, dimension, planted=planted):
            continue
        right += planted and code in codes
        wrong += not planted and code in codes
        missed += planted and code not in codes
    return Score(right, wrong, missed)


def is_unscored(contact: Contact, code: str, dimension: Dimension, *, planted: bool) -> bool:
    """Return whether a contact says nothing about a code: it may be either way in it."""
    if code in contact.unscored:
        return True
    if (
        dimension is Dimension.VALENCE
        and "v2" in contact.unscored
        and any(one.startswith("v") for one in contact.codes)
    ):
        return True
    return dimension.value in contact.unscored and not planted


def score_sign(contacts: Sequence[Contact], found: Sequence[frozenset[str]], sign: int) -> Score:
    """Return the score of bitter (-1) or stellar (+1), whatever the step."""
    right = wrong = missed = 0
    for contact, codes in zip(contacts, found, strict=True):
        planted = any(codes_by_id()[code].sign * sign > 0 for code in contact.codes if code.startswith("v"))
        if "valence" in contact.unscored or ("v+1" in contact.unscored and not planted):
            continue
        has = any(codes_by_id()[code].sign * sign > 0 for code in codes if code.startswith("v"))
        right += planted and has
        wrong += has and not planted
        missed += planted and not has
    return Score(right, wrong, missed)


def sum_scores(scores: Iterable[Score]) -> Score:
    """Return the sum of scores."""
    return sum(scores, Score(0, 0, 0))
