"""One open project file: its parts, tickets, files and history, changed in whole transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from supportlens.domain import ProjectEvent, ProjectFile
from supportlens.store.backups import find_faults
from supportlens.store.connecting import disconnect
from supportlens.store.faults import faults_of
from supportlens.store.values.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class ProjectStore:
    """An open project file. Every method raises `OutputError`, `ProjectBusy` or `ProjectDamaged`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection

    @contextmanager
    def changes(self) -> Iterator[None]:
        """Keep everything that is changed inside, or nothing of it."""
        with faults_of(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("DELETE FROM blobs WHERE key NOT IN (SELECT key FROM needs)")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read everything inside as the file is at one moment, whatever others write meanwhile."""
        with faults_of(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; it is one file again."""
        disconnect(self._connection)

    def erase_removed(self) -> None:
        """Overwrite what is removed from now on in the same change, so that a crash leaves nothing of it."""
        with faults_of(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")

    def shrink(self) -> None:
        """Write the file anew, without the room of what was removed."""
        with faults_of(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # Parts

    def part_names(self, start: str = "") -> tuple[str, ...]:
        """Return the names of the parts that begin with `start`, in order."""
        with faults_of(self.path):
            rows = self._connection.execute("SELECT name FROM parts ORDER BY name").fetchall()
        return tuple(name for (name,) in rows if name.startswith(start))

    def read_part(self, name: str) -> Any:
        """Return the value of a part; raises KeyError for a part that the file does not hold."""
        with faults_of(self.path):
            row = self._connection.execute("SELECT content FROM parts WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise KeyError(name)
            return self._read_value(row[0])

    def write_part(self, name: str, value: object) -> None:
        """Write the value of a part in place of an earlier one."""
        from supportlens.store.values.writing import ValueWriter  # noqa: PLC0415 - imports pandas

        with faults_of(self.path):
            written = ValueWriter(self._keep).write(value)
            self._connection.execute(
                "INSERT INTO parts (name, content) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET content = excluded.content",
                (name, written.content),
            )
            self._connection.execute("DELETE FROM needs WHERE part = ?", (name,))
            self._connection.executemany(
                "INSERT INTO needs (part, key) VALUES (?, ?)", [(name, key) for key in sorted(written.needs)]
            )

    def remove_part(self, name: str) -> None:
        """Remove a part; one that is not there is no fault."""
        with faults_of(self.path):
            self._connection.execute("DELETE FROM parts WHERE name = ?", (name,))

    def _keep(self, key: str, content: bytes) -> None:
        self._connection.execute("INSERT OR IGNORE INTO blobs (key, content) VALUES (?, ?)", (key, content))

    def _read_value(self, content: bytes) -> Any:
        from supportlens.store.values.reading import ValueReader  # noqa: PLC0415 - imports pandas

        return ValueReader(self._fetch).read(content)

    def _fetch(self, key: str) -> bytes:
        row = self._connection.execute("SELECT content FROM blobs WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise Damage(key)
        return bytes(row[0])

    # Tickets

    def write_tickets(self, rows: Iterable[tuple[str, str]]) -> None:
        """Write the id and the text of every ticket, and the index of their words."""
        with faults_of(self.path):
            self._connection.execute("DELETE FROM tickets")
            self._connection.executemany(
                "INSERT INTO tickets (number, ticket_id, text) VALUES (?, ?, ?)",
                ((number, *row) for number, row in enumerate(rows)),
            )
            self._connection.execute("INSERT INTO ticket_words (ticket_words) VALUES ('rebuild')")

    def count_tickets(self) -> int:
        """Return the number of tickets."""
        with faults_of(self.path):
            return int(self._connection.execute("SELECT count(*) FROM tickets").fetchone()[0])

    def search(self, words: str, most: int = -1) -> tuple[int, ...]:
        """Return the numbers of the tickets in which every word begins a word, in the order of the tickets.

        Case and accents do not matter; all signs between words are passed over.
        """
        asked = " ".join(f'"{word}"*' for word in _split_words(words))
        if not asked:
            return ()
        with faults_of(self.path):
            rows = self._connection.execute(
                "SELECT rowid FROM ticket_words WHERE ticket_words MATCH ? ORDER BY rowid LIMIT ?",
                (asked, most),
            )
            return tuple(row[0] for row in rows)

    # Files

    def list_files(self) -> tuple[ProjectFile, ...]:
        """Return the files of the project, oldest first."""
        with faults_of(self.path):
            rows = self._connection.execute(
                "SELECT number, path, role, sha256, rows, added_at, part FROM files ORDER BY number"
            ).fetchall()
        return tuple(
            ProjectFile(number, place, role, sha256, count, datetime.fromisoformat(added_at), part)
            for number, place, role, sha256, count, added_at, part in rows
        )

    def add_file(self, path: str, role: str, sha256: str, rows: int, tables: object) -> None:
        """Keep a file as it was read."""
        with faults_of(self.path):
            number = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM files").fetchone()[0]
            part = f"file/{number:06d}"
            self.write_part(part, tables)
            self._connection.execute(
                "INSERT INTO files (number, path, role, sha256, rows, added_at, part)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, path, role, sha256, rows, _now(), part),
            )

    def remove_file(self, row: ProjectFile) -> None:
        """Remove a file of the project."""
        with faults_of(self.path):
            self._connection.execute("DELETE FROM files WHERE number = ?", (row.number,))
            self.remove_part(row.part)

    # History

    def add_history(self, what: str, value: object = None) -> None:
        """Record that something happened, with a value that says more about it."""
        with faults_of(self.path):
            number = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM history").fetchone()[
                0
            ]
            part = None if value is None else f"history/{number:08d}"
            if part is not None:
                self.write_part(part, value)
            self._connection.execute(
                "INSERT INTO history (number, made_at, what, part) VALUES (?, ?, ?, ?)",
                (number, _now(), what, part),
            )

    def list_history(self, what: str = "") -> tuple[ProjectEvent, ...]:
        """Return what happened to the project, oldest first; only events called `what`, if it is given."""
        with faults_of(self.path):
            rows = self._connection.execute(
                "SELECT number, made_at, what, part FROM history WHERE ?1 IN ('', what) ORDER BY number",
                (what,),
            ).fetchall()
        return tuple(ProjectEvent(row[0], datetime.fromisoformat(row[1]), row[2], row[3]) for row in rows)

    # The file as a whole

    def find_faults(self) -> tuple[str, ...]:
        """Return what is wrong with the file: pages, references, and parts that cannot be read."""
        try:
            found = list(find_faults(self._connection))
            names = [name for (name,) in self._connection.execute("SELECT name FROM parts ORDER BY name")]
            found += [name for name in names if not self._can_read(name)]
        except sqlite3.DatabaseError as error:
            return (str(error),)
        return tuple(found)

    def _can_read(self, name: str) -> bool:
        try:
            row = self._connection.execute("SELECT content FROM parts WHERE name = ?", (name,)).fetchone()
            self._read_value(row[0])
        except (sqlite3.DatabaseError, Damage):
            return False
        return True


def _split_words(words: str) -> list[str]:
    """Return the words of a search as the index has them: letters and digits only."""
    return "".join(letter if letter.isalnum() else " " for letter in words).split()


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="milliseconds")
