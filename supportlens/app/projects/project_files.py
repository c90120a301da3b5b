"""Reads and writes whole project files, whatever their form."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.projects.project import Project, create
from supportlens.app.projects.text_projects import read_text_project
from supportlens.domain import ProjectDamaged
from supportlens.store import ProjectForm, faults_of, find_form

if TYPE_CHECKING:
    from supportlens.app.projects.step_history import StepHistory
    from supportlens.domain import EarlierStudy, Study

SUFFIX = ".supportlens"


def is_of_earlier_form(path: Path) -> bool:
    """Return whether a project was written by one of the first versions; raises what `find_form` raises."""
    return find_form(path) is ProjectForm.TEXT


def read_project(path: Path) -> EarlierStudy:
    """Read what is known from earlier studies, whatever the form of the file.

    Raises what `find_form` raises, and `ProjectDamaged` for a file that is truncated or altered.
    """
    if find_form(path) is ProjectForm.TEXT:
        return read_text_project(path)
    with Project.open(path, write=False) as project:
        try:
            return project.known()
        except KeyError as error:
            raise ProjectDamaged(str(path)) from error


def write_project(
    study: Study,
    path: Path,
    source: Path | None = None,
    history: StepHistory | None = None,
    *,
    keep_texts: bool | None = None,
) -> None:
    """Write a study to a project file, whole or not at all.

    A project that is there already is changed; an earlier one in JSON is kept as ``.bak`` and replaced.
    `source` is the project that the study was opened from, which has its files. `keep_texts` is whether the
    project holds what people wrote, None for as it is there or in the `source`. Raises `OutputError`,
    `ProjectHeld`, `ProjectBusy`, and what `find_form` raises for a file that must not be replaced.
    """
    from supportlens.report import check_output  # noqa: PLC0415 - needs openpyxl

    check_output(path)
    form = find_form(path) if path.exists() else None
    if form is ProjectForm.STORE and (source is None or _is_same_file(path, source)):
        with Project.open(path) as project:
            project.refuse_if_read_only()
            project.save(study, history, keep_texts=keep_texts)
        return
    files = None
    if source is not None:
        with Project.open(source, write=False) as project:
            keep_texts = project.keeps_texts if keep_texts is None else keep_texts
            files = project.read_files() if not study.tickets.read else None
    if form is ProjectForm.TEXT:
        _keep_beside(path)
    create(path, study, files, history, keep_texts=keep_texts is not False)


def _is_same_file(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _keep_beside(path: Path) -> None:
    """Copy an earlier project to a name that no file has: ``mesa.supportlens.bak``."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    beside, number = path.with_name(path.name + ".bak"), 1
    content = path.read_bytes()
    while beside.exists() and beside.read_bytes() != content:
        number += 1
        beside = path.with_name(f"{path.name}.{number}.bak")
    with faults_of(beside), replace_file(beside) as stream:
        stream.write(content)
