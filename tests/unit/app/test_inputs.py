"""The files of a study are found again where they were, beside the project, or said to be gone or changed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from supportlens.app.intake.inputs import InputState, find_input, record_inputs
from supportlens.domain import InputRole

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "mesa"
    (folder / "enero").mkdir(parents=True)
    (folder / "log.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (folder / "enero" / "uno.csv").write_text("a;b\n3;4\n", encoding="utf-8")
    return folder


def states(desk: Path, project: Path) -> list[InputState]:
    return [find_input(one, project).state for one in record_inputs([desk / "log.csv", desk / "enero"])]


def test_a_file_and_a_folder_that_nobody_touched_are_as_before(desk: Path) -> None:
    assert states(desk, desk / "p.supportlens") == [InputState.AS_BEFORE] * 2


def test_every_path_is_put_down_once_and_absolute_with_what_it_was_given_for(desk: Path) -> None:
    log = desk / "log.csv"
    found = record_inputs([log, log], changes=desk / "enero" / "uno.csv")
    assert [(one.path, one.role) for one in found] == [
        (str(log), InputRole.LOG),
        (str(desk / "enero" / "uno.csv"), InputRole.CHANGES),
    ]


def test_a_file_with_other_content_and_a_folder_with_a_new_log_are_changed(desk: Path) -> None:
    before = record_inputs([desk / "log.csv", desk / "enero"])
    (desk / "log.csv").write_text("a;b\n1;9\n", encoding="utf-8")
    (desk / "enero" / "dos.csv").write_text("a;b\n", encoding="utf-8")
    found = [find_input(one, desk / "p.supportlens").state for one in before]
    assert found == [InputState.CHANGED] * 2


def test_files_that_moved_with_their_project_are_found_beside_it(desk: Path, tmp_path: Path) -> None:
    before = record_inputs([desk / "log.csv", desk / "enero" / "uno.csv"])
    other = tmp_path / "otra"
    shutil.move(desk, other)
    found = [find_input(one, other / "p.supportlens") for one in before]
    assert [one.state for one in found] == [InputState.MOVED] * 2
    assert [one.path for one in found] == [other / "log.csv", other / "enero" / "uno.csv"]


def test_another_file_of_the_same_name_is_not_taken_for_a_lost_one(desk: Path, tmp_path: Path) -> None:
    before = record_inputs([desk / "log.csv"])
    (desk / "log.csv").unlink()
    (tmp_path / "log.csv").write_text("other", encoding="utf-8")
    assert find_input(before[0], tmp_path / "p.supportlens").state is InputState.GONE
