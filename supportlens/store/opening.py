"""Opens, makes and replaces project files."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from supportlens.domain import ProjectDamaged
from supportlens.store.backups import back_up
from supportlens.store.connecting import connect, connect_new, disconnect
from supportlens.store.copying import new_file, traces_of
from supportlens.store.faults import faults_of
from supportlens.store.file_heads import ProjectForm, find_form
from supportlens.store.migrating import migrate
from supportlens.store.project_store import ProjectStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def open_store(path: Path, *, write: bool) -> ProjectStore:
    """Open a project file; one of an earlier version is copied and migrated when it is opened for writing.

    Raises what `find_form` raises, `ProjectDamaged` for an earlier file in JSON, and what `faults_of` raises.
    """
    if find_form(path) is not ProjectForm.STORE:
        raise ProjectDamaged(str(path))
    with faults_of(path):
        connection = connect(path, write=write)
        try:
            if write:
                migrate(connection, lambda: _copy_first(path))
        except BaseException:
            connection.close()
            raise
    return ProjectStore(connection, path)


def is_writable(path: Path) -> bool:
    """Return whether a file and its folder can be written: SQLite needs both."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


@contextmanager
def new_store(path: Path) -> Iterator[ProjectStore]:
    """Return an empty project file that takes the place of `path` when the work inside is done.

    If the work fails, what was at `path` stays as it was.
    """
    with faults_of(path), new_file(path) as temporary:
        connection = connect_new(temporary)
        try:
            migrate(connection)
            yield ProjectStore(connection, path)
        finally:
            connection.close()
        _fold_traces(path)


def _fold_traces(path: Path) -> None:
    """Bring what a crash left beside a file into it: it must not be read into the file that replaces it."""
    target = path.resolve()
    if not any(trace.exists() for trace in traces_of(target)):
        return
    with suppress(sqlite3.Error):
        disconnect(connect(target, write=True))
    for left in traces_of(target):
        left.unlink(missing_ok=True)


def _copy_first(path: Path) -> None:
    back_up(path, always=True)
