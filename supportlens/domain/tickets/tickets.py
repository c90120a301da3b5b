"""Tickets: what the customers wrote, with the source of each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window's first paint must not wait for pandas
    from datetime import date

    import pandas as pd


class Field(StrEnum):
    """The meanings a column may have; also the column names of `Tickets.frame`."""

    TICKET_ID = "ticket_id"
    CREATED_AT = "created_at"
    RESOLVED_AT = "resolved_at"
    SUBJECT = "subject"
    DESCRIPTION = "description"
    RESOLUTION = "resolution"
    REQUESTER = "requester"
    CUSTOMER = "customer"
    PRODUCT = "product"
    VERSION = "version"
    SITE = "site"
    ROLE = "role"
    CHANNEL = "channel"
    TEAM = "team"
    AGENT = "agent"
    PRIORITY = "priority"
    STATUS = "status"
    CATEGORY = "category"
    TAGS = "tags"
    LANGUAGE = "language"
    SATISFACTION = "satisfaction"
    REOPENED = "reopened"
    MINUTES = "minutes"


class Derived:
    """Columns of `Tickets.frame` that the program makes itself."""

    SOURCE_FILE = "source_file"
    SOURCE_ROW = "source_row"
    TEXT = "text"
    INFORMATIVE = "informative"
    SEGMENT = "segment"
    """The customer's segment or plan; only where a customers file gives it."""


SCOPE_FIELDS = (
    Field.PRODUCT,
    Field.SITE,
    Field.ROLE,
    Field.CHANNEL,
    Field.TEAM,
    Field.CATEGORY,
    Field.CUSTOMER,
    Field.VERSION,
    Field.LANGUAGE,
    Field.PRIORITY,
)
"""Fields whose values may say *where* a cause is, in the order that breaks ties."""


def _squeezed(written: str) -> str:
    return " ".join(written.split())


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be used; `row` is its number in the file, the header being row 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: how it was read, and its rows that are no tickets."""

    path: str
    format: str
    encoding: str | None
    delimiter: str | None
    rows_read: int
    """Rows that became tickets; with the rejected ones they are the rows of the file."""
    rejections: tuple[Rejection, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    """Field to the header it was found under."""
    sha256: str = ""
    date_order: str | None = None
    """How dates were read: ``day-first``, ``month-first``, ``iso`` or None without dates."""
    date_reason: str | None = None
    """Why so: ``year_first``, ``above_twelve``, ``half_converted``, ``even_run``, ``custom``, ``chosen``."""
    vendor: str = ""
    """The help desk that the headers belong to, empty where none is known by them."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Field to why its column was taken: ``vendor``, ``header``, ``values``, ``only_date`` or ``chosen``."""
    remarks: tuple[Rejection, ...] = ()
    """Rows that were kept with a remark: ``date_out_of_range``, ``date_unread``."""
    header_row: int | None = None
    """The number of the row that names the columns, None where none does, as in JSON."""

    @property
    def rows_rejected(self) -> int:
        """How many rows of the file could not be used; a rejection of the whole file counts none."""
        return sum(1 for rejection in self.rejections if rejection.row > 0)

    @property
    def rows(self) -> int:
        """How many rows of data the file has."""
        return self.rows_read + self.rows_rejected

    @property
    def holds_no_tickets(self) -> bool:
        """Whether no row of the file is a ticket: a calendar, a copy, a file that cannot be used."""
        return any(rejection.row == 0 for rejection in self.rejections)

    def count_rejected(self, reason: str) -> int:
        """Count the rows that could not be used for one reason."""
        return sum(1 for rejection in self.rejections if rejection.reason == reason)

    def count_remarked(self, reason: str) -> int:
        """Count the rows that were kept with one remark."""
        return sum(1 for remark in self.remarks if remark.reason == reason)


@dataclass(frozen=True, slots=True)
class Tickets:
    """All tickets of a study: one row each, in an order that does not depend on the files'.

    `frame` has a RangeIndex, every column of `Derived` and a column per `Field` that some file had:
    dates are datetime64 without zone, `satisfaction`, `reopened` and `minutes` are floats, all
    else is text without missing values ("" where nothing was written). `original` has the same
    index and the columns of the files as they were written.
    """

    frame: pd.DataFrame
    original: pd.DataFrame
    files: tuple[SourceFile, ...]
    custom: tuple[str, ...] = ()
    """Columns of `original` with a few repeated values, which may say where a cause is."""
    spellings: dict[str, dict[str, str]] = field(default_factory=dict)
    """Field or column to each rarer spelling with the one it is joined to; `frame` has them joined."""

    def __len__(self) -> int:
        return len(self.frame)

    def has(self, column: Field) -> bool:
        """Return whether some file had this field with at least one value."""
        return column.value in self.frame.columns

    def values(self, name: str) -> pd.Series[str]:
        """Return the value of each ticket in a field, or else in a column of the files, spellings joined.

        Text without white space around it, "" where nothing was written. What is counted and what a
        filter shows are both taken from here, so that they agree. Raises KeyError for an unknown name.
        """
        column = self.frame[name] if name in self.frame.columns else self.original[name].fillna("")
        joined = self.spellings.get(name, {})
        meant = {written: _squeezed(str(written)) for written in column.unique()}
        meant = {written: joined.get(tidy, tidy) for written, tidy in meant.items()}
        if all(written == tidy for written, tidy in meant.items()):
            return column
        return column.map(meant)

    def count_empty_texts(self, path: str) -> int:
        """Count the tickets of one file that have no text."""
        return int(((self.frame[Derived.SOURCE_FILE] == path) & self.frame[Derived.TEXT].eq("")).sum())

    @property
    def first_date(self) -> date | None:
        """The day of the oldest ticket, None where no ticket has a date."""
        return self._day("min")

    @property
    def last_date(self) -> date | None:
        """The day of the newest ticket, None where no ticket has a date."""
        return self._day("max")

    def _day(self, which: str) -> date | None:
        if not self.has(Field.CREATED_AT):
            return None
        moment = getattr(self.frame[Field.CREATED_AT.value], which)()
        return None if moment != moment else moment.date()  # noqa: PLR0124 - NaT is unequal to itself
