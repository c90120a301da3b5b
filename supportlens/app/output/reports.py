"""Writes the report in the form that the ending of its name asks for."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from supportlens.app.output.exporting import compare_last_weeks, write_json, write_tickets
from supportlens.app.workers.opening import open_text_workers
from supportlens.domain import HERE, CompanyLook, OutputError, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from supportlens.domain import Progress, Study, Workers
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """How a report is written: its language, with the numbers of a region; masked or not; its look."""

    language: str
    region: str = ""
    mask: bool = True
    look: CompanyLook | None = None
    workers: Workers | None = None
    """Who masks the texts of tickets; None for as many processes as are worth it."""


def write_report(
    study: Study,
    path: Path,
    language: str,
    *,
    region: str = "",
    mask: bool = True,
    progress: Progress = silent,
    look: CompanyLook | None = None,
    workers: Workers | None = None,
) -> Path:
    """Write the report of a study and return its path; raises `OutputError` if that fails.

    The ending decides: the workbook (.xlsx), its summary (.pdf, .png), its pages without the tickets as one
    web page (.html), one row per ticket (.csv), all findings (.json). Another program may have the file
    open: the report then gets a name beside it. `workers` mask the texts of tickets, by default as many
    processes as are worth it.
    """
    check_report(path)
    request = ReportRequest(language, region, mask, look, workers)
    return REPORT_FORMS[path.suffix.lower()](study, path, request, progress)


def check_report(path: Path) -> None:
    """Raise `OutputError` for an ending that no report has; its detail is ``unknown_form``."""
    if path.suffix.lower() not in REPORT_FORMS:
        raise OutputError(str(path), "unknown_form")


def write_letters(study: Study, path: Path, request: ReportRequest) -> Path:
    """Write the letters to those who must act as a PDF, a page each, and return its path."""
    return _write_pages(study, path, request, silent, sheets=("letters",))


def _write_workbook(study: Study, path: Path, request: ReportRequest, progress: Progress) -> Path:
    from supportlens.report import write_workbook  # noqa: PLC0415 - slow to import

    with _masking_workers(study, request) as workers:
        return write_workbook(
            study,
            path,
            _words(request, study),
            mask=request.mask,
            progress=progress,
            comparison=compare_last_weeks(study),
            look=request.look,
            workers=workers,
        )


def _masking_workers(study: Study, request: ReportRequest) -> AbstractContextManager[Workers]:
    if request.workers is not None or not request.mask:
        return nullcontext(request.workers or HERE)
    return open_text_workers(study.tickets)


def _words(request: ReportRequest, study: Study) -> Words:
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel

    return words_for(request.language, request.region).of_log(study.tickets)


def _write_pages(
    study: Study, path: Path, request: ReportRequest, progress: Progress, *, sheets: tuple[str, ...]
) -> Path:
    """Write the first of some sheets as a PDF or as a picture; its charts may need the others."""
    from supportlens.report import check_output, write_whole  # noqa: PLC0415 - slow to import
    from supportlens.report.printing.pages import pdf_of, picture_of  # noqa: PLC0415 - needs Qt

    check_output(path)
    words = _words(request, study)
    book = _draft(study, words, request, sheets)
    sheet = book.sheets[0]
    is_picture = path.suffix.lower() == ".png"
    content = picture_of(book, sheet, words) if is_picture else pdf_of(book, (sheet,), words)
    written = write_whole(path, lambda stream: _put(content, stream.write))
    _tell_end(progress)
    return written


def _write_web_page(study: Study, path: Path, request: ReportRequest, progress: Progress) -> Path:
    """Write all sheets but the tickets as one web page, which needs no other file."""
    from supportlens.report import all_sheets, build, check_output, page_of, write_whole  # noqa: PLC0415 - as above

    check_output(path)
    words = _words(request, study)
    book = build(
        study,
        words,
        mask=request.mask,
        comparison=compare_last_weeks(study),
        look=request.look,
        only=[sheet.name for sheet in all_sheets() if sheet.name != _TICKETS],
    )
    content = page_of(book, words).encode("utf-8", errors="replace")
    written = write_whole(path, lambda stream: _put(content, stream.write))
    _tell_end(progress)
    return written


def _put(content: bytes, write: Callable[[bytes], object]) -> None:
    write(content)


def _draft(study: Study, words: Words, request: ReportRequest, sheets: tuple[str, ...]) -> BookDraft:
    from supportlens.report import build  # noqa: PLC0415 - slow to import

    return build(study, words, mask=request.mask, look=request.look, only=sheets)


def _tell_end(progress: Progress) -> None:
    from supportlens.domain import Stage  # noqa: PLC0415 - beside its only use

    progress(Stage.REPORT, 1.0)


def _write_tickets(study: Study, path: Path, request: ReportRequest, progress: Progress) -> Path:
    write_tickets(study, path, request.language, mask=request.mask)
    _tell_end(progress)
    return path


def _write_json(study: Study, path: Path, request: ReportRequest, progress: Progress) -> Path:
    write_json(study, path, request.language, mask=request.mask)
    _tell_end(progress)
    return path


_TICKETS = "tickets"
"""The sheet that no web page holds: thousands of rows, which the table of tickets has."""
_SUMMARY = ("summary", "timeline")
REPORT_FORMS: dict[str, Callable[[Study, Path, ReportRequest, Progress], Path]] = {
    ".xlsx": _write_workbook,
    ".pdf": partial(_write_pages, sheets=_SUMMARY),
    ".png": partial(_write_pages, sheets=_SUMMARY),
    ".html": _write_web_page,
    ".csv": _write_tickets,
    ".json": _write_json,
}
"""What writes a report, by the ending of its name."""
