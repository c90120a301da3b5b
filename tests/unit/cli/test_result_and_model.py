"""The result's hash on the console, and another language model."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from supportlens.cli import run
from supportlens.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("The printer on floor 3 prints nothing", "I forgot my password and the account is locked")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    lines = [f"T{n},2026-03-{n % 28 + 1:02d},{TEXTS[n % 2]} again {n % 7}" for n in range(80)]
    path.write_text("id,created,description\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_result_is_said_on_the_console_as_it_stands_in_the_json_and_not_when_quiet(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o.json"
    assert run(["analyze", str(log), "--lang", "en", "--json", str(out)]) == 0
    said = re.search(r"Result ([0-9a-f]{12}):", capsys.readouterr().out)
    assert said is not None
    assert json.loads(out.read_text(encoding="utf-8"))["engine"]["result"] == said[1]
    assert run(["analyze", str(log), "--lang", "en", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_a_chosen_model_is_used_and_named(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.json"
    folder = resource("models", "minilm")
    assert run(["analyze", str(log), "--quiet", "--model", str(folder), "--json", str(out)]) == 0
    assert "minilm" in json.loads(out.read_text(encoding="utf-8"))["engine"]["encoder"]


def test_a_folder_without_a_model_is_said_on_one_line_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", str(tmp_path / "none.csv"), "--lang", "es", "--model", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "modelo de lenguaje" in said
    assert said.count("\n") == 1
