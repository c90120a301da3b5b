"""The columns of the ticket list: what each shows, copies and sorts by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Assigned, Derived, Field, find_who_asked
from supportlens.gui.models.character_folding import compose, fold_all
from supportlens.i18n.labels import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from supportlens.domain import Study
    from supportlens.i18n import Words


class TicketColumn(StrEnum):
    """The columns of the list, from left to right."""

    DAY = "day"
    ID = "id"
    SUBJECT = "subject"
    REQUESTER = "requester"
    PRODUCT = "product"
    SYMPTOM = "symptom"
    CAUSE = "cause"
    CONFIDENCE = "confidence"


COLUMNS = tuple(TicketColumn)


def column_title(column: TicketColumn, words: Words) -> str:
    """Return the title of a column."""
    return {
        TicketColumn.DAY: words.say("Date"),
        TicketColumn.ID: field_name(Field.TICKET_ID, words),
        TicketColumn.REQUESTER: field_name(Field.REQUESTER, words),
        TicketColumn.SUBJECT: field_name(Field.SUBJECT, words),
        TicketColumn.PRODUCT: field_name(Field.PRODUCT, words),
        TicketColumn.SYMPTOM: words.say("Symptom"),
        TicketColumn.CAUSE: words.say("Root cause"),
        TicketColumn.CONFIDENCE: words.say("Confidence"),
    }[column]


def confidence_tip(words: Words) -> str:
    """Return what the confidence measures."""
    return words.say("How much closer this ticket is to its symptom than to the next nearest one")


@dataclass(frozen=True, eq=False)  # no slots: cached properties need a __dict__
class TicketCells:
    """The cells of all tickets as plain lists: a view reads them far faster than a frame."""

    study: Study
    words: Words

    @cached_property
    def days(self) -> list[date | None]:
        """The day each ticket was opened."""
        if not self.study.tickets.has(Field.CREATED_AT):
            return [None] * len(self.study.tickets)
        moments = self.study.tickets.frame[Field.CREATED_AT.value].to_numpy()
        days: list[date | None] = moments.astype("datetime64[D]").tolist()  # one without a moment is None
        return days

    @cached_property
    def ids(self) -> list[str]:
        """The id of each ticket."""
        return self._texts(Field.TICKET_ID)

    @cached_property
    def requesters(self) -> list[str]:
        """Who opened each ticket."""
        asked = find_who_asked(self.study.tickets.frame)
        return [""] * len(self.study.tickets) if asked is None else asked.tolist()

    @cached_property
    def subjects(self) -> list[str]:
        """The subject of each ticket, or the first line of its text."""
        return [self.subject(row) for row in range(len(self.study.tickets))]

    def subject(self, row: int) -> str:
        """Return the subject of one ticket: a list shows a few of many."""
        subjects, texts = self._written
        return compose(subjects[row] or texts[row].strip().partition("\n")[0][:200])

    @cached_property
    def _written(self) -> tuple[list[str], list[str]]:
        return self._texts(Field.SUBJECT), self.study.tickets.frame[Derived.TEXT].tolist()

    @cached_property
    def products(self) -> list[str]:
        """The application of each ticket."""
        return self._texts(Field.PRODUCT)

    @cached_property
    def symptoms(self) -> list[str]:
        """The name of each ticket's symptom, empty without one."""
        return [self._symptom_names.get(key, "") for key in self._symptom_ids]

    @cached_property
    def _symptom_ids(self) -> list[str]:
        return self.study.assignment[Assigned.SYMPTOM].tolist()

    @cached_property
    def _symptom_names(self) -> dict[str, str]:
        return {symptom.id: self.words.read(symptom.name) for symptom in self.study.symptoms}

    @cached_property
    def _cause_names(self) -> dict[str, str]:
        return {cause.id: self.words.read(cause.name) for cause in self.study.causes}

    @cached_property
    def cause_ids(self) -> list[str]:
        """The id of each ticket's cause, empty without one."""
        return self.study.assignment[Assigned.CAUSE].tolist()

    @cached_property
    def causes(self) -> list[str]:
        """The name of each ticket's cause, empty without one."""
        return [self._cause_names.get(key, "") for key in self.cause_ids]

    @cached_property
    def confidences(self) -> list[float]:
        """The confidence of each assignment, 0 to 1."""
        return self.study.assignment[Assigned.CONFIDENCE].tolist()

    def _texts(self, column: Field) -> list[str]:
        if not self.study.tickets.has(column):
            return [""] * len(self.study.tickets)
        return self.study.tickets.frame[column.value].tolist()

    def values(self, column: TicketColumn) -> list[str]:
        """Return the cells of a text column."""
        texts: list[str] = getattr(self, _TEXTS[column])  # one column alone: each is made when it is needed
        return texts

    def display_text(self, column: TicketColumn, row: int) -> str:
        """Return a cell as the list shows it."""
        match column:
            case TicketColumn.DAY:
                day = self.days[row]
                return format_day(self.words, day) if day else ""
            case TicketColumn.CONFIDENCE:
                named = self._symptom_names.get(self._symptom_ids[row])
                return format_share(self.words, round(self.confidences[row], 4)) if named else ""
            case TicketColumn.SUBJECT:
                return self.subject(row)
            case TicketColumn.SYMPTOM:  # a list shows a few of many
                return self._symptom_names.get(self._symptom_ids[row], "")
            case TicketColumn.CAUSE:
                return self._cause_names.get(self.cause_ids[row], "")
            case _:
                return self.values(column)[row]

    def export_text(self, column: TicketColumn, row: int) -> str:
        """Return a cell as other programs read it: days as ISO 8601."""
        day = self.days[row]
        if column is TicketColumn.DAY:
            return day.isoformat() if day else ""
        return self.display_text(column, row)

    def rank_ahead(self) -> Iterator[None]:
        """Rank the columns of texts, a piece at a time, so that sorting by one need not wait for it."""
        for column in (*TEXT_COLUMNS, TicketColumn.ID):
            if column is TicketColumn.ID and _is_number(self.ids[:1]):
                continue  # numbers are ranked as such, and soon
            folded: list[str] = []
            runs: list[list[str]] = []
            for rows in self._pieces():
                piece = fold_all(compose(self.display_text(column, row)) for row in rows)
                folded += piece
                runs.append(sorted(set(piece)))
                yield
            while len(runs) > 1:
                runs.append(sorted(runs.pop(0) + runs.pop(0)))  # a merge, because both are sorted
                yield
            places = _places_of(runs[0] if runs else [])
            yield
            ranks: list[float] = []
            for rows in self._pieces():
                ranks += _ranks_at(places, folded[rows.start : rows.stop]).tolist()
                yield
            self._ranked[column] = np.array(ranks, dtype=np.float64)

    def _pieces(self) -> Iterator[range]:
        """Yield the rows of all tickets in pieces."""
        for first in range(0, len(self.study.tickets), PIECE):
            yield range(first, min(first + PIECE, len(self.study.tickets)))

    @cached_property
    def _ranked(self) -> dict[TicketColumn, npt.NDArray[np.float64]]:
        """The ranks that were found ahead."""
        return {}

    def ranks(self, column: TicketColumn) -> npt.NDArray[np.float64]:
        """Return the rank of each ticket (n,) by a column; equal cells share a rank, empty cells are NaN."""
        if column not in self._ranked:
            self._ranked[column] = self._rank(column)
        return self._ranked[column]

    def _rank(self, column: TicketColumn) -> npt.NDArray[np.float64]:
        match column:
            case TicketColumn.DAY:
                return _rank(self._stamps())
            case TicketColumn.CONFIDENCE:
                confidences = np.array(self.confidences, dtype=np.float64)
                return _rank(pd.Series(np.where(np.array(self.symptoms) == "", np.nan, confidences)))
            case TicketColumn.ID:
                numbers = pd.to_numeric(pd.Series(self.ids, dtype=object), errors="coerce")
                return _rank(numbers) if numbers.notna().all() else _rank_alphabetically(self.ids)
            case _:
                return _rank_alphabetically(self.values(column))

    def _stamps(self) -> pd.Series[pd.Timestamp]:
        frame = self.study.tickets.frame
        if Field.CREATED_AT.value in frame:
            return frame[Field.CREATED_AT.value]
        return pd.Series(pd.NaT, index=frame.index)


_TEXTS = {
    TicketColumn.ID: "ids",
    TicketColumn.REQUESTER: "requesters",
    TicketColumn.SUBJECT: "subjects",
    TicketColumn.PRODUCT: "products",
    TicketColumn.SYMPTOM: "symptoms",
    TicketColumn.CAUSE: "causes",
}
"""The properties of `TicketCells` that hold the cells of the columns of texts."""
TEXT_COLUMNS = (
    TicketColumn.SUBJECT,
    TicketColumn.CAUSE,
    TicketColumn.SYMPTOM,
    TicketColumn.PRODUCT,
    TicketColumn.REQUESTER,
)
PIECE = 2_000
"""Rows that are ranked at once while nothing else is to be done: some ten milliseconds."""


@lru_cache(maxsize=4096)
def format_day(words: Words, day: date) -> str:
    """Return a formatted day; cached because a list asks for the same few repeatedly."""
    return words.day(day, "long")


@lru_cache(maxsize=16_384)
def format_share(words: Words, share: float) -> str:
    """Return a formatted share; cached because copying all rows asks for each again and again."""
    return words.percent(share)


def _rank(values: pd.Series[float] | pd.Series[pd.Timestamp]) -> npt.NDArray[np.float64]:
    return np.asarray(values.rank(method="dense"), dtype=np.float64)


def _is_number(ids: list[str]) -> bool:
    """Return whether all ids are numbers, so that 9 comes before 10."""
    return bool(pd.to_numeric(pd.Series(ids, dtype=object), errors="coerce").notna().all())


def _rank_alphabetically(texts: list[str]) -> npt.NDArray[np.float64]:
    folded = fold_all(map(compose, texts))
    return _ranks_at(_places_of(folded), folded)


def _places_of(folded: list[str]) -> dict[str, int]:
    """Return the places of texts among all in their order; the more of them is sorted the sooner."""
    return {text: place for place, text in enumerate(dict.fromkeys(sorted(folded))) if text}


def _ranks_at(places: dict[str, int], folded: list[str]) -> npt.NDArray[np.float64]:
    ranks = (float(places.get(text, np.nan)) for text in folded)
    return np.fromiter(ranks, np.float64, len(folded))
