"""From dropped files to a study: which files, what will happen, and the work itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.correcting import Corrections
from supportlens.app.countries import known_countries
from supportlens.domain import NoTextColumn, NothingToAnalyse
from supportlens.resources import sample_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from supportlens.domain import Decisions, ImportGuess, Progress, Study
    from supportlens.i18n import Words

    Ask = Callable[[ImportGuess, Progress], Decisions | None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A study and the files it was learnt from."""

    study: Study
    paths: tuple[Path, ...]

    def is_of(self, other: Opened) -> bool:
        """Say whether this is the same log as `other`, cut into another number of symptoms."""
        return self.study.workings is not None and self.study.workings is other.study.workings


def analyse_files(
    paths: tuple[Path, ...],
    already: Opened | None,
    progress: Progress,
    ask: Ask | None = None,
    *,
    model_folder: Path | None = None,
    country: str | None = None,
    corrections: Path | None = None,
) -> Opened:
    """Analyse files; a change calendar that comes alone joins the files `already` open.

    `ask` is told of every file how it would be read, and may say how else; `model_folder` holds
    another language model than the program's own. The public holidays of `country` are no working
    days; a country of which none are known counts as no country. What was corrected before is kept
    at `corrections`.
    Raises what `app.analyse` raises; where the files hold neither tickets nor a change that is new,
    the error is the one that they gave by themselves.
    """
    from supportlens.app import analyse  # noqa: PLC0415 - the window's first paint must not wait for it

    def study_of(these: tuple[Path, ...]) -> Study:
        return analyse(
            these,
            model_folder=model_folder,
            country=country if country in known_countries() else None,
            corrections=Corrections(corrections).all() if corrections else (),
            progress=progress,
            decide=(lambda guess: ask(guess, progress)) if ask else None,
        )

    try:
        return Opened(study_of(paths), paths)
    except (NothingToAnalyse, NoTextColumn):
        if already is None:
            raise
        together = (*(path for path in already.paths if path not in paths), *paths)
        study = study_of(together)
        if study.calendar == already.study.calendar:
            raise
    return Opened(study, together)


def cut_anew(opened: Opened, level: int, progress: Progress) -> Opened:
    """Cut what is open into `level` symptoms, 0 for as many as the program chooses."""
    from supportlens.app import recut  # noqa: PLC0415 - as above

    return Opened(recut(opened.study, level, progress=progress), opened.paths)


def sample_paths(language: str) -> tuple[Path, ...]:
    """Give the sample log in a language with its change calendar; in Spanish where there is no other."""
    for log, calendar in (_SAMPLES[language], _SAMPLES["es"]):
        if sample_log(log).exists():
            return (sample_log(log), sample_log(calendar))
    return ()


_SAMPLES = {"es": ("caso_40.csv", "caso_40_cambios.csv"), "en": ("case_40.xlsx", "case_40_changes.csv")}


def as_paths(names: list[str]) -> tuple[Path, ...]:
    """Give the paths that a dialogue of files hands over as text."""
    return tuple(Path(name) for name in names)


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Give the files and folders that are dragged, without what lies elsewhere."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def promise(paths: tuple[Path, ...], words: Words) -> str:
    """Say what dropping these files will do."""
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
