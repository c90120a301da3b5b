"""A workbook as values: what stands on which sheet, before anything is written to a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supportlens.domain import CompanyLook
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import ACCENT, INK_2, REST, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from supportlens.report.layout.charts import NativeChart
    from supportlens.report.layout.page_setup import PageSetUp

    Plain = str | float | date | datetime | None

TITLE_LIMIT = 31
"""Characters that the name of a sheet may have in Excel."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_RESERVED = "history"
"""A name that Excel keeps for itself."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours with the value that it has now, which programs show that do not calculate."""

    text: str
    value: float | str = 0


@dataclass(frozen=True, slots=True)
class TextRun:
    """A part of a text with a look of its own."""

    text: str
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in parts, each with its own look."""

    runs: tuple[TextRun, ...]

    @property
    def plain(self) -> str:
        """The text without its looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class CellLink:
    """A link to a cell of the same workbook."""

    sheet: str
    row: int
    column: int
    tip: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: its value, its look and where it leads."""

    value: Plain | Formula | RichText
    style: Style
    link: CellLink | None = None


@dataclass(frozen=True, slots=True)
class NativeTable:
    """Cells that are a table with filters; the first row holds the titles."""

    name: str
    cells: CellRange
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """Cells whose value is chosen from a list; anything else may be written where it is not `strict`."""

    cells: CellRange
    choices: tuple[str, ...]
    hint: str = ""
    strict: bool = True


@dataclass(frozen=True, slots=True)
class ColourScale:
    """Cells tinted by their value, from white at 0 over the middle to the full colour at the end."""

    cells: CellRange
    middle: tuple[float, str]
    end: tuple[float, str]


@dataclass(frozen=True, slots=True)
class DataBars:
    """Cells with a bar as long as their value."""

    cells: CellRange
    colour: str


@dataclass(frozen=True, slots=True)
class SparkLine:
    """A small chart inside a cell, of values that stand elsewhere in the workbook."""

    row: int
    column: int
    sheet: str
    values: CellRange
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at a cell, `scale` times its own size."""

    row: int
    column: int
    content: bytes
    scale: float
    description: str


@dataclass(frozen=True, slots=True)
class StreamedColumn:
    """A column of the rows that are written one by one: its title, its look and where its values lead."""

    title: str
    format: str = "General"
    links: Callable[[object], CellLink | None] | None = None


@dataclass(frozen=True, slots=True)
class StreamedRows:
    """Rows too many to be held as cells, from the row of their titles on."""

    header_row: int
    columns: tuple[StreamedColumn, ...]
    rows: range
    table: str
    """The name of the table that they are."""
    read: Callable[[range], Iterable[Sequence[object]]]
    """Returns the values of some rows, column by column, None for empty cells; they are never all held."""


@dataclass(slots=True)
class SheetDraft:
    """A sheet while it is filled: rows and columns are counted from 1."""

    title: str
    colour: str = REST
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    """Columns that are there but not shown."""
    page_breaks: list[int] = field(default_factory=list)
    """Rows after which a printed page ends."""
    freeze: str = ""
    """The first cell that scrolls, such as ``B2``."""
    page: PageSetUp | None = None
    tables: list[NativeTable] = field(default_factory=list)
    charts: list[NativeChart] = field(default_factory=list)
    choices: list[ChoiceList] = field(default_factory=list)
    heat: list[ColourScale] = field(default_factory=list)
    bars: list[DataBars] = field(default_factory=list)
    sparks: list[SparkLine] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    streamed: StreamedRows | None = None
    table_names: set[str] = field(default_factory=set)
    """The names of all tables of the workbook, in small letters; its sheets share them."""

    @property
    def last_row(self) -> int:
        """The last row that holds a cell, 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)


@dataclass(slots=True)
class BookDraft:
    """A workbook while it is filled."""

    title: str = ""
    subject: str = ""
    look: CompanyLook = field(default_factory=CompanyLook)
    """How the company wants it to look."""
    formats: Mapping[str, str] = field(default_factory=dict)
    """How its language writes some of the program's number formats; as they are where none is given."""
    sheets: list[SheetDraft] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    """What the file says of itself, for programs."""
    names: dict[str, tuple[str, CellRange]] = field(default_factory=dict)
    """Named ranges: the sheet and the cells of each."""
    table_names: set[str] = field(default_factory=set)

    @property
    def titles(self) -> list[str]:
        """The names of the sheets, in order."""
        return [sheet.title for sheet in self.sheets]

    def colour(self, own: str) -> str:
        """Return the colour of the company for one of the program's, or that colour itself."""
        return {ACCENT: self.look.accent, INK_2: self.look.second}.get(own) or own


def new_book(look: CompanyLook | None = None, formats: Mapping[str, str] | None = None) -> BookDraft:
    """Return a workbook without sheets, in a company's look and a language's number formats, if given."""
    return BookDraft(look=look or CompanyLook(), formats=formats or {})


def open_sheet(book: BookDraft, title: str, *, colour: str) -> SheetDraft:
    """Append a sheet with a name that Excel accepts and no other sheet has."""
    sheet = SheetDraft(legal_title(title, book.titles), colour, table_names=book.table_names)
    book.sheets.append(sheet)
    return sheet


def legal_title(title: str, taken: Sequence[str]) -> str:
    """Return `title` as the name of a sheet: without forbidden characters, short, unlike those `taken`."""
    plain = " ".join(_NOT_IN_TITLES.sub(" ", title).split()).strip("' ")
    plain = plain[:TITLE_LIMIT].rstrip("' ") or "-"
    others = {other.casefold() for other in taken} | {_RESERVED}
    number, name = 1, plain
    while name.casefold() in others:
        number += 1
        ending = f" ({number})"
        name = plain[: TITLE_LIMIT - len(ending)].rstrip() + ending
    return name
