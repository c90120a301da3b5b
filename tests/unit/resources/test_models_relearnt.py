"""The script beside the bridge learns a table as good as the shipped one (needs the pairs and torch)."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from supportlens.resources import resource
from tests.unit.resources.test_models_bridge import HERE, bags

PAIRS = Path(os.environ.get("SUPPORTLENS_BRIDGE_PAIRS", "pairs.tsv.gz"))


@pytest.mark.campaign
@pytest.mark.skipif(not PAIRS.is_file(), reason="SUPPORTLENS_BRIDGE_PAIRS names no file of pairs")
@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="torch (group `models`) is absent")
def test_a_table_learnt_anew_joins_held_out_pairs_as_well_as_the_shipped_one(tmp_path: Path) -> None:
    shutil.copy(resource("models", "checksums.toml"), tmp_path)
    script = resource("models", "making", "learn_bridge.py")
    subprocess.run([sys.executable, script, PAIRS, "--into", tmp_path], check=True)
    rows = (HERE / "held_out_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [tuple(row.split("\t")[:2]) for row in rows]

    anew, shipped = (
        bags().retrieval(pairs, dict(np.load(table).items()))
        for table in (tmp_path / "bridge" / "table.npz", resource("models", "bridge", "table.npz"))
    )

    assert anew == pytest.approx(shipped, abs=0.02)
