"""Checks what a call wants written, and writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain import HERE, OutputError, ProjectDamaged, WorkersError

if TYPE_CHECKING:
    from supportlens.cli.call_request import CallRequest
    from supportlens.domain import CompanyLook, Progress, Study, Workers
    from supportlens.i18n import Words


def check_outputs(request: CallRequest) -> None:
    """Refuse, before the long work, outputs that cannot be written or would overwrite inputs."""
    from supportlens.app.output.exporting import check_output  # noqa: PLC0415 - help must not wait for openpyxl
    from supportlens.app.output.reports import check_report  # noqa: PLC0415 - as above

    if request.materials is not None and request.materials.exists() and not request.materials.is_dir():
        raise OutputError(str(request.materials), "no_folder")
    read = {
        path.resolve()
        for path in (*request.paths, *request.customers, request.changes, request.actions, request.look)
        if path is not None
    }
    taken: set[Path] = set()
    if request.report is not None:
        check_report(request.report)
    _look(request)  # raises an error before the long work if it is unusable
    for path in request.outputs:
        check_output(path)
        if path.resolve() in read and path == request.project:
            raise ProjectDamaged(str(path))
        if path.resolve() in read | taken:
            raise OutputError(str(path), "already_used")
        taken.add(path.resolve())


def write_outputs(
    study: Study, request: CallRequest, words: Words, workers: Workers, progress: Progress
) -> dict[Path, Path]:
    """Write what was asked for, and return where each went: to another name if its file was in use."""
    try:
        return _write(study, request, words, workers, progress)
    except WorkersError:  # what they found is not lost: this process masks the texts alone
        return _write(study, request, words, HERE, progress)


def _write(
    study: Study, request: CallRequest, words: Words, workers: Workers, progress: Progress
) -> dict[Path, Path]:
    from supportlens.app.output.agenda_files import write_agenda  # noqa: PLC0415 - as above
    from supportlens.app.output.exporting import write_json, write_tickets  # noqa: PLC0415 - as above
    from supportlens.app.output.handout_files import write_materials  # noqa: PLC0415 - as above
    from supportlens.app.output.reports import ReportRequest, write_letters, write_report  # noqa: PLC0415 - as above

    look = _look(request)
    language, mask = words.language, request.mask
    written: dict[Path, Path] = {}
    if request.report is not None:
        chosen = workers if workers.are_apart or request.workers.is_asked else None
        written[request.report] = write_report(
            study, request.report, language, mask=mask, progress=progress, look=look, workers=chosen
        )
    if request.json is not None and not request.prints_json:
        write_json(study, Path(request.json), language, mask=mask)
        written[Path(request.json)] = Path(request.json)
    if request.tickets is not None:
        write_tickets(study, request.tickets, language, mask=mask)
        written[request.tickets] = request.tickets
    if request.letters is not None:
        letter = ReportRequest(language, mask=mask, look=look)
        written[request.letters] = write_letters(study, request.letters, letter)
    if request.agenda is not None:
        write_agenda(study, request.agenda, words, mask=mask)
        written[request.agenda] = request.agenda
    if request.project is not None and request.project in request.outputs:
        written[request.project] = request.project
    if request.materials is not None:
        write_materials(study, request.materials, language, mask=mask)
        written[request.materials] = request.materials
    return written


def _look(request: CallRequest) -> CompanyLook | None:
    from supportlens.app.output.company_look import read_look  # noqa: PLC0415 - as above

    return None if request.look is None else read_look(request.look)
