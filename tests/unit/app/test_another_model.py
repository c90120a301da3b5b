"""A model that a person chose reads the tickets in place of the one that comes with the program."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from supportlens.app.analysis.analysing import analyse
from supportlens.resources import resource, sample_log

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_with_a_sentence_transformers_model_gives_a_study_too(tmp_path: Path) -> None:
    folder = tmp_path / "another-encoder"
    (folder / "onnx").mkdir(parents=True)
    shutil.copy(resource("models") / "minilm" / "model.onnx", folder / "onnx" / "model.onnx")
    shutil.copy(resource("models") / "minilm" / "tokenizer.json", folder / "tokenizer.json")
    study = analyse([sample_log("muestra.json")], model_folder=folder)
    assert study.engine.encoder.startswith("another-encoder ")
    assert len(study.symptoms) > 1
