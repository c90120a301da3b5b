"""Keeps the last good copies of a project beside it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens.store.connecting import connect, disconnect
from supportlens.store.copying import copy_whole

if TYPE_CHECKING:
    from pathlib import Path

COPIES = 5
"""Copies that are kept, the oldest dropped first."""
INTERVAL_MINUTES = 60
"""Least minutes between two copies. Judgement: five copies of one hour would all hold the same fault."""


def backup_folder(project: Path) -> Path:
    """Return the folder of a project's copies: hidden, beside it."""
    target = project.resolve()
    return target.with_name(f".{target.stem}.copies")


def list_backups(project: Path) -> tuple[Path, ...]:
    """Return the copies of a project, newest first."""
    return tuple(sorted(backup_folder(project).glob("*.supportlens"), reverse=True))


def back_up(project: Path, *, always: bool = False) -> Path | None:
    """Copy a project before it changes, unless the newest copy is recent; return the new copy.

    A file that is damaged is not copied, so that it never displaces a good copy. Raises sqlite3.Error or
    OSError; the project and its copies are then as before.
    """
    kept = list_backups(project)
    now = datetime.now(tz=UTC)
    if kept and not always:
        age = now.timestamp() - kept[0].stat().st_mtime
        unchanged = kept[0].stat().st_mtime >= project.stat().st_mtime
        if unchanged or 0 <= age < INTERVAL_MINUTES * 60:
            return None
    if not is_sound(project):
        return None
    folder = backup_folder(project)
    folder.mkdir(exist_ok=True)
    copy = folder / f"{now.strftime('%Y%m%dT%H%M%S%f')}.supportlens"
    copy_whole(project, copy)
    for old in list_backups(project)[COPIES:]:
        with suppress(OSError):
            old.unlink(missing_ok=True)
    return copy


def remove_backups(project: Path) -> None:
    """Remove the copies of a project; raises OSError if one cannot be removed."""
    for copy in list_backups(project):
        copy.unlink(missing_ok=True)


def is_sound(project: Path) -> bool:
    """Return whether a file holds everything that its own checks can see."""
    try:
        connection = connect(project, write=False)
    except sqlite3.Error:
        return False
    try:
        return find_faults(connection) == ()
    except sqlite3.Error:
        return False
    finally:
        disconnect(connection)


def find_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what SQLite finds wrong with a file; nothing for a sound one."""
    found = [row[0] for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
    found += [f"foreign key: {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return tuple(found)
