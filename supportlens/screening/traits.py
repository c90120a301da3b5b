"""What the ways of finding look at: who wrote a ticket, when, in what words, and which fields it fills."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Derived, Field, find_who_asked, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.domain import Tickets

    Rows = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

LOOKED_AT = 500
"""Characters read of a text. Judgement: what is nobody's request says so at once; more costs time in large
logs."""
PARTS_KEPT = 30_000
"""Words of texts of which it is kept what varies in them, some 5 MB. Judgement; it affects no result."""
STEP = 2_000
"""Tickets between two reports of progress."""
USUAL = 0.5
"""The part of all tickets from which a field is usually filled in: half, so that a flood cannot make it
unusual."""
BARE = 0.5
"""The part of the usual fields without a value from which a ticket is bare. Judgement: a desk fills in
most of them even in a hurry; mail that nobody handled has few or none."""
ALL_OURS = 0.9
"""The part of the tickets with a subject that one sender wrote, from which unnamed ones are by that sender
as well."""
_FILLED = (
    Field.PRODUCT,
    Field.CATEGORY,
    Field.VERSION,
    Field.SITE,
    Field.ROLE,
    Field.CUSTOMER,
    Field.RESOLUTION,
)
_VARYING = re.compile(r"[\d@]|://|^www\.")
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)")


@dataclass(frozen=True)
class Traits:
    """The tickets as lists of the same length; senders and texts are folded."""

    ids: tuple[str, ...]
    written_senders: tuple[str, ...]
    senders: tuple[str, ...]
    """Who wrote each, "" where nobody is named, and for messages of a chat."""
    subjects: tuple[str, ...]
    texts: tuple[str, ...]
    """The customer's text without its subject."""
    moments: pd.Series[pd.Timestamp] | None
    """When each was opened, None without dates."""
    bare: Mask
    """Whether most of the fields that this log usually fills in are empty."""
    has_usual_fields: bool

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def shapes(self) -> tuple[str, ...]:
        """The subject of each with what varies left out, or the beginning of its text."""
        return tuple(
            subject or " ".join(text.split(" ", 8)[:8])
            for subject, text in zip(self.plain_subjects, self.plain_texts, strict=True)
        )

    @cached_property
    def plain_subjects(self) -> tuple[str, ...]:
        """The words of each subject, what varies left out."""
        return tuple(map(hide_values, self.subjects))

    @cached_property
    def plain_texts(self) -> tuple[str, ...]:
        """The words of each text, what varies left out."""
        return tuple(map(hide_values, self.texts))

    @cached_property
    def days(self) -> Rows:
        """The day of each as a number, -1 without one."""
        if self.moments is None:
            return np.full(len(self), -1, dtype=np.int64)
        days = self.moments.to_numpy().astype("datetime64[D]").astype(np.int64)
        return np.where(self.moments.isna().to_numpy(), -1, days)

    @cached_property
    def by_sender(self) -> dict[str, Rows]:
        """The tickets of each sender."""
        found: dict[str, list[int]] = {}
        for row, sender in enumerate(self.senders):
            if sender:
                found.setdefault(sender, []).append(row)
        return {sender: np.array(found[sender], dtype=np.int64) for sender in sorted(found)}

    @cached_property
    def at_odd_hours(self) -> Mask | None:
        """Whether each was opened at night or on a weekend, None where the log has days only."""
        if self.moments is None or (self.moments.dropna() == self.moments.dropna().dt.normalize()).all():
            return None
        hours, weekdays = self.moments.dt.hour, self.moments.dt.day_of_week
        return ((hours < 7) | (hours >= 20) | (weekdays >= 5)).to_numpy()


def read_traits(tickets: Tickets, report: Callable[[float], None]) -> Traits:
    """Return what is looked at of every ticket; `report` gets the fraction done."""
    frame = tickets.frame
    asked = find_who_asked(frame)
    senders = [""] * len(frame) if asked is None else [str(who).strip() for who in asked]
    chats = {
        file.path for file in tickets.files if file.reading == "chat" or file.format in {"chat", "whatsapp"}
    }
    if chats:
        in_chat = frame[Derived.SOURCE_FILE].isin(chats)
        senders = ["" if chat else sender for sender, chat in zip(senders, in_chat, strict=True)]
    has_subject, has_text = tickets.has(Field.SUBJECT), tickets.has(Field.DESCRIPTION)
    subjects = _text_of(tickets, Field.SUBJECT) if has_subject else [""] * len(frame)
    written = _text_of(tickets, Field.DESCRIPTION) if has_text else frame[Derived.TEXT].astype(str).tolist()
    if has_subject and not has_text:
        written = [""] * len(frame)
    folded: list[str] = []
    for start in range(0, len(frame), STEP):
        report(start / len(frame))
        folded += [fold(text[:LOOKED_AT]) for text in written[start : start + STEP]]
    bare, has_usual = _find_bare(tickets)
    created = frame[Field.CREATED_AT.value] if tickets.has(Field.CREATED_AT) else None
    return Traits(
        ids=tuple(frame[Field.TICKET_ID.value].astype(str)),
        written_senders=tuple(senders),
        senders=tuple(map(fold, senders)),
        subjects=tuple(fold(subject[:LOOKED_AT]) for subject in subjects),
        texts=tuple(folded),
        moments=created.reset_index(drop=True) if created is not None and created.notna().any() else None,
        bare=bare,
        has_usual_fields=has_usual,
    )


def _text_of(tickets: Tickets, field: Field) -> list[str]:
    if not tickets.has(field):
        return [""] * len(tickets)
    return [str(value).strip() for value in tickets.frame[field.value]]


def _find_bare(tickets: Tickets) -> tuple[Mask, bool]:
    # Who asked is no field that a desk fills in: mail that nobody handled has a sender as well.
    fields = [field for field in _FILLED if field != Field.CUSTOMER or tickets.has(Field.REQUESTER)]
    filled = [
        tickets.frame[field.value].astype(str).str.strip().ne("") for field in fields if tickets.has(field)
    ]
    usual = [each.to_numpy() for each in filled if each.mean() >= USUAL]
    if not usual:
        return np.zeros(len(tickets), dtype=bool), False
    return np.mean(usual, axis=0) <= 1 - BARE, True


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


def part_covered(shapes: list[str], most: int) -> float:
    """Return the part of the shapes that the `most` frequent ones have."""
    counts = pd.Series(shapes).value_counts()
    return float(counts.iloc[:most].sum() / max(len(shapes), 1))


def add_unnamed(traits: Traits, rows: Rows, free: Mask) -> Rows:
    """Return the rows with those that name no sender and have a subject that nobody else uses."""
    blank = [row for row in np.flatnonzero(free).tolist() if not traits.senders[row]]
    if not blank:
        return rows
    ours = Counter(traits.shapes[row] for row in rows.tolist())
    every = Counter(traits.shapes[row] for named in traits.by_sender.values() for row in named.tolist())
    own = {shape for shape, count in ours.items() if shape and count >= ALL_OURS * every[shape]}
    return np.union1d(rows, np.array([row for row in blank if traits.shapes[row] in own], dtype=np.int64))
