"""The same log gives the same answer in any process, in any order of its rows, on any number of threads."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from supportlens.app import analyse
from supportlens.resources import sample_log
from tests.quality.tree import TOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.sharing import SharedStudies


def run(arguments: Sequence[str], **settings: str) -> None:
    """Run Python in a process of its own."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **settings}
    subprocess.run([sys.executable, *arguments], cwd=TOP, env=environment, capture_output=True, check=True)


def answer(hash_seed: int, folder: Path) -> dict[str, Any]:
    """Analyse the small sample in a process of its own and return its JSON without the seconds."""
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


def written(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_order_of_rows_and_of_files_changes_no_symptom_and_another_text_gives_other_digits(
    study_of: SharedStudies, tmp_path: Path
) -> None:
    rows = json.loads(sample_log("muestra.json").read_text(encoding="utf-8"))["tickets"]
    first = study_of("muestra.json").engine.result
    mixed = written(tmp_path / "mixed.json", random.Random(5).sample(rows, len(rows)))
    half = len(rows) // 2
    early, late = written(tmp_path / "b.json", rows[:half]), written(tmp_path / "a.json", rows[half:])
    less = written(tmp_path / "less.json", rows[:-1])
    *others, last = (analyse(logs).engine.result for logs in ([mixed], [early, late], [late, early], [less]))
    assert len(first) == 12
    assert set(others) == {first}
    assert last != first
