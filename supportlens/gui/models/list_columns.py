"""The columns of the ticket list: what each shows, copies and sorts by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Assigned, Derived, Field, find_who_asked
from supportlens.gui.models.character_folding import compose
from supportlens.gui.models.column_ranks import rank_ids, rank_texts, rank_values
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
    def _days(self) -> npt.NDArray[np.datetime64]:
        return self._stamps().to_numpy().astype("datetime64[D]")

    def day(self, row: int) -> date | None:
        """Return the day a ticket was opened, None without a moment: a list shows a few of many."""
        found: date | None = self._days[row].item()
        return found

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
                day = self.day(row)
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
        if column is TicketColumn.DAY:
            day = self.day(row)
            return day.isoformat() if day else ""
        return self.display_text(column, row)

    def rank_ahead(self) -> Iterator[None]:
        """Rank the columns a piece at a time, so that sorting by one need not wait for it."""
        for column in (*TEXT_COLUMNS, TicketColumn.ID):
            yield from self.rank_in_pieces(column)

    @cached_property
    def _ranked(self) -> dict[TicketColumn, npt.NDArray[np.float64]]:
        """The ranks that were found."""
        return {}

    def is_ranked(self, column: TicketColumn) -> bool:
        """Return whether the ranks by a column are known."""
        return column in self._ranked

    def ranks(self, column: TicketColumn) -> npt.NDArray[np.float64]:
        """Return the rank of each ticket (n,) by a column; equal cells share a rank, empty cells are NaN."""
        for _ in self.rank_in_pieces(column):
            pass
        return self._ranked[column]

    def rank_in_pieces(self, column: TicketColumn) -> Iterator[None]:
        """Find the ranks by a column, a piece at a time."""
        if column in self._ranked:
            return
        ranks = np.full(len(self.study.tickets), np.nan)
        match column:
            case TicketColumn.DAY:
                ranks = rank_values(self._stamps())
            case TicketColumn.CONFIDENCE:
                named = self.study.assignment[Assigned.SYMPTOM].isin(list(self._symptom_names))
                ranks = rank_values(self.study.assignment[Assigned.CONFIDENCE].where(named))
            case TicketColumn.ID:
                yield from rank_ids(self.ids, ranks)
            case _:
                yield from rank_texts(partial(self._keys, column), partial(self._text_of, column), ranks)
        self._ranked[column] = ranks

    def _keys(self, column: TicketColumn, rows: range) -> list[str]:
        """Return for some rows what tells their cells of a column apart: ids where the cell is a name."""
        match column:
            case TicketColumn.SUBJECT:
                return [self.subject(row) for row in rows]
            case TicketColumn.SYMPTOM:
                return self._symptom_ids[rows.start : rows.stop]
            case TicketColumn.CAUSE:
                return self.cause_ids[rows.start : rows.stop]
            case _:
                return self.values(column)[rows.start : rows.stop]

    def _text_of(self, column: TicketColumn, key: str) -> str:
        """Return the cell of a column that a key stands for."""
        names = {TicketColumn.SYMPTOM: self._symptom_names, TicketColumn.CAUSE: self._cause_names}.get(column)
        return key if names is None else names.get(key, "")

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


@lru_cache(maxsize=4096)
def format_day(words: Words, day: date) -> str:
    """Return a formatted day; cached because a list asks for the same few repeatedly."""
    return words.day(day, "long")


@lru_cache(maxsize=16_384)
def format_share(words: Words, share: float) -> str:
    """Return a formatted share; cached because copying all rows asks for each again and again."""
    return words.percent(share)
