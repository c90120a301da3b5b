"""The files of a watched folder that have stopped growing and were not dealt with yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from supportlens.report import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SETTLED_SECONDS = 3.0
"""Seconds without a change after which a file is finished.

Judgement: exports are written within seconds; smaller reads half of a slow copy, larger only waits longer.
"""
LONG_SECONDS = 600.0
"""Seconds of growth after which it is said once that a file does not end."""
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart")
"""Endings of files that another program is still writing."""


class FileStamp(NamedTuple):
    """What changes when a file does."""

    size: int
    changed: int
    """Nanoseconds, as the system counts them."""


@dataclass(slots=True)
class _Growth:
    stamp: FileStamp
    since: float
    first: float
    told: bool = False


@dataclass(slots=True)
class FolderScan:
    """Finds the finished files of a folder; `done` are the stamps of those that were dealt with, by name."""

    folder: Path
    done: dict[str, FileStamp] = field(default_factory=dict)
    without: tuple[Path, ...] = ()
    """Files and folders inside it that are none of its exports: the project and the reports."""
    settle: float = SETTLED_SECONDS
    _growing: dict[str, _Growth] = field(default_factory=dict)

    def find_finished(self, now: float) -> list[Path]:
        """Return the files that have not changed for `settle` seconds and are not done, oldest first.

        `now` is a monotonic clock in seconds. Raises `FileNotFoundError` if the folder is not there, and
        other `OSError` if it cannot be read.
        """
        stamps = self._list_files()
        self._growing = {name: seen for name, seen in self._growing.items() if name in stamps}
        finished = []
        for name, (path, stamp) in stamps.items():
            if self.done.get(name) == stamp:
                self._growing.pop(name, None)
                continue
            seen = self._growing.setdefault(name, _Growth(stamp, now, now))
            if seen.stamp != stamp:
                seen.stamp, seen.since = stamp, now
            if stamp.size and now - seen.since >= self.settle:
                finished.append((stamp.changed, path))
        return [path for _, path in sorted(finished)]

    def find_endless(self, now: float) -> list[Path]:
        """Return the files that have been growing for `LONG_SECONDS`, each once."""
        endless = [
            name
            for name, seen in self._growing.items()
            if not seen.told and seen.since > seen.first and now - seen.first >= LONG_SECONDS
        ]
        for name in endless:
            self._growing[name].told = True
        return [self.folder / name for name in endless]

    def is_waiting(self) -> bool:
        """Return whether a file has been seen that is not finished."""
        return bool(self._growing)

    def mark_done(self, paths: Iterable[Path]) -> None:
        """Remember that files were dealt with, as they were when they were found."""
        for path in paths:
            name = path.relative_to(self.folder).as_posix()
            if (seen := self._growing.pop(name, None)) is not None:
                self.done[name] = seen.stamp

    def _list_files(self) -> dict[str, tuple[Path, FileStamp]]:
        found = {}
        aside = {path.resolve() for path in self.without}
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith((".", "~$")) or path.suffix.casefold() in UNFINISHED:
                continue
            if path.resolve() in aside or not path.is_file():
                continue
            try:
                seen = path.stat()
            except FileNotFoundError:  # taken away meanwhile
                continue
            found[path.relative_to(self.folder).as_posix()] = (
                path,
                FileStamp(seen.st_size, seen.st_mtime_ns),
            )
        return found


def read_done(path: Path) -> dict[str, FileStamp]:
    """Return the stamps of the files that were dealt with, from a file; {} if it is not there or unusable."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): FileStamp(int(size), int(changed)) for name, (size, changed) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_done(path: Path, done: dict[str, FileStamp]) -> None:
    """Write the stamps of the files that were dealt with; raises `OutputError` if that fails."""
    with replace_file(path) as stream:
        stream.write(json.dumps(done, ensure_ascii=False, indent=1).encode("utf-8"))
