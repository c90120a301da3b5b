"""What a person asks to be exported, and the writing of it, in whichever process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import ReadFiles
from supportlens.domain.recut_cache import RecutCache

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


def for_report(study: Study) -> Study:
    """Return a study without what no report shows: the files as they were read, and the vectors of the texts.

    They are most of a large study, and another process writes it.
    """
    lean = replace(study, tickets=replace(study.tickets, read=ReadFiles()))
    results = study.stage_results
    if results is None:
        return lean
    vectors = results.vectors
    none = vectors.codes[:0]
    empty = replace(
        vectors, codes=none, matrix=vectors.matrix[:0], texts=(), weights=none, spaces=none, crossing=None
    )
    return replace(lean, stage_results=replace(results, vectors=empty, cache=RecutCache()))


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
