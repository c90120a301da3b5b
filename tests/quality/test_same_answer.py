"""The same log gives the same answer in any process: no set's or dictionary's order shows through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from supportlens.resources import sample_log
from tests.quality.tree import TOP

if TYPE_CHECKING:
    from pathlib import Path


def answer(hash_seed: int, folder: Path) -> dict[str, object]:
    """Analyse the small sample in a process of its own; give its JSON without the seconds."""
    path = folder / f"{hash_seed}.json"
    log = sample_log("muestra.json")
    subprocess.run(
        [sys.executable, "-m", "supportlens", "analyze", str(log), "--json", str(path)],
        cwd=TOP,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    found["engine"] = {**found["engine"], "seconds": {}}  # type: ignore[dict-item] # an object in the schema
    return found


def test_two_processes_with_different_hash_seeds_agree(tmp_path: Path) -> None:
    assert answer(1, tmp_path) == answer(2, tmp_path)
