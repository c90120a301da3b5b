"""The log of moments: the contacts that put a relationship at risk, and those of standing moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.logbook.listing import list_risky_occurrences
from supportlens.i18n.standing.occurrences import OccurrenceWriter, occurrence_columns
from supportlens.report.layout.book import StreamedColumn, StreamedRows, open_sheet
from supportlens.report.layout.cells import set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, DAY, HEADER
from supportlens.report.layout.tables import claim_table_name, distinct_titles
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.sheet import Edition

_WIDTHS = (13.0, 16.0, 24.0, 30.0, 20.0, 30.0, 12.0, 11.0, 26.0, 22.0, 22.0)
_CUSTOMER, _DATE = 2, 0
_REPORT_EVERY = 1_000
"""Customers that are masked between two reports: some hundredths of a second."""


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add a row for each occurrence, the latest first; an empty log says so."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    writer = OccurrenceWriter(study, words)
    occurrences = list_risky_occurrences(study, edition.go_on)[: edition.row_limit - 1]
    titles = distinct_titles(occurrence_columns(words))
    set_page(sheet, words, title_rows=(1, 1))
    if not occurrences:
        empty = words.say("No contact of this log put a relationship at risk.")
        write_across(sheet, 1, (1, len(titles)), empty, BODY, room=sum(_WIDTHS))
        return
    sheet.freeze = "A2"
    for at, text in enumerate(titles, start=1):
        write_cell(sheet, 1, at, text, HEADER)
    columns = tuple(StreamedColumn(text, DAY if at == _DATE else "General") for at, text in enumerate(titles))
    # Here, not where they are written: the sheet of the method counts what was masked before.
    customers = [one.customer for one in occurrences]
    if edition.masker is not None:
        for at, customer in enumerate(customers):
            if at % _REPORT_EVERY == 0:
                edition.go_on()
            customers[at] = edition.masker.mask_person(customer) if customer else ""

    def read(rows: range) -> Iterable[Sequence[object]]:
        written = []
        for at in rows:
            row = list(writer.write(occurrences[at]))
            row[_CUSTOMER] = customers[at]
            written.append([value or None for value in row])
        return zip(*written, strict=True)

    sheet.streamed = StreamedRows(1, columns, range(len(occurrences)), claim_table_name(sheet), read)


SHEET = Sheet(
    position=67,
    title=lambda words: words.say("Log of moments"),
    contents=lambda _study, words: words.say(
        "The contacts that put a relationship at risk, each with its cause, action, owner and result."
    ),
    add=add,
)
