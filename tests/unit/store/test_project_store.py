"""A project file is one file, changed whole or not at all, and refused untouched when it is not ours."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest

from supportlens.domain import (
    FileMissing,
    OutputError,
    ProjectBusy,
    ProjectDamaged,
    ProjectEmpty,
    ProjectForeign,
    ProjectTooNew,
    Rejection,
)
from supportlens.store import ProjectForm, find_form, new_store, open_store
from supportlens.store.connecting import connect
from supportlens.store.migrating import migrate
from supportlens.store.schema import MIGRATIONS, VERSION, Migration

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "mesa ñandú #1?%20.supportlens"
    with new_store(made) as store:
        store.write_part("study/level", 7)
        store.write_part("study/array", np.arange(4))
        store.write_tickets([("T-1", "No encuentro el MENÚ de facturas"), ("T-2", "La impresora no imprime")])
        store.add_file("/a/enero.csv", "log", "aa", 2, (Rejection(3, "empty"),))
        store.add_history("verdict", 0.4)
    return made


def test_what_was_written_is_read_by_the_next_opening(path: Path) -> None:
    store = open_store(path, write=False)
    assert store.read_part("study/level") == 7
    assert store.read_part("study/array").tolist() == [0, 1, 2, 3]
    assert store.part_names("study/") == ("study/array", "study/level")
    (row,) = store.list_files()
    assert (row.path, row.role, row.sha256, row.rows) == ("/a/enero.csv", "log", "aa", 2)
    assert store.read_part(row.part) == (Rejection(3, "empty"),)
    (event,) = store.list_history()
    assert (event.what, store.read_part(event.part or "")) == ("verdict", 0.4)
    assert store.list_history("file") == ()
    assert store.find_faults() == ()
    store.close()
    with pytest.raises(KeyError):
        open_store(path, write=False).read_part("study/other")


def test_a_closed_project_is_one_file(path: Path) -> None:
    store = open_store(path, write=True)
    with store.changes():
        store.write_part("study/level", 8)
    assert {each.name for each in path.parent.iterdir()} > {path.name}  # its log stands beside it
    store.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_changes_that_fail_leave_everything_as_it_was(path: Path) -> None:
    store = open_store(path, write=True)

    def fail() -> None:
        with store.changes():
            store.write_part("study/level", 8)
            store.write_part("study/array", np.arange(9))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert store.read_part("study/level") == 7
    assert store.read_part("study/array").tolist() == [0, 1, 2, 3]
    store.close()


def test_a_blob_that_no_part_needs_is_dropped_and_a_shared_one_stays(path: Path) -> None:
    store = open_store(path, write=True)
    count = lambda: store._connection.execute("SELECT count(*) FROM blobs").fetchone()[0]  # noqa: E731
    assert count() == 1
    with store.changes():
        store.write_part("other", np.arange(4))
        store.write_part("study/array", np.arange(5))
    assert count() == 2
    with store.changes():
        store.remove_part("other")
    assert count() == 1
    assert store.read_part("study/array").tolist() == [0, 1, 2, 3, 4]
    store.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [("menu", (0,)), ("Impresora", (1,)), ("no", (0, 1)), ("MENÚ fact", (0,)), ("T-2", (1,)),
     ('"menu" OR', ()), ("*", ()), ("", ()), ("menu:", (0,)), ("enu", ())],
)  # fmt: skip
def test_words_are_found_without_accents_and_from_their_beginning(
    path: Path, words: str, found: tuple[int, ...]
) -> None:
    store = open_store(path, write=False)
    assert store.search(words) == found
    store.close()


def test_a_file_that_is_removed_takes_its_tables_along(path: Path) -> None:
    store = open_store(path, write=True)
    with store.changes():
        store.remove_file(store.list_files()[0])
    assert store.list_files() == ()
    assert store.part_names("file/") == ()
    store.close()


def test_two_readers_and_a_writer_have_one_project_at_once(path: Path) -> None:
    writer, reader = open_store(path, write=True), open_store(path, write=False)
    with writer.changes():
        writer.write_part("study/level", 9)
    assert reader.read_part("study/level") == 9
    reader.close()
    writer.close()


def test_a_reader_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    store = open_store(path, write=False)
    with pytest.raises(OutputError), store.changes():
        store.write_part("study/level", 9)
    store.close()
    assert path.read_bytes() == before


def test_a_second_writer_is_told_that_the_file_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supportlens.store.connecting.PATIENCE", 0.05)
    one, other = open_store(path, write=True), open_store(path, write=True)
    with one.changes():
        one.write_part("study/level", 1)
        with pytest.raises(ProjectBusy), other.changes():
            pass
    other.close()
    one.close()


# What is no project of ours


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        find_form(tmp_path / "none.supportlens")


def test_a_file_without_a_byte_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "p.supportlens"
    path.touch()
    with pytest.raises(ProjectEmpty):
        open_store(path, write=True)
    assert path.stat().st_size == 0


def test_the_database_of_another_program_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "p.supportlens"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (name)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ProjectForeign):
        open_store(path, write=True)
    assert path.read_bytes() == before


def test_a_file_of_a_later_version_stays_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    for write in (True, False):
        with pytest.raises(ProjectTooNew):
            open_store(path, write=write)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"SQLite format 3\0", b"\0" * 4096])
def test_other_bytes_are_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.supportlens"
    path.write_bytes(content)
    with pytest.raises(ProjectDamaged):
        open_store(path, write=True)
    assert path.read_bytes() == content


def test_an_earlier_project_is_text(tmp_path: Path) -> None:
    path = tmp_path / "p.supportlens"
    path.write_text('\n{"format": "supportlens project"}', encoding="utf-8")
    assert find_form(path) is ProjectForm.TEXT


@pytest.mark.parametrize("part", [0.3, 0.7, 0.95])
def test_a_file_that_is_cut_off_is_damaged(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(part * len(whole))])
    try:
        store = open_store(path, write=False)
    except ProjectDamaged:
        return
    assert store.find_faults()
    store.close()


def test_a_changed_byte_of_a_part_is_found(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE blobs SET content = CAST(substr(content, 1, length(content) - 3) || x'000000' AS BLOB)"
    )
    connection.commit()
    connection.close()
    store = open_store(path, write=False)
    assert store.find_faults() == ("study/array",)
    with pytest.raises(ProjectDamaged):
        store.read_part("study/array")
    assert store.read_part("study/level") == 7
    store.close()


# Drives of other computers


@pytest.mark.skipif(os.name == "nt", reason="a way of locking of POSIX")
def test_a_drive_without_shared_memory_gets_a_journal_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite is told to lock as on network drives, where no memory is shared and a log cannot be kept."""
    locally = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda address, **how: locally(f"{address}&vfs=unix-dotfile", **how)
    )
    connection = connect(path, write=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (3,)  # EXTRA: the journal's removal too
    connection.close()
    opened = open_store(path, write=True)
    with opened.changes():
        opened.write_part("study/level", 7)
    with suppress(KeyboardInterrupt), opened.changes():
        opened.write_part("study/level", 8)
        raise KeyboardInterrupt
    opened.close()
    reader = open_store(path, write=False)
    assert reader.read_part("study/level") == 7
    assert reader.find_faults() == ()
    reader.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


# New files and migrations


def test_a_new_project_that_fails_leaves_the_old_one(path: Path) -> None:
    before = path.read_bytes()

    def fail() -> None:
        with new_store(path) as store:
            store.write_part("study/level", 1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_new_project_does_not_read_the_log_of_the_one_it_replaces(path: Path) -> None:
    crashed = connect(path, write=True)
    crashed.execute("INSERT INTO history (made_at, what) VALUES ('2026-01-01', 'late')")
    for trace in ("-wal", "-shm"):
        left = path.with_name(path.name + trace)
        left.with_name(left.name + ".kept").write_bytes(left.read_bytes())
    crashed.close()
    left = path.with_name(path.name + "-wal")
    left.write_bytes(left.with_name(left.name + ".kept").read_bytes())
    with new_store(path) as store:
        store.write_part("study/level", 3)
    opened = open_store(path, write=True)
    assert opened.list_history() == ()
    assert opened.find_faults() == ()
    opened.close()


def test_a_migration_runs_whole_after_the_file_was_copied(path: Path) -> None:
    steps = (*MIGRATIONS, Migration("moods", "CREATE TABLE moods (name TEXT) STRICT;"))
    copied: list[int] = []
    connection = connect(path, write=True)
    assert migrate(connection, lambda: copied.append(1), steps)
    assert copied == [1]
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(steps)
    assert not migrate(connection, lambda: copied.append(2), steps)
    assert copied == [1]
    connection.close()


def test_a_migration_that_fails_leaves_the_version_before(path: Path) -> None:
    steps = (
        *MIGRATIONS,
        Migration("moods", "CREATE TABLE moods (name TEXT) STRICT; CREATE TABLE parts (name TEXT);"),
    )
    connection = connect(path, write=True)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, steps=steps)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'moods'").fetchone() == (0,)
    connection.close()


def test_a_migration_does_not_begin_when_the_copy_fails(path: Path) -> None:
    steps = (*MIGRATIONS, Migration("moods", "CREATE TABLE moods (name TEXT) STRICT;"))
    connection = connect(path, write=True)

    def refuse() -> None:
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        migrate(connection, refuse, steps)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    connection.close()
