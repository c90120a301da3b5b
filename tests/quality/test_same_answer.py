"""The same log gives the same answer in any process, in any order of its rows, on any number of threads."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from supportlens.resources import sample_log
from tests.quality.tree import TOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RESULT = """
import pathlib, sys
from supportlens.app.analysis.analysing import analyse
print(analyse([pathlib.Path(name) for name in sys.argv[1:]]).engine.result)
"""


def run(arguments: Sequence[str], **settings: str) -> str:
    """Run Python in a process of its own and give what it prints."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **settings}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=TOP, env=environment, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def answer(hash_seed: int, folder: Path) -> dict[str, Any]:
    """Analyse the small sample in a process of its own; give its JSON without the seconds."""
    path = folder / f"{hash_seed}.json"
    log = str(sample_log("muestra.json"))
    run(
        ["-m", "supportlens", "analyze", log, "--json", str(path)],
        PYTHONHASHSEED=str(hash_seed),
        OMP_NUM_THREADS=str(hash_seed),
        OPENBLAS_NUM_THREADS=str(hash_seed),
    )
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    found["engine"] = {**found["engine"], "seconds": {}}
    return found


def test_processes_with_other_hash_seeds_and_numbers_of_threads_agree(tmp_path: Path) -> None:
    assert answer(1, tmp_path) == answer(2, tmp_path)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sample_log("muestra.json").read_text(encoding="utf-8"))[
        "tickets"
    ]
    return found


def written(path: Path, rows: Sequence[dict[str, Any]]) -> str:
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_order_of_rows_and_of_files_changes_no_symptom(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    whole = written(tmp_path / "whole.json", rows)
    mixed = written(tmp_path / "mixed.json", random.Random(5).sample(rows, len(rows)))
    half = len(rows) // 2
    early, late = written(tmp_path / "b.json", rows[:half]), written(tmp_path / "a.json", rows[half:])
    digits = [run(["-c", RESULT, *logs]) for logs in ([whole], [mixed], [early, late], [late, early])]
    assert len(digits[0]) == 12
    assert len(set(digits)) == 1


def test_another_text_gives_other_digits(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    whole, less = written(tmp_path / "a.json", rows), written(tmp_path / "b.json", rows[:-1])
    assert run(["-c", RESULT, whole]) != run(["-c", RESULT, less])
