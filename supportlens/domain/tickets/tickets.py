"""Tickets: the customers' texts, with the source of each row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain.errors import ProjectWithoutTexts
from supportlens.domain.kept import KEPT_APART
from supportlens.domain.tickets.read_files import ReadFiles, Rejection
from supportlens.domain.tickets.tags import Tags

if TYPE_CHECKING:  # pandas must not delay the window's first paint
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd


class Field(StrEnum):
    """The possible meanings of a column; also the column names of `Tickets.frame`."""

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
    """Columns of `Tickets.frame` added by the program."""

    SOURCE_FILE = "source_file"
    SOURCE_ROW = "source_row"
    TEXT = "text"
    INFORMATIVE = "informative"
    ADDRESS = "address"
    """The mail address beside another name of the requester; only if the log has such a column."""
    SEGMENT = "segment"
    """The customer's segment or plan; only with a customers file."""
    UNCOMPARED = "uncompared"
    """Whether a date tells no rise: the desk made it, or left out most of that time; only if one does not."""
    LEFT_OVER = "left_over"
    """Whether ever fewer tickets are left of older times, so that only shares tell a rise; only if so."""


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
"""Fields that may locate a cause, in the order that breaks ties."""


def _squeezed(written: str) -> str:
    return " ".join(written.split())


def _are_tidy(values: list[str]) -> bool:
    """Return whether all values are texts that squeezing leaves as they are; a thousand are tried at once."""
    for first in range(0, len(values), 1000):
        some = values[first : first + 1000]
        if not all(isinstance(value, str) for value in some):
            return False
        together = "\0".join(some)
        if _squeezed(together) != together or "\0 " in together or " \0" in together:
            return False
    return True


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: how it was read, and its rows without tickets."""

    path: str
    format: str
    encoding: str | None
    delimiter: str | None
    rows_read: int
    """Rows that became tickets; together with the rejected ones they are all rows of the file."""
    rejections: tuple[Rejection, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    """Field to its header."""
    sha256: str = ""
    date_order: str | None = None
    """The date order: ``day-first``, ``month-first``, ``iso`` or None without dates."""
    date_reason: str | None = None
    """Why: ``year_first``, ``above_twelve``, ``half_converted``, ``mixed_orders``, ``even_run``, ``custom``,
    ``chosen``;
    without dates ``relative`` or ``no_year``, if a column has some that cannot be placed."""
    undated_column: str = ""
    """That column, "" without one."""
    vendor: str = ""
    """The help desk identified by the headers, empty if unknown."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Field to the reason for its column: ``vendor``, ``header``, ``values``, ``only_date`` or ``chosen``."""
    remarks: tuple[Rejection, ...] = ()
    """Rows that were kept with a remark: ``date_out_of_range``, ``date_unread``, ``id_qualified``."""
    header_row: int | None = None
    """The number of the row with the column names, None without one, as in JSON."""
    sheet: str = ""
    """The name of the part of the file, such as a sheet, "" for its first."""
    rows_aside: int = 0
    """Rows of a table that is set aside as a whole."""
    reading: str = ""
    """How a text was read: ``table``, ``lines``, ``chat``, ``log`` or ``blocks``; empty for other formats."""
    runner_up: str = ""
    """Another reading that was nearly as likely, empty without one."""
    repeated_ids: dict[str, int] = field(default_factory=dict)
    """What repeated ids were taken for, with the number of rows: ``running_number`` and ``reused_number``
    (tickets of their own, whose ids were qualified), ``message``, ``later_state`` and ``copy`` (left out)."""

    @property
    def rows_rejected(self) -> int:
        """The number of rejected rows; a rejection of the whole file counts none."""
        return sum(1 for rejection in self.rejections if rejection.row > 0)

    @property
    def rows(self) -> int:
        """The number of data rows in the file."""
        return self.rows_read + self.rows_rejected + self.rows_aside

    @property
    def holds_no_tickets(self) -> bool:
        """Whether the file has no tickets: a calendar, a copy, an unusable file."""
        return any(rejection.row == 0 for rejection in self.rejections)

    def count_rejected(self, reason: str) -> int:
        """Count the rows rejected for a reason."""
        return sum(1 for rejection in self.rejections if rejection.reason == reason)

    def count_remarked(self, reason: str) -> int:
        """Count the rows with a remark."""
        return sum(1 for remark in self.remarks if remark.reason == reason)


@dataclass(frozen=True, slots=True)
class RowAccount:
    """What became of the rows of all files: `rows` is `tickets`, `set_apart` and `left_out` together."""

    rows: int
    tickets: int
    left_out: dict[str, int]
    """The number of rows for each reason, in the codes of `Rejection.reason`, most first."""
    set_apart: int = 0
    """Tickets that are nobody's request."""


@dataclass(frozen=True, slots=True)
class Tickets:
    """All tickets of a study: one row each, in an order independent of the files' order.

    `frame` has a RangeIndex, every column of `Derived` and a column per `Field` that some file had: dates are
    datetime64 without zone, `satisfaction`, `reopened` and `minutes` are floats, all others are text without
    missing values ("" if empty), tags in the form of `Tags`. `original` has the same index and the
    columns of the files as written.
    """

    frame: pd.DataFrame
    original: pd.DataFrame
    files: tuple[SourceFile, ...]
    custom: tuple[str, ...] = ()
    """Columns of `original` with a few repeated values, which may locate a cause."""
    spellings: dict[str, dict[str, str]] = field(default_factory=dict)
    """Field or column to each rarer spelling or former name and the value it is joined to; already applied to
    `frame`."""
    set_apart: int = 0
    """Further tickets of these files that are nobody's request and in another `Tickets`."""
    texts_left_out: bool = False
    """Whether the texts and the names of people were left out of the project that these come from: texts are
    "", names are hashes, and nothing that follows from what people wrote can be computed anew."""
    read: ReadFiles = field(default_factory=ReadFiles, compare=False, repr=False, metadata=KEPT_APART)
    """The files as they were read; empty if only the project's file holds them."""

    def __len__(self) -> int:
        return len(self.frame)

    def has(self, column: Field) -> bool:
        """Return whether some file had at least one value of this field."""
        return column.value in self.frame.columns

    def require_texts(self) -> None:
        """Raise `ProjectWithoutTexts` if the texts were left out."""
        if self.texts_left_out:
            raise ProjectWithoutTexts

    def take(self, rows: Sequence[int], *, set_apart: int = 0) -> Tickets:
        """Return the tickets of some rows; `set_apart` counts those that were taken out."""
        return replace(
            self,
            frame=self.frame.iloc[list(rows)].reset_index(drop=True),
            original=self.original.iloc[list(rows)].reset_index(drop=True),
            set_apart=set_apart,
        )

    def values(self, name: str) -> pd.Series[str]:
        """Return the value of each ticket in a field, or in a column of the files, with spellings joined.

        The text is stripped, "" if empty. Counts and filters both use this method, so that they agree. Raises
        KeyError for an unknown name.
        """
        column = self.frame[name] if name in self.frame.columns else self.original[name].fillna("")
        joined = self.spellings.get(name, {})
        different = column.unique().tolist()
        if not joined and _are_tidy(different):
            return column
        meant, changes = {}, False
        for written in different:
            tidy = _squeezed(str(written))
            meant[written] = joined.get(tidy, tidy)
            changes = changes or meant[written] != written
        return column.map(meant) if changes else column

    def mask(self, name: str, value: str) -> pd.Series[bool]:
        """Return whether each ticket has a value in a field or column; tags are several values of a ticket.

        Raises KeyError for an unknown name.
        """
        if name != Field.TAGS or name not in self.frame.columns:
            return self.values(name) == value
        cells = self.frame[name]
        having = {cell: value in Tags.split(str(cell)) for cell in cells.unique()}
        return cells.map(having).astype(bool)

    def count_empty_texts(self, path: str) -> int:
        """Count the tickets of a file without text."""
        return int(((self.frame[Derived.SOURCE_FILE] == path) & self.frame[Derived.TEXT].eq("")).sum())

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files, each once: a workbook has an entry in `files` for every sheet."""
        return tuple(dict.fromkeys(file.path for file in self.files))

    @property
    def log_paths(self) -> tuple[str, ...]:
        """The paths of the files that were read for tickets; neither calendars, lists nor what is no log."""
        return tuple(dict.fromkeys(file.path for file in self.files if not file.holds_no_tickets))

    @property
    def account(self) -> RowAccount:
        """What became of the rows of all files."""
        counts: Counter[str] = Counter()
        for file in self.files:
            counts.update(one.reason for one in file.rejections if one.row > 0)
            if file.rows_aside:
                counts[file.rejections[0].reason] += file.rows_aside
        rows = len(self) + self.set_apart + counts.total()
        return RowAccount(rows, len(self), dict(counts.most_common()), self.set_apart)

    @property
    def first_date(self) -> date | None:
        """The day of the oldest ticket, None without dates."""
        return self._day("min")

    @property
    def last_date(self) -> date | None:
        """The day of the newest ticket, None without dates."""
        return self._day("max")

    def _day(self, which: str) -> date | None:
        if not self.has(Field.CREATED_AT):
            return None
        moment = getattr(self.frame[Field.CREATED_AT.value], which)()
        return None if moment != moment else moment.date()  # noqa: PLR0124 - NaT is unequal to itself
