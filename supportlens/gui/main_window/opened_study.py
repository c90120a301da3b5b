"""From files to an open study: the analysis, its options, and what dropping files will do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.analysis.countries import known_countries
from supportlens.app.projects.project_files import SUFFIX
from supportlens.app.statements.kind_corrections import CorrectionMemory
from supportlens.domain import Definitions, NoTextColumn, NothingToAnalyse, NoTickets
from supportlens.domain.tickets.file_suffixes import DOCUMENT_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from supportlens.app.intake.inputs import FoundInput
    from supportlens.app.projects.extending import AnalysisSettings
    from supportlens.app.projects.step_history import StepHistory
    from supportlens.domain import Correction, Decisions, EarlierStudy, ImportGuess, Progress, Study
    from supportlens.i18n import Words

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


DEFAULT_OPTIONS = AnalysisOptions()


def analyse_files(
    paths: tuple[Path, ...],
    already: OpenedStudy | None,
    progress: Progress,
    options: AnalysisOptions = DEFAULT_OPTIONS,
) -> OpenedStudy:
    """Analyse files as `_open_files` does, and code their contacts as the options say."""
    from supportlens.app.statements.coding_practice import apply_practice  # noqa: PLC0415 - as below

    opened = _open_files(paths, already, progress, options)
    study = apply_practice(opened.study, options.definitions, options.own_rules)
    return opened if study is opened.study else replace(opened, study=study)


def _open_files(
    paths: tuple[Path, ...], already: OpenedStudy | None, progress: Progress, options: AnalysisOptions
) -> OpenedStudy:
    """Analyse files; a change calendar on its own is added to the files `already` open.

    A project among them is opened, and the other files are added to it. Files opened while a project is open
    are added to that project.
    Raises what `app.analyse` and `app.reopen` raise; where the files have neither tickets nor a
    new change, the error of analysing them alone.
    """
    projects = [path for path in paths if is_project(path)]
    if projects:
        return _open_project(projects[0], tuple(p for p in paths if p not in projects), progress, options)
    if already is not None and already.project is not None:
        return _extend(already, paths, progress, options)
    try:
        return OpenedStudy(_analyse(paths, progress, options, None), paths)
    except (NothingToAnalyse, NoTextColumn, NoTickets):
        if already is None:
            raise
        together = (*(path for path in already.paths if path not in paths), *paths)
        study = _analyse(together, progress, options, None)
        if study.calendar == already.study.calendar:
            raise
    return OpenedStudy(study, together)


def analyse_again(opened: OpenedStudy, progress: Progress, options: AnalysisOptions) -> OpenedStudy:
    """Analyse the files of the open project again, as this version of the program does."""
    from supportlens.app.projects.living import renew_study  # noqa: PLC0415 - as below
    from supportlens.app.statements.coding_practice import apply_practice  # noqa: PLC0415 - as below

    study = renew_study(opened.study, opened.project, _settings(options, progress))
    study = apply_practice(study, options.definitions, options.own_rules)
    history = opened.history.settle() if opened.history else None
    return replace(opened, study=study, modified=True, found=(), cut_from=None, history=history, lost=())


def _settings(options: AnalysisOptions, progress: Progress) -> AnalysisSettings:
    from supportlens.app.projects.extending import AnalysisSettings  # noqa: PLC0415 - as below

    return AnalysisSettings(
        options.model_folder, _country(options), _corrections(options), progress, _decider(options, progress)
    )


def _extend(
    already: OpenedStudy, paths: tuple[Path, ...], progress: Progress, options: AnalysisOptions
) -> OpenedStudy:
    """Add files to the project that is open; what was said since it was saved counts."""
    from supportlens.app.projects.extending import OtherDesk  # noqa: PLC0415 - as below
    from supportlens.app.projects.living import extend_study  # noqa: PLC0415 - as below

    settings = _settings(options, progress)
    ask, project = options.ask_desk, already.project
    if ask is not None and project is not None:

        def accept(files: tuple[str, ...]) -> bool:
            return ask(", ".join(Path(file).name for file in files), project.stem, progress)

        settings = replace(settings, accept_other_desk=accept)
    try:
        study = extend_study(already.study, already.project, paths, settings)
    except OtherDesk:
        return OpenedStudy(_analyse(paths, progress, options, None), paths)
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
    path: Path, logs: tuple[Path, ...], progress: Progress, options: AnalysisOptions
) -> OpenedStudy:
    """Open a project or its unsaved work, with its own logs or with others."""
    from supportlens.app.projects.project_files import is_of_earlier_form, read_project  # noqa: PLC0415 - as below
    from supportlens.app.projects.reopening import reopen  # noqa: PLC0415 - as below
    from supportlens.app.projects.unsaved_work import Recovery  # noqa: PLC0415 - as below

    unsaved = Recovery(options.unsaved).of(path) if options.unsaved else None
    project, work = (unsaved.project, unsaved.work) if unsaved else (path, "")
    modified = unsaved is not None
    if logs and is_of_earlier_form(path):
        study = _analyse(logs, progress, options, read_project(path))
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
    return _extend(opened, logs, progress, options) if logs else opened


def _analyse(
    paths: tuple[Path, ...], progress: Progress, options: AnalysisOptions, known: EarlierStudy | None
) -> Study:
    from supportlens.app import analyse  # noqa: PLC0415 - the window's first paint must not wait for it
    from supportlens.app.analysis.analysing import keep_continuation  # noqa: PLC0415 - as above

    study = analyse(
        paths,
        model_folder=options.model_folder,
        known=known,
        country=(known.country if known else None) or _country(options),
        corrections=_corrections(options),
        progress=progress,
        decide=_decider(options, progress),
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


def as_paths(names: list[str]) -> tuple[Path, ...]:
    """Return the paths that a file dialog returns as text."""
    return tuple(Path(name) for name in names)


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Return the local files and folders among the dragged URLs."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def drop_line(paths: tuple[Path, ...], words: Words, project: Path | None = None) -> str:
    """Return what dropping these files will do while `project` is open, and which of them cannot be read."""
    unread = [path for path in paths if path.suffix.lower() in DOCUMENT_SUFFIXES and not path.is_dir()]
    if unread and len(unread) == len(paths):
        names = words.listed(words.quoted(path.name) for path in unread[:3])
        return words.say_n(
            "{names} cannot be read as a log", "{names} cannot be read as logs", len(unread), names=names
        )
    if unread:
        rest = tuple(path for path in paths if path not in unread)
        names = words.listed(words.quoted(path.name) for path in unread[:3])
        left = words.say("without {names}", names=names)
        return f"{_promise_line(rest, words, project)}, {left}"
    return _promise_line(paths, words, project)


def _promise_line(paths: tuple[Path, ...], words: Words, project: Path | None) -> str:
    """Return what dropping files that can be read will do."""
    projects = [path for path in paths if is_project(path)]
    if len(paths) == 1 and projects:
        return words.say("Drop to open the project {name}", name=words.quoted(paths[0].stem))
    target = project or next(iter(projects), None)
    if target is not None:
        name = words.quoted(target.stem)
        return words.say_n(
            "Drop to add the file to the project {name}",
            "Drop to add {count} files to the project {name}",
            len(paths) - len(projects),
            name=name,
        )
    if len(paths) > 1:
        return words.say_n(
            "Drop to analyse {count} file or folder",
            "Drop to analyse these {count} files or folders together",
            len(paths),
        )
    name = words.quoted(paths[0].name)
    if paths[0].is_dir():
        return words.say("Drop to analyse every log in {name}", name=name)
    return words.say("Drop to analyse {name}", name=name)
