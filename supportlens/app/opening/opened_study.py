"""From files to an open study: the analysis and its options."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.analysis.countries import known_countries
from supportlens.app.projects.project_files import SUFFIX
from supportlens.app.statements.kind_corrections import CorrectionMemory
from supportlens.app.workers.text_storage import hold_texts_once
from supportlens.children import FEW_TICKETS
from supportlens.domain import (
    HERE,
    Definitions,
    InputError,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    WorkersRequest,
)
from supportlens.domain.recut_cache import RecutCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.app.intake.inputs import FoundInput
    from supportlens.app.projects.extending import AnalysisSettings
    from supportlens.app.projects.step_history import StepHistory
    from supportlens.domain import (
        Correction,
        Decisions,
        EarlierStudy,
        ImportGuess,
        Progress,
        Show,
        Study,
        Workers,
    )

    Ask = Callable[[ImportGuess, Progress], Decisions | None]
    AskDesk = Callable[[str, str, Progress], bool]


@dataclass(frozen=True, slots=True)
class OpenedStudy:
    """A study and the files it was made from."""

    study: Study
    paths: tuple[Path, ...]
    project: Path | None = None
    """The project that it belongs to, if any."""
    modified: bool = False
    """Whether it has changes that are not in its project."""
    work: str = ""
    """The id of the unsaved work it was opened from, "" for none."""
    found: tuple[FoundInput, ...] = ()
    """How the input files of the project were found."""
    cut_from: Study | None = None
    """The study whose tickets were regrouped, None for any other origin."""
    history: StepHistory | None = None
    """The steps that led to the study, None without any."""
    lost: tuple[str, ...] = ()
    """The fields of the study that are damaged in its project, which is only read then."""
    revision: str | None = None
    """The state of the project's file when it was read, None if that is not known."""
    extended: bool = False
    """Whether the files were just added to the project: `Study.extension` is news."""

    def is_of(self, other: OpenedStudy) -> bool:
        """Return whether this is the same log as `other`, grouped into another number of symptoms."""
        return self.study.stage_results is not None and self.study.stage_results is other.study.stage_results


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """How files are analysed: who answers questions, which model, which holidays, which corrections.

    A country without known public holidays is ignored. `corrections` is the file of earlier
    corrections, `unsaved` the folder of unsaved work.
    """

    ask: Ask | None = None
    ask_desk: AskDesk | None = None
    """Whether files of another desk shall be added to the open project; None adds them."""
    model_folder: Path | None = None
    country: str | None = None
    corrections: Path | None = None
    unsaved: Path | None = None
    definitions: Definitions = field(default_factory=Definitions)
    own_rules: Path | None = None
    """A company's own rules of coding."""
    floor: tuple[float, ...] = ()
    """Least tickets a week, people and hours a month for a training; empty for the usual ones."""
    show: Show | None = None
    """Who receives what can be shown before the analysis is done."""


@dataclass(frozen=True, slots=True)
class AlreadyOpen:
    """What is open while files are analysed; the study itself is fetched only where it is needed."""

    project: Path | None
    fetch: Callable[[], OpenedStudy]


DEFAULT_OPTIONS = AnalysisOptions()


_SMALL_PROJECT = 5_000_000
"""Bytes up to which a project is opened by the process that shows it.

Measured: 1 000 tickets take 1.1 million; a child would take two seconds to begin what takes tenths of one.
"""


def tickets_to_analyse(paths: tuple[Path, ...]) -> int | None:
    """Return 0 for a project that is opened at once, None for what is analysed or of many tickets."""
    from supportlens.app.projects.project_files import is_of_earlier_form  # noqa: PLC0415 - as below

    if len(paths) != 1 or not is_project(paths[0]):
        return None
    try:
        if is_of_earlier_form(paths[0]) or paths[0].stat().st_size > _SMALL_PROJECT:
            return None
    except (InputError, OSError):
        return 0  # what is wrong with it is found at once too
    return 0


def analyse_files(
    paths: tuple[Path, ...], already: AlreadyOpen | None, options: AnalysisOptions, progress: Progress
) -> OpenedStudy:
    """Analyse files as `_open_files` does, code their contacts and plan as the options say.

    Large files are worked on by processes beside this one, which end with it.
    """
    from supportlens.app.workers.opening import open_workers  # noqa: PLC0415 - as below

    hold_texts_once()
    with open_workers(WorkersRequest(), paths) as workers:
        opened = _open_files(paths, already, progress, options, workers)
    return replace(opened, study=_without_caches(_apply_choices(opened.study, options)))


def _without_caches(study: Study) -> Study:
    """Return a study of many tickets without what speeds up another cut.

    Such a study is cut again by a child, to which sending them takes longer than making them anew; and a
    million small objects silence the window whenever Python looks for garbage.
    """
    if study.stage_results is None or len(study.tickets) <= FEW_TICKETS:
        return study
    return replace(study, stage_results=replace(study.stage_results, cache=RecutCache()))


def _open_files(
    paths: tuple[Path, ...],
    already: AlreadyOpen | None,
    progress: Progress,
    options: AnalysisOptions,
    workers: Workers,
) -> OpenedStudy:
    """Analyse files; a change calendar on its own is added to the files `already` open.

    A project among them is opened, and the other files are added to it. Files opened while a project is open
    are added to that project.
    Raises what `app.analyse` and `app.reopen` raise; where the files have neither tickets nor a
    new change, the error of analysing them alone.
    """
    projects = [path for path in paths if is_project(path)]
    if projects:
        return _open_project(
            projects[0], tuple(p for p in paths if p not in projects), progress, options, workers
        )
    if already is not None and already.project is not None:
        return _extend(already.fetch(), paths, progress, options, workers)
    try:
        return OpenedStudy(_analyse(paths, progress, options, None, workers), paths)
    except (NothingToAnalyse, NoTextColumn, NoTickets):
        if already is None:
            raise
        opened = already.fetch()
        together = (*(path for path in opened.paths if path not in paths), *paths)
        study = _analyse(together, progress, options, None, workers)
        if study.calendar == opened.study.calendar:
            raise
    return OpenedStudy(study, together)


def analyse_again(opened: OpenedStudy, options: AnalysisOptions, progress: Progress) -> OpenedStudy:
    """Analyse the files of the open project again, as this version of the program does."""
    from supportlens.app.projects.living import renew_study  # noqa: PLC0415 - as below

    hold_texts_once()
    study = renew_study(opened.study, opened.project, _settings(options, progress))
    study = _apply_choices(study, options)
    history = opened.history.settle() if opened.history else None
    return replace(opened, study=study, modified=True, found=(), cut_from=None, history=history, lost=())


def _apply_choices(study: Study, options: AnalysisOptions) -> Study:
    """Return the study coded and planned as a person chose."""
    from supportlens.app.statements.coding_practice import apply_practice  # noqa: PLC0415 - as below
    from supportlens.app.statements.plan_floor import apply_floor  # noqa: PLC0415 - as below

    return apply_floor(apply_practice(study, options.definitions, options.own_rules), options.floor)


def _settings(options: AnalysisOptions, progress: Progress, workers: Workers = HERE) -> AnalysisSettings:
    from supportlens.app.projects.extending import AnalysisSettings  # noqa: PLC0415 - as below

    return AnalysisSettings(
        options.model_folder,
        _country(options),
        _corrections(options),
        progress,
        _decider(options, progress),
        workers=workers,
    )


def _extend(
    already: OpenedStudy,
    paths: tuple[Path, ...],
    progress: Progress,
    options: AnalysisOptions,
    workers: Workers,
) -> OpenedStudy:
    """Add files to the project that is open; what was said since it was saved counts."""
    from supportlens.app.projects.extending import OtherDesk  # noqa: PLC0415 - as below
    from supportlens.app.projects.living import extend_study  # noqa: PLC0415 - as below

    settings = _settings(options, progress, workers)
    ask, project = options.ask_desk, already.project
    if ask is not None and project is not None:

        def accept(files: tuple[str, ...]) -> bool:
            return ask(", ".join(Path(file).name for file in files), project.stem, progress)

        settings = replace(settings, accept_other_desk=accept)
    try:
        study = extend_study(already.study, already.project, paths, settings)
    except OtherDesk:
        return OpenedStudy(_analyse(paths, progress, options, None, workers), paths)
    changed = study.extension is None or not study.extension.changed_nothing
    return replace(
        already,
        study=study,
        paths=(*already.paths, *(path for path in paths if path not in already.paths)),
        modified=already.modified or changed,
        found=(),
        cut_from=None,
        history=already.history.settle() if changed and already.history else already.history,
        extended=True,
    )


def _open_project(
    path: Path,
    logs: tuple[Path, ...],
    progress: Progress,
    options: AnalysisOptions,
    workers: Workers,
) -> OpenedStudy:
    """Open a project or its unsaved work, with its own logs or with others."""
    from supportlens.app.projects.project_files import is_of_earlier_form, read_project  # noqa: PLC0415 - as below
    from supportlens.app.projects.reopening import reopen  # noqa: PLC0415 - as below
    from supportlens.app.projects.unsaved_work import Recovery  # noqa: PLC0415 - as below

    unsaved = Recovery(options.unsaved).of(path) if options.unsaved else None
    project, work = (unsaved.project, unsaved.work) if unsaved else (path, "")
    modified = unsaved is not None
    if logs and is_of_earlier_form(path):
        study = _analyse(logs, progress, options, read_project(path), workers)
        return OpenedStudy(study, logs, project, modified=True, work=work)
    again = reopen(
        path,
        home=(unsaved.project or Path(unsaved.name or path)) if unsaved else None,
        model_folder=options.model_folder,
        country=_country(options),
        corrections=_corrections(options),
        progress=progress,
        decide=_decider(options, progress),
    )
    opened = OpenedStudy(
        again.study,
        again.logs,
        project,
        modified,
        work,
        again.found,
        history=again.history,
        lost=again.lost,
        revision=None if unsaved else again.revision,
    )
    return _extend(opened, logs, progress, options, workers) if logs else opened


def _analyse(
    paths: tuple[Path, ...],
    progress: Progress,
    options: AnalysisOptions,
    known: EarlierStudy | None,
    workers: Workers,
) -> Study:
    from supportlens.app import analyse  # noqa: PLC0415 - the window's first paint must not wait for it
    from supportlens.app.analysis.concluding import keep_continuation  # noqa: PLC0415 - as above

    study = analyse(
        paths,
        model_folder=options.model_folder,
        known=known,
        country=(known.country if known else None) or _country(options),
        corrections=_corrections(options),
        progress=progress,
        decide=_decider(options, progress),
        show=options.show,
        workers=workers,
    )
    return keep_continuation(study, known.continuation if known else None)


def _corrections(options: AnalysisOptions) -> tuple[Correction, ...]:
    return CorrectionMemory(options.corrections).all() if options.corrections else ()


def _country(options: AnalysisOptions) -> str | None:
    return options.country if options.country in known_countries() else None


def _decider(
    options: AnalysisOptions, progress: Progress
) -> Callable[[ImportGuess], Decisions | None] | None:
    ask = options.ask
    return (lambda guess: ask(guess, progress)) if ask else None


def recut_study(opened: OpenedStudy, level: int, progress: Progress) -> OpenedStudy:
    """Regroup the open tickets into `level` symptoms; 0 lets the program choose."""
    from supportlens.app import recut  # noqa: PLC0415 - as above

    return replace(opened, study=recut(opened.study, level, progress=progress), cut_from=opened.study)


def is_project(path: Path) -> bool:
    """Return whether a path has the suffix of a project."""
    return path.suffix.lower() == SUFFIX
