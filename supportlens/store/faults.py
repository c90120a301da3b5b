"""Turns what SQLite and the disk report into errors that a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from supportlens.domain import OutputError, ProjectBusy, ProjectDamaged
from supportlens.store.values.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DETAILS = {"SQLITE_FULL": "disk_full", "SQLITE_READONLY": "read_only", "SQLITE_IOERR": "disk_failed",
            "SQLITE_CANTOPEN": "disk_failed", "SQLITE_PERM": "read_only"}  # fmt: skip
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_SCHEMA", "SQLITE_ERROR")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
_ERRNO = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EFBIG: "disk_full",
          errno.EROFS: "read_only", errno.EACCES: "read_only", errno.EPERM: "read_only"}  # fmt: skip


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Raise errors about `path` for faults inside: `OutputError`, `ProjectBusy` or `ProjectDamaged`.

    The `detail` of an `OutputError` is ``disk_full``, ``read_only`` or ``disk_failed``.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except Damage as error:
        raise ProjectDamaged(str(path)) from error
    except OSError as error:
        detail = _ERRNO.get(error.errno or 0, "disk_failed")
        raise OutputError(str(path), detail) from error


def _explain(error: sqlite3.Error, path: Path) -> OutputError | ProjectBusy | ProjectDamaged:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(_BUSY):
        return ProjectBusy(str(path))
    detail = next((detail for start, detail in _DETAILS.items() if name.startswith(start)), "")
    if detail:
        return OutputError(str(path), detail)
    if name.startswith(_DAMAGED) or isinstance(error, sqlite3.DatabaseError):
        return ProjectDamaged(str(path))
    return OutputError(str(path), "disk_failed")
