"""A project that grows over the months: its study is said at once, files are added and taken out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.analysing import analyse
from supportlens.app.projects.copies import keep_copy
from supportlens.app.projects.extending import (
    AnalysisSettings,
    KnownProject,
    analyse_again,
    extend,
    remove_files,
    take_out,
)
from supportlens.app.projects.project import Project
from supportlens.app.projects.project_files import read_project, write_project
from supportlens.app.projects.remembering import remember_uncorrected
from supportlens.app.projects.reopening import find_logs, reopen
from supportlens.app.projects.without_texts.reading_again import read_again
from supportlens.domain import FileMissing, silent
from supportlens.store import ProjectForm, find_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from supportlens.domain import Progress, ProjectFile, Study


def extend_project(
    path: Path,
    paths: Iterable[Path],
    settings: AnalysisSettings,
    *,
    changes: Path | None = None,
    customers: Iterable[Path] = (),
    actions: Path | None = None,
) -> Study:
    """Add files to a project and save it; return its study. A project that does not exist is made.

    Without files the study is returned as it was saved. A project in an earlier form is made anew from its
    logs and the files. Raises what `extend` and `Project.save` raise, and `ProjectHeld` before any long work.
    """
    paths, customers = tuple(paths), tuple(customers)
    if not path.exists():
        if not paths:
            raise FileMissing(str(path))
        return _begin(path, paths, settings, changes, customers, actions)
    if find_form(path) is ProjectForm.TEXT:
        return _renew(path, paths, settings, changes, customers, actions)
    if not paths and changes is None and actions is None and not customers and not settings.counted_apart:
        return _say_again(path, settings)
    _refuse_damaged(path)
    with Project.open(path) as project:
        project.refuse_if_read_only()
        known = know(project, further=paths, settings=settings)
        history = project.history(known.study).settle()
        study = extend(known, paths, settings, changes=changes, customers=customers, actions=actions)
        changed = settings.counted_apart or study.extension is None or not study.extension.changed_nothing
        if changed or settings.keep_texts not in (None, project.keeps_texts):
            keep_copy(path)
            project.save(study, history, keep_texts=settings.keep_texts)
        return study


def _refuse_damaged(path: Path) -> None:
    """Raise `ProjectDamaged` for a project that cannot be read as a whole; nothing is written to the file."""
    with Project.open(path, write=False) as project:
        project.study()
        if project.lost:
            project.refuse_if_read_only()


def _say_again(path: Path, settings: AnalysisSettings) -> Study:
    """Return the study of a project as it was saved, with its texts left out or brought back if asked for."""
    with Project.open(path, write=settings.keep_texts is not None) as project:
        study = project.study()
        if settings.keep_texts in (None, project.keeps_texts):
            return study
        project.refuse_if_read_only()
        history = project.history(study)
        if settings.keep_texts:
            study = analyse_again(know(project, study, settings=settings), settings)
            history = history.settle()
        project.save(study, history, keep_texts=settings.keep_texts)
        return study


def extend_study(study: Study, path: Path | None, paths: Iterable[Path], settings: AnalysisSettings) -> Study:
    """Return a study that is open together with further files; nothing is saved.

    `path` is its project, which has the files of a study that was opened from it.
    """
    paths = tuple(paths)
    return extend(_know_open(study, path, paths, settings), paths, settings)


def renew_study(study: Study, path: Path | None, settings: AnalysisSettings) -> Study:
    """Return a study that is open, analysed again by this version of the program; nothing is saved."""
    return analyse_again(_know_open(study, path, (), settings), settings)


def _know_open(
    study: Study, path: Path | None, further: tuple[Path, ...], settings: AnalysisSettings
) -> KnownProject:
    if study.tickets.read and study.stage_results is not None:
        return KnownProject(study, study.tickets.read, remember_uncorrected(study))
    if path is None:
        raise FileMissing("")
    with Project.open(path, write=False) as project:
        return know(project, study, further=further, settings=settings)


def remove_from_project(
    path: Path,
    choose: Callable[[tuple[ProjectFile, ...]], Iterable[str]],
    *,
    progress: Progress = silent,
) -> Study:
    """Take the files that `choose` returns out of a project and save it; return its study."""
    _refuse_damaged(path)
    with Project.open(path) as project:
        project.refuse_if_read_only()
        wanted = tuple(choose(project.list_files()))
        known = know(project, without=wanted, settings=AnalysisSettings(progress=progress))
        study = remove_files(known, wanted, AnalysisSettings(progress=progress))
        keep_copy(path)
        project.save(study, project.history(known.study).settle())
        return study


def know(
    project: Project,
    study: Study | None = None,
    *,
    further: Iterable[Path] = (),
    without: Iterable[str] = (),
    settings: AnalysisSettings | None = None,
) -> KnownProject:
    """Return what a project knows, with its `study` as it is now, if it is at hand.

    The files of one that keeps no texts are read again, where they are or among the `further` ones, but for
    those at the paths `without`; raises what `read_again` raises.
    """
    current = study or project.study()
    known = project.known() if current.stage_results is None else remember_uncorrected(current)
    if current.tickets.read:
        return KnownProject(current, current.tickets.read, known)
    files = project.read_files()
    if not project.keeps_texts:
        chosen = settings or AnalysisSettings()
        kept = take_out(files, without)
        read = read_again(
            kept, current.inputs, project.path, further, workers=chosen.workers, progress=chosen.progress
        )
        whole = {id(bare): table for bare, table in zip(kept.logs, read.logs, strict=True)}
        whole |= {id(bare): table for bare, table in zip(kept.customers, read.customers, strict=True)}
        files = replace(
            files,
            logs=tuple(whole.get(id(table), table) for table in files.logs),
            customers=tuple(whole.get(id(table), table) for table in files.customers),
        )
    return KnownProject(current, files, known)


def _begin(
    path: Path,
    paths: tuple[Path, ...],
    settings: AnalysisSettings,
    changes: Path | None,
    customers: tuple[Path, ...],
    actions: Path | None,
) -> Study:
    study = analyse(
        paths,
        changes=changes,
        customers=customers,
        actions=actions,
        model_folder=settings.model_folder,
        country=settings.country,
        corrections=settings.corrections,
        progress=settings.progress,
        decide=settings.decide,
        workers=settings.workers,
        counted_apart=settings.counted_apart,
    )
    write_project(study, path, keep_texts=settings.keep_texts)
    return study


def _renew(
    path: Path,
    paths: tuple[Path, ...],
    settings: AnalysisSettings,
    changes: Path | None,
    customers: tuple[Path, ...],
    actions: Path | None,
) -> Study:
    """Analyse the logs of an earlier project that are still there together with further files."""
    known = read_project(path)
    if not paths:
        study = reopen(
            path,
            model_folder=settings.model_folder,
            country=settings.country,
            corrections=settings.corrections,
            progress=settings.progress,
            decide=settings.decide,
        ).study
    else:
        resolved = {each.resolve() for each in paths}
        logs = tuple(each for each in find_logs(known, path) if each.resolve() not in resolved)
        study = analyse(
            (*logs, *paths),
            changes=changes,
            customers=customers,
            actions=actions,
            known=known,
            model_folder=settings.model_folder,
            country=known.country or settings.country,
            corrections=settings.corrections,
            progress=settings.progress,
            decide=settings.decide,
            workers=settings.workers,
            counted_apart=settings.counted_apart,
        )
    write_project(study, path, keep_texts=settings.keep_texts)
    return study
