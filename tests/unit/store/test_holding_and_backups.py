"""One window holds a project, others are told who; and the last good copies stand beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from supportlens.domain import Holder
from supportlens.store import back_up, find_holder, hold, is_sound, list_backups, new_store, open_store
from supportlens.store.backups import COPIES
from supportlens.store.holding import STALE_HOURS, Hold, lock_path

if TYPE_CHECKING:
    from pathlib import Path


KILLED = """
import os, sys
from pathlib import Path
from supportlens.store import hold
hold(Path(sys.argv[1]))
os._exit(9)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "mesa.supportlens"
    with new_store(made) as store:
        store.write_part("study/level", 7)
    return made


def change(path: Path, level: int) -> None:
    store = open_store(path, write=True)
    with store.changes():
        store.write_part("study/level", level)
    store.close()


def test_a_project_is_held_once_and_the_other_is_told_who_has_it(path: Path) -> None:
    held = hold(path)
    assert isinstance(held, Hold)
    other = hold(path)
    assert isinstance(other, Holder)
    assert (other.host, other.process) == (socket.gethostname(), os.getpid())
    assert other == find_holder(path)
    held.release()
    assert find_holder(path) is None
    again = hold(path)
    assert isinstance(again, Hold)
    again.release()
    held.release()  # twice is once
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_lock_of_a_process_that_was_killed_is_stale(path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert lock_path(path).exists()
    found = hold(path)
    assert isinstance(found, Hold)
    found.release()


@pytest.fixture
def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supportlens.store.holding._lock", lambda _handle: False)


@pytest.mark.usefixtures("without_locks")
@pytest.mark.parametrize(
    ("written", "hours", "stale"),
    [
        (f'{{"host": "{socket.gethostname()}", "process": {os.getpid()}}}', 0, False),
        (f'{{"host": "{socket.gethostname()}", "process": 999999999}}', 0, True),
        ('{"host": "elsewhere", "process": 1}', 1, False),
        ('{"host": "elsewhere", "process": 1}', STALE_HOURS + 1, True),
        ("", 0, True),
        ("[]", 0, False),
    ],
    ids=["own process", "ended process", "elsewhere", "elsewhere long ago", "empty", "no holder"],
)
def test_a_drive_without_locks_goes_by_what_the_lock_says(
    path: Path, written: str, hours: int, *, stale: bool
) -> None:
    lock_path(path).write_text(written, encoding="utf-8")
    then = time.time() - hours * 3600
    os.utime(lock_path(path), (then, then))
    found = hold(path)
    assert isinstance(found, Hold if stale else Holder)
    if isinstance(found, Hold):
        found.release()


def test_a_copy_is_made_before_a_change_and_not_again_at_once(path: Path) -> None:
    first = back_up(path)
    assert first is not None
    change(path, 8)
    assert back_up(path) is None
    store = open_store(first, write=False)
    assert store.read_part("study/level") == 7
    store.close()


def test_the_last_five_copies_are_kept(path: Path) -> None:
    for level in range(COPIES + 2):
        change(path, level)
        assert back_up(path, always=True)
    kept = list_backups(path)
    assert len(kept) == COPIES
    store = open_store(kept[0], write=False)
    assert store.read_part("study/level") == COPIES + 1
    store.close()


def test_a_damaged_project_never_displaces_a_good_copy(path: Path) -> None:
    good = back_up(path)
    path.write_bytes(path.read_bytes()[:9000])
    assert not is_sound(path)
    assert back_up(path, always=True) is None
    assert list_backups(path) == (good,)


def test_a_copy_of_a_project_that_is_being_written_is_whole(path: Path) -> None:
    store = open_store(path, write=True)
    with store.changes():
        store.write_part("study/level", 9)
    copy = back_up(path, always=True)
    store.close()
    assert copy is not None
    copied = open_store(copy, write=False)
    assert copied.read_part("study/level") == 9
    copied.close()
