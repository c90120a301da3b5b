import os
from pathlib import Path

import pytest

from supportlens.domain import OutputError
from supportlens.report import check_output, replace_file


def test_the_new_bytes_replace_the_old_ones(tmp_path):
    path = tmp_path / "informe.xlsx"
    path.write_bytes(b"old")
    with replace_file(path) as stream:
        stream.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


def _write_half(path):
    with replace_file(path) as stream:
        stream.write(b"half")
        raise KeyError


def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "informe.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(KeyError):
        _write_half(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with replace_file(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_missing_folder_is_said_before_the_work(tmp_path):
    with pytest.raises(OutputError) as caught:
        check_output(tmp_path / "none" / "x.csv")
    assert caught.value.detail == "no_folder"


def test_a_folder_or_a_device_is_not_written_over(tmp_path):
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(OutputError) as caught:
            check_output(path)
        assert caught.value.detail == "not_a_file"
