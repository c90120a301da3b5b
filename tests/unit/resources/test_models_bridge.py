"""The table that joins Spanish and English opens whole, and joins texts it was never learnt from."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest

from supportlens.domain import ModelDamaged
from supportlens.resources import open_bridge, resource
from supportlens.resources.models import open_shipped_bridge

HERE = Path(__file__).parent
FOUND = 0.995
"""Share of the 400 held-out Spanish texts whose nearest English text is their translation; 0.9975 was
measured, and one text more may be a near tie on another machine."""


def test_a_table_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    shutil.copytree(resource("models", "bridge"), tmp_path / "bridge")
    shutil.copy(resource("models", "checksums.toml"), tmp_path)
    table = tmp_path / "bridge" / "table.npz"
    table.write_bytes(table.read_bytes()[:-100])

    with pytest.raises(ModelDamaged, match=r"table\.npz"):
        open_shipped_bridge(tmp_path)


def test_the_bridge_has_a_row_for_each_entry_and_its_words_stand_first() -> None:
    bridge = open_bridge()

    assert len(bridge.vocabulary) == len(bridge.matrix) == len(bridge.scales) == len(bridge.idf)
    assert all(" " not in entry for entry in bridge.vocabulary[: bridge.words])
    assert all(" " in entry for entry in bridge.vocabulary[bridge.words :])
    assert bridge.matrix.shape[1] == len(bridge.projection)
    assert bridge.projection.shape[1] == len(bridge.mean) == 384


def test_texts_never_learnt_from_find_their_translation_across_the_bridge() -> None:
    rows = (HERE / "held_out_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [(english, spanish) for english, spanish, _, _ in (row.split("\t") for row in rows)]
    with np.load(resource("models", "bridge", "table.npz")) as table:
        share = bags().retrieval(pairs, dict(table.items()))

    assert len(pairs) == 400
    assert share >= FOUND


def bags():
    """Load the reader that the learning script measures with."""
    spec = importlib.util.spec_from_file_location("bags", resource("models", "making", "bags.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
