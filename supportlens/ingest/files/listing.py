"""Finds the files of a path: the file itself, or all logs below a folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain import FileMissing, FolderWithoutLogs, NoPermission
from supportlens.domain.tickets.file_suffixes import DOCUMENT_SUFFIXES, LOG_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read; `named` is whether the user named it or it was found in a folder."""

    path: Path
    named: bool
    size: int


def find_files(path: Path) -> tuple[FoundFile, ...]:
    """Return the file at `path`, or all logs below the folder at `path`, sorted by name.

    Raises FileMissing, NoPermission, or FolderWithoutLogs.
    """
    try:
        if path.is_dir():
            return _find_below(path)
        return (FoundFile(path, named=True, size=path.stat().st_size),)
    except PermissionError as error:
        raise NoPermission(str(path)) from error
    except OSError as error:  # a name that is too long or contains a NUL is no file either
        raise FileMissing(str(path)) from error
    except ValueError as error:
        raise FileMissing(str(path)) from error


def find_documents(folder: Path) -> tuple[FoundFile, ...]:
    """Return the files below a folder that may hold tickets but have no reader, sorted by name."""
    try:
        files = sorted(path for path in _walk(folder) if path.suffix.lower() in DOCUMENT_SUFFIXES)
        return tuple(FoundFile(path, named=False, size=path.stat().st_size) for path in files)
    except OSError:
        return ()


def _find_below(folder: Path) -> tuple[FoundFile, ...]:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise NoPermission(str(folder))
    files = sorted(path for path in _walk(folder) if _is_log(path))
    if not files:
        raise FolderWithoutLogs(str(folder))
    return tuple(FoundFile(path, named=False, size=path.stat().st_size) for path in files)


def _is_log(path: Path) -> bool:
    """Return whether a file in a folder may be a log; Thunderbird's and Apple's mailboxes have no suffix."""
    return path.suffix.lower() in LOG_SUFFIXES or (not path.suffix and _is_mailbox(path))


def _is_mailbox(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"From "
    except OSError:
        return False


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the visible files of a folder; each real folder is entered once, so that link cycles end."""
    seen: set[tuple[int, int]] = set()
    for where, folders, files in os.walk(folder, followlinks=True):
        stat = Path(where).stat()
        if (stat.st_dev, stat.st_ino) in seen:
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # Excel's lock files begin with "~$"
        visible = (name for name in files if not name.startswith((".", "~$")))
        yield from (Path(where, name) for name in visible if Path(where, name).is_file())
