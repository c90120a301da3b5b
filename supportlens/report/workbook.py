"""The workbook: its sheets in order, written completely or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import HERE, CompanyLook, Stage, silent
from supportlens.report.editing.reading import FILES, LANGUAGE, MASKED, name_files
from supportlens.report.layout.book import BookDraft, new_book
from supportlens.report.layout.number_formats import find_formats
from supportlens.report.masking.masked_findings import mask_findings
from supportlens.report.masking.masker import Masker
from supportlens.report.registry import all_sheets
from supportlens.report.sheet import MASKED_FROM, MASKED_TO, Edition
from supportlens.report.writing.files import check_output, write_whole
from supportlens.report.writing.safe_text import ROW_LIMIT

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from typing import IO

    from supportlens.domain import PeriodComparison, Progress, Study, Workers
    from supportlens.i18n import Words

_MOST_FILES = 19
"""Files named in a property of the workbook, which holds 255 characters."""


def build(
    study: Study,
    words: Words,
    *,
    mask: bool = True,
    progress: Progress = silent,
    row_limit: int = ROW_LIMIT,
    comparison: PeriodComparison | None = None,
    look: CompanyLook | None = None,
    only: Collection[str] = (),
    workers: Workers = HERE,
) -> BookDraft:
    """Return the workbook of a study as values.

    `row_limit` is the most rows that a sheet of tickets may have, including its header;
    `comparison` compares two periods of this study, None if there is no comparison; `look` is that of
    the company, None for the program's own; `only` names the sheets to draft, none for all; `workers` mask
    the texts.
    """
    masker = Masker(study, words) if mask else None
    shown = mask_findings(study, masker) if masker else study
    edition = Edition(masker, progress, row_limit, comparison, workers)
    book = new_book(look or CompanyLook(), find_formats(words))
    book.title = words.say("Why customers call")
    book.properties = {
        FILES: " ".join(sorted(name_files(study))[:_MOST_FILES]),
        LANGUAGE: words.language,
        MASKED: "1" if mask else "0",
    }
    sheets = [sheet for sheet in all_sheets() if not only or sheet.name in only]
    before_tickets = next((at for at, sheet in enumerate(sheets) if sheet.name == "tickets"), len(sheets))
    for number, sheet in enumerate(sheets):
        edition = replace(edition, done=_drafted(number, before_tickets))
        edition.go_on()
        sheet.add(book, shown, words, edition)
    return book


def _drafted(number: int, before_tickets: int) -> float:
    """Return the part of the work that is done before a sheet; that of the tickets takes the most."""
    return MASKED_FROM * number / max(1, before_tickets) if number <= before_tickets else MASKED_TO


def save_book(book: BookDraft, stream: IO[bytes], progress: Progress = silent) -> None:
    """Write a workbook of values into a stream."""
    from supportlens.report.xlsx.book_writing import write_book  # noqa: PLC0415 - only where it is written

    write_book(book, stream, lambda done: progress(Stage.REPORT, MASKED_TO + (1 - MASKED_TO) * done))


def write_workbook(
    study: Study,
    path: Path,
    words: Words,
    *,
    mask: bool = True,
    progress: Progress = silent,
    comparison: PeriodComparison | None = None,
    look: CompanyLook | None = None,
    workers: Workers = HERE,
) -> Path:
    """Write the workbook of a study and return its path; raises `OutputError` if that fails.

    The path is `path`, or a name beside it where another program has that file open.
    """
    check_output(path)
    book = build(
        study, words, mask=mask, progress=progress, comparison=comparison, look=look, workers=workers
    )
    written = write_whole(path, lambda stream: save_book(book, stream, progress))
    progress(Stage.REPORT, 1.0)
    return written
