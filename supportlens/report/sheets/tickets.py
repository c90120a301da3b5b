"""All tickets, streamed row by row: styling every cell would be too slow for large logs."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from supportlens.domain import Stage
from supportlens.report.content.ticket_columns import apart_columns, original_columns, own_columns
from supportlens.report.layout.cells import style_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import HEADER, REST, WARNING, Style
from supportlens.report.layout.tables import add_native_table, distinct_titles
from supportlens.report.sheet import Sheet
from supportlens.report.writing.safe_text import excel_safe, opens_like_formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.content.ticket_columns import FilledColumn
    from supportlens.report.sheet import Edition

_REPORT_EVERY = 2_000
_FIRST_YEAR = 1900
"""Excel counts days from here."""


def add(book: Workbook, study: Study, words: Words, edition: Edition) -> None:
    """Add all tickets, then those that were set apart, on as many sheets as they need."""
    columns = original_columns(study, words, edition.masker) + own_columns(study, words)
    _add_parts(book, SHEET.title(words), columns, len(study.tickets), words, edition)
    if study.screening.tickets is not None:
        apart = apart_columns(study, words, edition.masker)
        _add_parts(book, words.say("Set apart"), apart, len(study.screening.tickets), words, edition)


def _add_parts(
    book: Workbook,
    title: str,
    columns: Sequence[FilledColumn],
    total: int,
    words: Words,
    edition: Edition,
) -> None:
    """Add tickets on one sheet, or on several that each have a notice."""
    whole = total < edition.row_limit
    # If there are several sheets, each uses a row for the notice and one for the header.
    room = max(1, total if whole else edition.row_limit - 2)
    starts = range(0, max(1, total), room)
    for number, start in enumerate(starts, start=1):
        notice = "" if whole else _notice(number, len(starts), words)
        numbered = title + (f" {number}" if number > 1 else "")
        _add_part(book, numbered, notice, columns, range(start, min(start + room, total)), words, edition)


def _notice(number: int, parts: int, words: Words) -> str:
    return words.say(
        "Part {number} of {parts}: an Excel sheet cannot hold all tickets.", number=number, parts=parts
    )


def _add_part(
    book: Workbook,
    title: str,
    notice: str,
    columns: Sequence[FilledColumn],
    rows: range,
    words: Words,
    edition: Edition,
) -> None:
    sheet = book.create_sheet(title)
    header = 2 if notice else 1
    titles = distinct_titles(column.title for column in columns)
    sheet.sheet_properties.tabColor = REST
    sheet.freeze_panes = f"A{header + 1}"
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    # Everything but the rows is written first: a stream cannot go back.
    set_page(sheet, words, title_rows=f"{header}:{header}")
    if rows:
        add_native_table(sheet, header, header + len(rows), titles)
    if notice:
        sheet.append([_styled_cell(sheet, notice, WARNING)])
    sheet.append([_styled_cell(sheet, text, HEADER) for text in titles])
    try:
        for done, row in enumerate(_rows(sheet, columns, rows)):
            if done % _REPORT_EVERY == 0:
                edition.progress(Stage.REPORT, 0.7 + 0.2 * done / len(rows))
            sheet.append(row)
    finally:
        # A stream left open after a cancellation would raise an error when it is collected.
        sheet.close()


def _styled_cell(sheet: WriteOnlyWorksheet, text: str, style: Style) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    style_cell(cell, style)
    return cell


def _rows(sheet: WriteOnlyWorksheet, columns: Sequence[FilledColumn], rows: range) -> Iterator[list[Any]]:
    """Yield each row; figures and dates of a column share one formatted cell."""
    cells = []
    for column in columns:
        cell = WriteOnlyCell(sheet)
        cell.number_format = column.format
        cells.append(cell if column.format != "General" else None)
    streams = [islice(column.values, rows.start, rows.stop) for column in columns]
    for values in zip(*streams, strict=True):
        yield [_cell(sheet, value, cell) for value, cell in zip(values, cells, strict=True)]


def _cell(sheet: WriteOnlyWorksheet, value: object, shared: Cell | None) -> object:
    """Return plain text unchanged, and anything Excel could misread as a cell."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float | date) and _fits(value):
        if shared is None:
            return value
        shared.value = value
        return shared
    text = excel_safe(str(value))
    if not opens_like_formula(text) and not text.startswith("#"):
        return text
    cell = WriteOnlyCell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _fits(value: bool | float | date) -> bool:  # noqa: FBT001 - a cell may hold a truth value
    """Return whether Excel can store `value` as a number."""
    if isinstance(value, date):
        return value.year >= _FIRST_YEAR and (not isinstance(value, datetime) or value.tzinfo is None)
    return abs(value) < float("inf")


SHEET = Sheet(
    position=130,
    title=lambda words: words.say("Tickets"),
    contents=lambda study, words: words.say(
        "All {count}, with their original columns first and the findings at the end.",
        count=words.number(len(study.tickets)),
    ),
    add=add,
)
