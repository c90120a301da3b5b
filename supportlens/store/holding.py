"""Holds a project for one window or call, and tells who else has it."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens.domain import Holder

if TYPE_CHECKING:
    from pathlib import Path

STALE_HOURS = 24
"""Hours after which the lock of another computer counts as left behind, if the drive itself cannot tell.

Judgement: longer than a working day, so that an open window is never overtaken; the lock is renewed hourly.
"""
_FAR = 1 << 30
"""The byte that Windows locks: beyond the content, which others must be able to read."""


class Hold:
    """A project held by this process until it is released or the process ends."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def renew(self) -> None:
        """Show that the project is still held."""
        if self._handle is not None:
            with suppress(OSError):
                os.utime(self._path)

    def release(self) -> None:
        """End the hold, so that others can have the project."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if os.name != "nt":  # Windows cannot delete an open file; there it goes after it was closed
            self._path.unlink(missing_ok=True)
        os.close(handle)
        if os.name == "nt":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def lock_path(project: Path) -> Path:
    """Return the lock file of a project: hidden, beside it."""
    target = project.resolve()
    return target.with_name(f".{target.name}.lock")


def hold(project: Path) -> Hold | Holder:
    """Hold a project, or return who holds it; raises OSError where no lock can be written."""
    path = lock_path(project)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            known = _lock(handle)
        except BlockingIOError:
            os.close(handle)
            return _read_holder(path)
        if not known and (other := _other_holder(path)) is not None:
            os.close(handle)
            return other
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):  # it was not released just now
                break
        os.close(handle)
    with suppress(OSError):  # a full disk: the lock holds all the same
        _write_holder(handle)
    return Hold(path, handle)


def find_holder(project: Path) -> Holder | None:
    """Return who has a project open, None if nobody has."""
    try:
        if not lock_path(project).exists():
            return None
        found = hold(project)
    except OSError:
        return None
    if isinstance(found, Holder):
        return found
    found.release()
    return None


def _lock(handle: int) -> bool:
    """Lock a file until it is closed; return whether the drive knows locks. Raises BlockingIOError."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of Windows

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - of all others

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except PermissionError as refused:  # how Windows says that it is locked
        raise BlockingIOError from refused
    except OSError:
        return False
    return True


def _other_holder(path: Path) -> Holder | None:
    """Return who wrote a lock on a drive without locks, None if it was left behind."""
    try:
        if not path.stat().st_size or time.time() - path.stat().st_mtime > STALE_HOURS * 3600:
            return None
    except OSError:
        return None
    found = _read_holder(path)
    return None if found.host == socket.gethostname() and not _runs(found.process) else found


def _runs(process: int) -> bool:
    """Return whether a process of this computer runs; on Windows, where asking would end it, always."""
    if sys.platform == "win32" or process <= 0:
        return process > 0
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _write_holder(handle: int) -> None:
    since = datetime.now(tz=UTC).isoformat(timespec="seconds")
    held = {"user": _user(), "host": socket.gethostname(), "process": os.getpid(), "since": since}
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps(held, ensure_ascii=False).encode("utf-8", "replace"))


def _read_holder(path: Path) -> Holder:
    """Return who wrote a lock; what cannot be read is left empty."""
    held: dict[str, object] = {}
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes().decode("utf-8", "replace"))
        held = found if isinstance(found, dict) else {}
    since = datetime.fromtimestamp(0, tz=UTC)
    with suppress(ValueError):
        since = datetime.fromisoformat(str(held.get("since", "")))
    process = held.get("process")
    return Holder(
        str(held.get("user", "")),
        str(held.get("host", "")),
        process if isinstance(process, int) else 0,
        since if since.tzinfo else since.replace(tzinfo=UTC),
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
