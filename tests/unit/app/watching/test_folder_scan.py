"""Which files of a watched folder are finished."""

from __future__ import annotations

import pytest

from supportlens.app.watching.folder_scan import LONG_SECONDS, FolderScan, read_done, write_done


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def names(paths):
    return [path.name for path in paths]


def test_a_file_is_finished_once_it_stopped_growing(folder):
    scan = FolderScan(folder, settle=3)
    (folder / "a.csv").write_text("id")
    assert scan.find_finished(0) == []
    (folder / "a.csv").write_text("id,text")
    assert scan.find_finished(2) == []
    assert scan.find_finished(4) == []
    assert names(scan.find_finished(5)) == ["a.csv"]


def test_a_file_that_was_dealt_with_comes_again_only_if_it_changed(folder, tmp_path):
    scan = FolderScan(folder, settle=0)
    (folder / "a.csv").write_text("id")
    scan.mark_done(scan.find_finished(0))
    assert scan.find_finished(1) == []
    write_done(tmp_path / "done.json", scan.done)
    again = FolderScan(folder, read_done(tmp_path / "done.json"), settle=0)
    assert again.find_finished(0) == []
    (folder / "a.csv").write_text("id,text")
    assert names(again.find_finished(1)) == ["a.csv"]


def test_files_of_others_and_unfinished_ones_are_left_alone(folder):
    for name in ("b.csv.part", ".hidden", "~$book.xlsx", "x.crdownload", "own.supportlens", "empty.csv"):
        (folder / name).write_text("" if name == "empty.csv" else "x")
    (folder / "reports").mkdir()
    scan = FolderScan(folder, without=(folder / "own.supportlens", folder / "reports"), settle=0)
    assert scan.find_finished(0) == []
    assert scan.is_waiting()  # for the empty one


def test_a_file_that_never_ends_is_told_once(folder):
    scan = FolderScan(folder, settle=3)
    for second in range(0, int(LONG_SECONDS) + 20, 2):
        (folder / "a.csv").write_text("x" * (second + 1))
        assert scan.find_finished(second) == []
        told = scan.find_endless(second)
        assert names(told) == (["a.csv"] if second == LONG_SECONDS else [])


def test_a_folder_that_is_gone_is_an_error(folder):
    folder.rmdir()
    with pytest.raises(FileNotFoundError):
        FolderScan(folder).find_finished(0)


@pytest.mark.parametrize("kept", ["", "[]", '{"a": 1}', '{"a": ["x", 2]}', "\x00"])
def test_an_unusable_memory_is_none(kept, tmp_path):
    (tmp_path / "done.json").write_text(kept)
    assert read_done(tmp_path / "done.json") == {}
