"""The workbook: its sheets in order, written completely or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Stage, silent
from supportlens.report.layout.book import new_book
from supportlens.report.masking.masked_findings import mask_findings
from supportlens.report.masking.masker import Masker
from supportlens.report.registry import all_sheets
from supportlens.report.sheet import Edition
from supportlens.report.sheets import tickets
from supportlens.report.writing.files import check_output, replace_file
from supportlens.report.writing.safe_text import ROW_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from supportlens.domain import PeriodComparison, Progress, Study
    from supportlens.i18n import Words


def build(
    study: Study,
    words: Words,
    *,
    mask: bool = True,
    progress: Progress = silent,
    row_limit: int = ROW_LIMIT,
    comparison: PeriodComparison | None = None,
) -> Workbook:
    """Build the workbook of a study in memory.

    `row_limit` is the most rows that a sheet of tickets may have, including its header;
    `comparison` compares two periods of this study, None if there is no comparison.
    """
    masker = Masker(study, words) if mask else None
    shown = mask_findings(study, masker) if masker else study
    edition = Edition(masker, progress, row_limit, comparison)
    book = new_book()
    book.properties.creator = "SupportLens"
    book.properties.title = words.say("Why customers call")
    sheets = all_sheets()
    before_tickets = sheets.index(tickets.SHEET)
    for number, sheet in enumerate(sheets):
        progress(Stage.REPORT, _fraction_done(number, before_tickets))
        sheet.add(book, shown, words, edition)
    return book


def _fraction_done(number: int, before_tickets: int) -> float:
    """Return the fraction done before a sheet; the sheet of tickets itself reports 0.7 to 0.9."""
    return 0.7 * number / before_tickets if number <= before_tickets else 0.9


def write_workbook(
    study: Study,
    path: Path,
    words: Words,
    *,
    mask: bool = True,
    progress: Progress = silent,
    comparison: PeriodComparison | None = None,
) -> None:
    """Write the workbook of a study to `path`; raises `OutputError` if that fails."""
    check_output(path)
    book = build(study, words, mask=mask, progress=progress, comparison=comparison)
    with replace_file(path) as stream:
        book.save(stream)
    progress(Stage.REPORT, 1.0)
