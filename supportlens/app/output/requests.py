"""What a person asks to be exported, and the writing of it, in whichever process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import CompanyLook, Progress, Study


class ExportRequest(NamedTuple):
    """What to write, its language, and whether to mask names.

    The form is ``xlsx``, ``pdf``, ``png``, ``html``, ``letters``, ``csv``, ``json`` or ``left_out``.
    """

    form: str
    language: str
    mask: bool
    region: str = ""
    """Whose numbers and dates the sentences have, "" for those of the language."""
    look: CompanyLook | None = None
    """How the company wants it to look."""


def write(wanted: ExportRequest, study: Study, path: Path, progress: Progress) -> Path:
    """Write a study to `path` and return the path; raises OutputError if that fails."""
    from supportlens.app.output import exporting, reports  # noqa: PLC0415 - too slow for the start of a window

    if wanted.form == "csv":
        exporting.write_tickets(study, path, wanted.language, mask=wanted.mask)
    elif wanted.form == "left_out":
        exporting.write_left_out(study, path, wanted.language)
    elif wanted.form == "json":
        exporting.write_json(study, path, wanted.language, mask=wanted.mask)
    elif wanted.form == "letters":
        request = reports.ReportRequest(wanted.language, wanted.region, wanted.mask, wanted.look)
        return reports.write_letters(study, path, request)
    else:
        return reports.write_report(
            study,
            path,
            wanted.language,
            region=wanted.region,
            mask=wanted.mask,
            progress=progress,
            look=wanted.look,
        )
    return path
