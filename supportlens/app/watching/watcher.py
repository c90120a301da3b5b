"""Adds the finished files of a folder to a project, and writes a report after each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.app.output.reports import write_report
from supportlens.app.projects.living import extend_project
from supportlens.app.watching.folder_scan import FolderScan, read_done, write_done
from supportlens.domain import OutputError, ProjectBusy, ProjectHeld, SupportLensError, errors
from supportlens.domain.projects.watch_events import WatchEvent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from supportlens.app.projects.extending import AnalysisSettings
    from supportlens.domain import Study

MEMORY = ".supportlens-watch.json"
"""The file in the folder of reports that holds which files were dealt with."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event: the files it is about, the study after it or what is wrong."""

    event: WatchEvent
    paths: tuple[Path, ...] = ()
    study: Study | None = None
    fault: SupportLensError | None = None
    reason: str = ""
    """Why a file is unusable, by the name of its error."""


@dataclass(slots=True)
class FolderWatcher:
    """Keeps a project up to date with a folder.

    Nothing is lost when it ends: what was dealt with is kept beside the reports, the tickets in the project.
    """

    folder: Path
    project: Path
    reports: Path
    settings: AnalysisSettings
    language: str
    mask: bool = True
    settle: float | None = None
    _scan: FolderScan = field(init=False)
    _told: set[WatchEvent] = field(default_factory=set)
    _owed: Study | None = None
    """The study of which no report could be written yet."""

    def __post_init__(self) -> None:
        """Read what was dealt with before."""
        self._scan = FolderScan(
            self.folder, read_done(self.reports / MEMORY), without=(self.project, self.reports)
        )
        if self.settle is not None:
            self._scan.settle = self.settle

    def step(self, now: float, moment: datetime) -> Iterator[Told]:
        """Do what there is to do, and return what happened.

        `now` is a monotonic clock in seconds; `moment` names the report.
        """
        try:
            finished = self._scan.find_finished(now)
        except OSError:
            if self._is_first(WatchEvent.NO_FOLDER):
                yield Told(WatchEvent.NO_FOLDER, (self.folder,))
            return
        if WatchEvent.NO_FOLDER in self._told:
            self._told.discard(WatchEvent.NO_FOLDER)
            yield Told(WatchEvent.FOLDER_BACK, (self.folder,))
        for path in self._scan.find_endless(now):
            yield Told(WatchEvent.ENDLESS, (path,))
        if finished:
            yield from self._add(finished)
        if self._owed is not None:
            yield from self._report(self._owed, moment)

    def is_done(self) -> bool:
        """Return whether nothing is left to do but to wait for further files."""
        return self._owed is None and not self._scan.is_waiting()

    def _add(self, paths: list[Path]) -> Iterator[Told]:
        """Add files at once, or one by one where one of them cannot be used."""
        try:
            study = extend_project(self.project, paths, self.settings)
        except (ProjectHeld, ProjectBusy, OutputError) as fault:
            event = WatchEvent.NOT_WRITTEN if isinstance(fault, OutputError) else WatchEvent.WAITING
            if self._is_first(event):
                yield Told(event, tuple(paths), fault=fault)
            return
        except SupportLensError as fault:
            yield from self._add_apart(paths, fault)
            return
        self._told -= {WatchEvent.WAITING, WatchEvent.NOT_WRITTEN}
        yield from self._keep_done(paths)
        if study.extension is not None and study.extension.changed_nothing:
            yield Told(WatchEvent.NOTHING_NEW, tuple(paths), study)
            return
        aside = _find_set_aside(study, paths)
        for path, reason in aside.items():
            yield Told(WatchEvent.REFUSED, (path,), reason=reason)
        if len(aside) < len(paths):
            self._owed = study
            yield Told(WatchEvent.ADDED, tuple(path for path in paths if path not in aside), study)

    def _add_apart(self, paths: list[Path], fault: SupportLensError) -> Iterator[Told]:
        """Refuse the file that cannot be used and add the others; one by one if it is unknown."""
        if len(paths) == 1:
            yield from self._keep_done(paths)
            yield Told(WatchEvent.REFUSED, tuple(paths), fault=fault)
            return
        bad = [path for path in paths if str(path) == getattr(fault, "path", None)]
        good = [path for path in paths if path not in bad]
        for group in [bad, good] if bad else [[path] for path in paths]:
            yield from self._add(group)

    def _keep_done(self, paths: list[Path]) -> Iterator[Told]:
        self._scan.mark_done(paths)
        try:
            self.reports.mkdir(parents=True, exist_ok=True)
            write_done(self.reports / MEMORY, self._scan.done)
        except (OSError, OutputError) as fault:
            # Tried again after a restart: the project knows these files and takes nothing from them twice.
            if self._is_first(WatchEvent.NOT_WRITTEN):
                yield Told(WatchEvent.NOT_WRITTEN, fault=_as_output_error(fault, self.reports))

    def _name_report(self, moment: datetime) -> Path:
        return self.reports / f"{self.project.stem} {moment:%Y-%m-%d %H%M%S}.xlsx"

    def _report(self, study: Study, moment: datetime) -> Iterator[Told]:
        path = self._name_report(moment)
        while path.exists():  # of the same second: it would be lost
            moment += timedelta(seconds=1)
            path = self._name_report(moment)
        try:
            self.reports.mkdir(parents=True, exist_ok=True)
            write_report(study, path, self.language, mask=self.mask)
        except (OSError, OutputError) as fault:
            if self._is_first(WatchEvent.NOT_WRITTEN):
                yield Told(WatchEvent.NOT_WRITTEN, (path,), fault=_as_output_error(fault, path))
            return
        self._owed = None
        self._told.discard(WatchEvent.NOT_WRITTEN)
        yield Told(WatchEvent.REPORTED, (path,), study)

    def _is_first(self, event: WatchEvent) -> bool:
        """Return whether an event is told for the first time since it was last over."""
        first = event not in self._told
        self._told.add(event)
        return first


def _find_set_aside(study: Study, paths: list[Path]) -> dict[Path, str]:
    """Return the files that cannot be used at all, each with the name of its error."""
    files = {file.path: file for file in study.tickets.files}
    return {
        path: rejection.reason
        for path in paths
        if (file := files.get(str(path))) is not None
        for rejection in file.rejections
        if rejection.row == 0 and not file.rows_read and hasattr(errors, rejection.reason)
    }


def _as_output_error(fault: Exception, path: Path) -> OutputError:
    return fault if isinstance(fault, OutputError) else OutputError(str(path), "failed")
