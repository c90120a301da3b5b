"""Copies a project file whole, and puts a new file in the place of an old one at once."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from supportlens.store.connecting import connect, disconnect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRACES = ("-wal", "-shm", "-journal")
"""What SQLite may leave beside a file."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Return a name beside `path` for a file that takes its place when the work inside is done.

    If the work fails, nothing is left behind and the old file stays. Raises OSError.
    """
    target = path.resolve()  # a symbolic link stays: its target is replaced
    temporary = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        yield temporary
        _sync(temporary)
        temporary.replace(target)
        _sync(target.parent)
    finally:
        for left in (temporary, *traces_of(temporary)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def copy_whole(path: Path, target: Path) -> None:
    """Copy a project file, also one that is open and being written, to `target` at once or not at all.

    Raises sqlite3.Error or OSError.
    """
    with new_file(target) as temporary:
        source = connect(path, write=False)
        try:
            copied = sqlite3.connect(temporary)
            try:
                source.backup(copied)
                copied.execute("PRAGMA journal_mode = DELETE")
            finally:
                copied.close()
        finally:
            disconnect(source)


def traces_of(path: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may have left beside a file."""
    return tuple(path.with_name(path.name + ending) for ending in TRACES)


def _sync(path: Path) -> None:
    """Wait until a file or the names in a folder are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows writes the names of a folder by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives cannot sync a folder
            os.fsync(handle)
    finally:
        os.close(handle)
