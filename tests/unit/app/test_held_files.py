"""A file is told to be in the project already by its content, before anything is read."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.intake import held_files
from supportlens.app.intake.held_files import find_held
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_same_content_is_held_under_any_name_and_another_month_of_the_same_name_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"id;asunto\n1;menu\n"
    file = replace(a_study().tickets.files[0], sha256=hashlib.sha256(content).hexdigest())
    renamed, newer, folder = tmp_path / "copia.csv", tmp_path / "caso_40.csv", tmp_path / "logs"
    renamed.write_bytes(content)
    newer.write_bytes(content + b"2;menu\n")
    folder.mkdir()
    dragged = (renamed, newer, folder, tmp_path / "gone.csv")
    assert find_held(dragged, (file,)) == (renamed,)
    assert find_held(dragged, (replace(file, sha256=""),)) == ()
    monkeypatch.setattr(held_files, "LARGEST", 3)
    assert find_held(dragged, (file,)) == ()
