"""Opens a project file with everything that keeps it from harm, and closes it as one file."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for another process that is just writing. Judgement: longer than a save takes."""
PAGE = 8192
"""Bytes of a page. Judgement: twice the usual, as most of a project are blobs of many pages."""

_SAFE = """
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA fullfsync = ON;
PRAGMA temp_store = MEMORY;
"""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Return a connection in autocommit; a file that is written has a log beside it while it is open.

    A drive that knows no shared memory (many network drives) gets a journal instead. Raises sqlite3.Error.
    """
    connection = _open(path, "rw" if write else "ro")
    try:
        connection.executescript(_SAFE)
        if not write:
            connection.execute("PRAGMA query_only = ON")
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError:  # the log beside it cannot be opened in a read-only folder
                connection.close()
                connection = _open(path, "ro", immutable=True)
                connection.executescript(_SAFE)
            return connection
        _choose_journal(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_new(path: Path) -> sqlite3.Connection:
    """Return a connection to a new file that nobody else sees yet: without a journal, synced at the end."""
    connection = _open(path, "rwc")
    connection.executescript(f"PRAGMA page_size = {PAGE}; PRAGMA journal_mode = MEMORY;{_SAFE}")
    return connection


def disconnect(connection: sqlite3.Connection) -> None:
    """Close a connection and leave one file, if nobody else reads it."""
    with suppress(
        sqlite3.Error
    ):  # a reader elsewhere, or a disk that is full: the log stays and is used later
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        if mode == "wal" and not connection.execute("PRAGMA query_only").fetchone()[0]:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def _open(path: Path, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    place = quote(str(path.absolute().as_posix()))
    address = f"file:{'' if place.startswith('/') else '/'}{place}?mode={mode}"
    return sqlite3.connect(
        address + ("&immutable=1" if immutable else ""),
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )


def _choose_journal(connection: sqlite3.Connection) -> None:
    """Use a write-ahead log, else a rollback journal; both sync every commit."""
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_FULL")):
            raise
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
