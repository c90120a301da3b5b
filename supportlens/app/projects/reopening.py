"""Opens a project at once; an earlier one in JSON has its logs found and analysed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.app.analysis.analysing import analyse
from supportlens.app.analysis.concluding import keep_continuation, recut
from supportlens.app.intake.inputs import FoundInput, InputState, find_input
from supportlens.app.projects.project import Project
from supportlens.app.projects.project_files import read_project
from supportlens.app.projects.step_history import StepHistory
from supportlens.domain import InputRole, SupportLensError, silent
from supportlens.store import ProjectForm, find_form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import Correction, Decide, EarlierStudy, Progress, Study


class LogsGone(SupportLensError):  # noqa: N818 - errors are named after the fact, as in the domain
    """No log of a project was found; `names` are their file names.

    `home` is the project itself if `project` is its unsaved work.
    """

    def __init__(self, project: Path, names: tuple[str, ...], home: Path) -> None:
        super().__init__(project, names, home)
        self.project = project
        self.names = names
        self.home = home


@dataclass(frozen=True, slots=True)
class ReopenedProject:
    """A study of a project, and how each of the logs of an earlier project was found."""

    study: Study
    found: tuple[FoundInput, ...]
    history: StepHistory | None = None
    """The steps that led to the study, None without any."""
    lost: tuple[str, ...] = ()
    """The fields of the study that are damaged."""
    revision: str | None = None
    """The state of the project's file when it was read, None for an earlier project."""

    @property
    def logs(self) -> tuple[Path, ...]:
        """Return the files that were read as logs."""
        return _find_paths(self.found, InputRole.LOG)


def reopen(
    project: Path,
    *,
    home: Path | None = None,
    model_folder: Path | None = None,
    country: str | None = None,
    corrections: Iterable[Correction] = (),
    progress: Progress = silent,
    decide: Decide | None = None,
) -> ReopenedProject:
    """Return the study of a project as it was saved; an earlier project in JSON is analysed with its logs.

    Missing files are left out, changed ones are read. `home` is the project that unsaved work at
    `project` belongs to: files are looked for next to it. `country` is used if the project names
    none. Raises what `read_project` and `analyse` raise, and `LogsGone` if no log of the project
    is left.
    """
    if find_form(project) is ProjectForm.STORE:
        with Project.open(project, write=False) as opened:
            study = opened.study()
            history = None if opened.lost else opened.history(study)
            return ReopenedProject(study, (), history, opened.lost, opened.revision)
    known = read_project(project)
    home = home or project
    found = tuple(find_input(one, home) for one in known.inputs)
    logs = _find_paths(found, InputRole.LOG)
    if not logs:
        names = tuple(one.path.name for one in found if one.input.role is InputRole.LOG)
        raise LogsGone(project, names, home)
    study = analyse(
        logs,
        changes=next(iter(_find_paths(found, InputRole.CHANGES)), None),
        customers=_find_paths(found, InputRole.CUSTOMERS),
        actions=next(iter(_find_paths(found, InputRole.ACTIONS)), None),
        model_folder=model_folder,
        known=known,
        country=known.country or country,
        corrections=corrections,
        progress=progress,
        decide=decide,
    )
    study = keep_continuation(study, known.continuation)
    if known.level in study.levels and known.level != study.default_level:
        study = recut(study, known.level, progress=progress)
    return ReopenedProject(study, found)


def needs_renewal(study: Study) -> bool:
    """Return whether a study was made by another version, or came without what other cuts of it need."""
    return study.engine.version != __version__ or (study.stage_results is None and bool(study.symptoms))


def find_logs(known: EarlierStudy, project: Path) -> tuple[Path, ...]:
    """Return the logs of an earlier project that are still there."""
    return _find_paths(tuple(find_input(one, project) for one in known.inputs), InputRole.LOG)


def _find_paths(found: tuple[FoundInput, ...], role: InputRole) -> tuple[Path, ...]:
    return tuple(one.path for one in found if one.input.role is role and one.state is not InputState.GONE)
