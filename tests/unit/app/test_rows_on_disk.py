"""The vectors of a large log are in a file, and in memory where the disk has no room for them."""

import errno
import mmap
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import numpy as np
import pytest

from supportlens.app.workers import rows_on_disk
from supportlens.app.workers.rows_on_disk import hold_large_rows
from supportlens.statistics import give_back

BLOCKS = [np.arange(start, start + 40, dtype=np.float32).reshape(10, 4) for start in (0, 40, 80)]
WHOLE = np.arange(120, dtype=np.float32).reshape(30, 4)


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rows_on_disk, "FROM_BYTES", 400)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def is_mapped(rows: object) -> bool:
    while rows is not None and not isinstance(rows, mmap.mmap):
        rows = getattr(rows, "base", None)
    return rows is not None


def test_many_rows_are_read_from_a_file_that_nobody_finds_later(tmp_path: Path) -> None:
    rows = hold_large_rows(iter(BLOCKS), (30, 4))
    assert is_mapped(rows)
    assert np.array_equal(rows, WHOLE)
    del rows
    assert not list(tmp_path.iterdir())


def test_few_rows_are_in_memory() -> None:
    rows = hold_large_rows(iter(BLOCKS[:2]), (20, 4))
    assert not is_mapped(rows)
    assert np.array_equal(rows, WHOLE[:20])


def test_rows_whose_memory_was_given_back_are_the_same() -> None:
    rows = hold_large_rows(iter(BLOCKS), (30, 4))
    assert rows[3, 1] == 13
    give_back(rows)
    give_back(WHOLE)  # what is in memory stays there
    assert np.array_equal(rows, WHOLE)


class FullDisk:
    """A file on a disk with room for `room` bytes."""

    def __init__(self, file: object, room: int) -> None:
        self._file, self._room = file, room

    def write(self, piece: memoryview) -> int:
        if not self._room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        some = min(len(piece), self._room, 70)  # a disk may take a part
        self._room -= some
        return int(self._file.write(piece[:some]))  # type: ignore[attr-defined] - any file

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()  # type: ignore[attr-defined] - any file


@pytest.mark.parametrize("room", [0, 100, 200, 460])
def test_a_disk_that_fills_leaves_the_rows_in_memory(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = rows_on_disk.TemporaryFile
    monkeypatch.setattr(rows_on_disk, "TemporaryFile", lambda **kinds: FullDisk(made(**kinds), room))
    asked = []

    def make() -> Iterator[np.ndarray]:
        for block in BLOCKS:
            asked.append(block)
            yield block

    rows = hold_large_rows(make(), (30, 4))
    assert not is_mapped(rows)
    assert np.array_equal(rows, WHOLE)
    assert len(asked) == len(BLOCKS)  # nothing is computed twice


def test_without_a_place_for_temporary_files_the_rows_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    assert np.array_equal(hold_large_rows(iter(BLOCKS), (30, 4)), WHOLE)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system what is in memory")
def test_what_was_read_is_given_back_and_can_be_read_again() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[2]) * mmap.PAGESIZE

    blocks = (np.full((16_384, 256), number, dtype=np.float32) for number in range(4))
    rows = hold_large_rows(blocks, (65_536, 256))
    assert rows[::16_384, 0].tolist() == [0, 1, 2, 3]
    whole = float(rows.sum(dtype=np.float64))
    before = resident()
    give_back(rows)
    assert before - resident() > rows.nbytes // 2
    assert float(rows.sum(dtype=np.float64)) == whole
