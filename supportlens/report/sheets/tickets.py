"""All tickets, streamed row by row: styling every cell would be too slow for large logs."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from supportlens.domain import Stage
from supportlens.report.content.ticket_columns import apart_columns, original_columns, own_columns
from supportlens.report.content.ticket_places import tickets_title
from supportlens.report.layout.book import StreamedColumn, StreamedRows, open_sheet
from supportlens.report.layout.cells import set_widths, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import HEADER, REST, WARNING
from supportlens.report.layout.tables import claim_table_name, distinct_titles
from supportlens.report.sheet import MASKED_FROM, MASKED_TO, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.content.ticket_columns import FilledColumn
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.sheet import Edition

_PAGE = 240
"""Width of the columns on one printed page, in characters. Judgement: letters of five points. All columns of
a log on one page were a grey field."""


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add all tickets, then those that were set apart, on as many sheets as they need."""

    def report(fraction: float) -> None:
        edition.progress(Stage.REPORT, MASKED_FROM + (MASKED_TO - MASKED_FROM) * fraction)

    columns = original_columns(study, words, edition.masker, report, edition.workers)
    columns += own_columns(study, words)
    _add_parts(book, tickets_title(words), columns, len(study.tickets), words, edition)
    if study.screening.tickets is not None:
        apart = apart_columns(study, words, edition.masker)
        _add_parts(book, words.say("Set apart"), apart, len(study.screening.tickets), words, edition)


def _add_parts(
    book: BookDraft, title: str, columns: Sequence[FilledColumn], total: int, words: Words, edition: Edition
) -> None:
    """Add tickets on one sheet, or on several that each have a notice."""
    whole = total < edition.row_limit
    # If there are several sheets, each uses a row for the notice and one for the header.
    room = max(1, total if whole else edition.row_limit - 2)
    starts = range(0, max(1, total), room)
    for number, start in enumerate(starts, start=1):
        numbered = title + (f" {number}" if number > 1 else "")
        sheet = open_sheet(book, numbered, colour=REST)
        notice = "" if whole else _notice(number, len(starts), words)
        _fill(sheet, notice, columns, range(start, min(start + room, total)), words)


def _notice(number: int, parts: int, words: Words) -> str:
    return words.say(
        "Part {number} of {parts}: an Excel sheet cannot hold all tickets.", number=number, parts=parts
    )


def _fill(sheet: SheetDraft, notice: str, columns: Sequence[FilledColumn], rows: range, words: Words) -> None:
    header = 2 if notice else 1
    titles = distinct_titles(column.title for column in columns)
    set_widths(sheet, [column.width for column in columns])
    sheet.freeze = f"A{header + 1}"
    pages = ceil(sum(column.width for column in columns) / _PAGE)
    set_page(sheet, words, pages_wide=pages, title_rows=(header, header))
    if notice:
        write_cell(sheet, 1, 1, notice, replace(WARNING, wrap=False))
    for at, text in enumerate(titles, start=1):
        write_cell(sheet, header, at, text, HEADER)
    streamed = tuple(
        StreamedColumn(text, column.format, column.links)
        for text, column in zip(titles, columns, strict=True)
    )

    def read(rows: range) -> Iterator[list[object]]:
        return (column.read(slice(rows.start, rows.stop)) for column in columns)

    sheet.streamed = StreamedRows(header, streamed, rows, claim_table_name(sheet), read)


SHEET = Sheet(
    position=200,
    title=tickets_title,
    contents=lambda study, words: words.say(
        "All {count}, with their original columns first and the findings at the end.",
        count=words.number(len(study.tickets)),
    ),
    add=add,
)
