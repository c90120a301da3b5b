"""The columns of the list of tickets: what each shows, copies and is sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Assigned, Derived, Field
from supportlens.gui.models.character_folding import composed, fold_all
from supportlens.i18n.naming import field_name

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from supportlens.domain import Study
    from supportlens.i18n import Words


class Column(StrEnum):
    """A column of the list, from left to right."""

    DAY = "day"
    ID = "id"
    SUBJECT = "subject"
    REQUESTER = "requester"
    PRODUCT = "product"
    SYMPTOM = "symptom"
    CAUSE = "cause"
    CONFIDENCE = "confidence"


COLUMNS = tuple(Column)


def column_title(column: Column, words: Words) -> str:
    """Name a column in its header."""
    return {
        Column.DAY: words.say("Date"),
        Column.ID: field_name(Field.TICKET_ID, words),
        Column.REQUESTER: field_name(Field.REQUESTER, words),
        Column.SUBJECT: field_name(Field.SUBJECT, words),
        Column.PRODUCT: field_name(Field.PRODUCT, words),
        Column.SYMPTOM: words.say("Symptom"),
        Column.CAUSE: words.say("Root cause"),
        Column.CONFIDENCE: words.say("Confidence"),
    }[column]


def confidence_tip(words: Words) -> str:
    """Return what the confidence measures."""
    return words.say("How much nearer this ticket is to its symptom than to the next one")


@dataclass(frozen=True, eq=False)  # no slots: columns are read once and kept
class TicketCells:
    """The cells of all tickets as plain lists, which a list view reads far faster than a frame."""

    study: Study
    words: Words

    @cached_property
    def days(self) -> list[date | None]:
        """The day each ticket was opened."""
        if not self.study.tickets.has(Field.CREATED_AT):
            return [None] * len(self.study.tickets)
        moments = self.study.tickets.frame[Field.CREATED_AT.value]
        return [None if moment is pd.NaT else moment.date() for moment in moments]

    @cached_property
    def ids(self) -> list[str]:
        """The id of each ticket."""
        return self._texts(Field.TICKET_ID)

    @cached_property
    def requesters(self) -> list[str]:
        """Who opened each ticket."""
        return self._texts(Field.REQUESTER)

    @cached_property
    def subjects(self) -> list[str]:
        """The subject of each ticket, or the first line of what it says."""
        texts = self.study.tickets.frame[Derived.TEXT].tolist()
        given = self._texts(Field.SUBJECT)
        pairs = zip(given, texts, strict=True)
        return [composed(subject or text.strip().partition("\n")[0][:200]) for subject, text in pairs]

    @cached_property
    def products(self) -> list[str]:
        """The application of each ticket."""
        return self._texts(Field.PRODUCT)

    @cached_property
    def symptoms(self) -> list[str]:
        """The name of each ticket's symptom, empty where it has none."""
        names = {symptom.id: symptom.name.in_(self.words.language) for symptom in self.study.symptoms}
        return [names.get(key, "") for key in self.study.assignment[Assigned.SYMPTOM]]

    @cached_property
    def cause_ids(self) -> list[str]:
        """The id of each ticket's cause, empty where it has none."""
        return self.study.assignment[Assigned.CAUSE].tolist()

    @cached_property
    def causes(self) -> list[str]:
        """The name of each ticket's cause, empty where it has none."""
        names = {cause.id: cause.name.in_(self.words.language) for cause in self.study.causes}
        return [names.get(key, "") for key in self.cause_ids]

    @cached_property
    def confidences(self) -> list[float]:
        """How sure each ticket's symptom is, 0 to 1."""
        return self.study.assignment[Assigned.CONFIDENCE].tolist()

    def _texts(self, column: Field) -> list[str]:
        if not self.study.tickets.has(column):
            return [""] * len(self.study.tickets)
        return self.study.tickets.frame[column.value].tolist()

    def values(self, column: Column) -> list[str]:
        """Return the cells of a column of text."""
        return {
            Column.ID: self.ids,
            Column.REQUESTER: self.requesters,
            Column.SUBJECT: self.subjects,
            Column.PRODUCT: self.products,
            Column.SYMPTOM: self.symptoms,
            Column.CAUSE: self.causes,
        }[column]

    def shown(self, column: Column, row: int) -> str:
        """Return a cell as it is read on the screen."""
        match column:
            case Column.DAY:
                day = self.days[row]
                return written_day(self.words, day) if day else ""
            case Column.CONFIDENCE:
                return self.words.percent(self.confidences[row]) if self.symptoms[row] else ""
            case _:
                return self.values(column)[row]

    def copied(self, column: Column, row: int) -> str:
        """Return a cell as another program understands it: days as ISO 8601."""
        day = self.days[row]
        if column is Column.DAY:
            return day.isoformat() if day else ""
        return self.shown(column, row)

    @lru_cache(maxsize=len(COLUMNS))  # noqa: B019 - the cells live as long as the study they are of
    def ranks(self, column: Column) -> npt.NDArray[np.float64]:
        """Return each ticket (n,) its rank by a column; equal cells share one, what is empty is NaN."""
        match column:
            case Column.DAY:
                return _ranked(self._stamps())
            case Column.CONFIDENCE:
                sure = np.array(self.confidences, dtype=np.float64)
                return _ranked(pd.Series(np.where(np.array(self.symptoms) == "", np.nan, sure)))
            case Column.ID:
                numbers = pd.to_numeric(pd.Series(self.ids, dtype=object), errors="coerce")
                return _ranked(numbers) if numbers.notna().all() else _alphabetic(self.ids)
            case _:
                return _alphabetic(self.values(column))

    def _stamps(self) -> pd.Series[pd.Timestamp]:
        frame = self.study.tickets.frame
        if Field.CREATED_AT.value in frame:
            return frame[Field.CREATED_AT.value]
        return pd.Series(pd.NaT, index=frame.index)


@lru_cache(maxsize=4096)
def written_day(words: Words, day: date) -> str:
    """Write a day; a list asks for the same few again and again."""
    return words.day(day, "long")


def _ranked(values: pd.Series[float] | pd.Series[pd.Timestamp]) -> npt.NDArray[np.float64]:
    return np.asarray(values.rank(method="dense"), dtype=np.float64)


def _alphabetic(texts: list[str]) -> npt.NDArray[np.float64]:
    folded = fold_all(map(composed, texts))
    places = {text: place for place, text in enumerate(sorted(set(folded) - {""}))}
    ranks = (float(places.get(text, np.nan)) for text in folded)
    return np.fromiter(ranks, np.float64, len(folded))
