"""Brings the tables of a project file to the present version, one whole step after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.store.schema import APPLICATION_ID, MIGRATIONS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from supportlens.store.schema import Migration


def read_version(connection: sqlite3.Connection) -> int:
    """Return how many steps a file has behind it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection,
    copy: Callable[[], None] = lambda: None,
    steps: Sequence[Migration] = MIGRATIONS,
) -> bool:
    """Run the steps that are missing; return whether there were any.

    `copy` is called before the first one. A step that fails leaves the file as it was before it.
    """
    version = read_version(connection)
    if version >= len(steps):
        return False
    copy()
    for number, step in enumerate(steps[version:], start=version + 1):
        # `executescript` commits what is open, so that the script carries its own transaction.
        script = (
            f"BEGIN IMMEDIATE;\n{step.script}\n"
            f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {number};\nCOMMIT;"
        )
        try:
            connection.executescript(script)
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return True
