"""The language model that comes with the program opens whole, or says what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from tokenizers import Tokenizer

from supportlens.domain import LanguageModel, ModelDamaged, ModelMissing, Pooling
from supportlens.resources import open_language_model, resource
from supportlens.resources.models import open_shipped_model


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return open_language_model()


def a_copy(folder: Path) -> Path:
    models = folder / "models"
    shutil.copytree(resource("models", "minilm"), models / "minilm")
    shutil.copy(resource("models", "checksums.toml"), models)
    return models


def encoded(model: LanguageModel, texts: list[str]) -> np.ndarray:
    tokenizer = Tokenizer.from_str(model.tokenizer)
    tokenizer.enable_padding()
    tokenizer.enable_truncation(model.max_length)
    read = tokenizer.encode_batch(texts)
    session = onnxruntime.InferenceSession(model.onnx, providers=["CPUExecutionProvider"])
    fed = {
        "input_ids": np.array([text.ids for text in read]),
        "attention_mask": np.array([text.attention_mask for text in read]),
    }
    (found,) = session.run([model.output], fed)
    return found


def test_texts_that_mean_the_same_lie_nearer_than_texts_that_share_words(model: LanguageModel) -> None:
    same, meant, worded = encoded(
        model, ["I forgot my password", "cannot log in, credentials lost", "I forgot my umbrella"]
    )

    assert model.pooling is Pooling.DONE
    assert same @ meant > same @ worded
    assert np.allclose(np.linalg.norm([same, meant, worded], axis=1), 1, atol=1e-5)


def test_the_vector_of_a_text_does_not_depend_on_the_texts_beside_it(model: LanguageModel) -> None:
    text = "the invoice shows the wrong amount"

    alone = encoded(model, [text])[0]
    beside = encoded(model, ["ok", text, "printer " * 120])[1]

    assert alone @ beside > 0.9999


def test_a_text_of_no_words_has_a_vector_too(model: LanguageModel) -> None:
    assert np.isfinite(encoded(model, ["", "hello"])).all()


def test_every_entry_of_the_vocabulary_has_a_static_vector(model: LanguageModel) -> None:
    tokens = model.tokens

    assert tokens is not None
    assert tokens.matrix.dtype == np.int8
    assert len(tokens.matrix) == len(tokens.scales) == Tokenizer.from_str(model.tokenizer).get_vocab_size()


def test_static_vectors_of_words_for_one_thing_lie_near_each_other(model: LanguageModel) -> None:
    tokens, numbers = model.tokens, Tokenizer.from_str(model.tokenizer).get_vocab()
    assert tokens is not None
    one, like, other = (
        tokens.matrix[numbers[word]] / np.linalg.norm(tokens.matrix[numbers[word]].astype(float))
        for word in ("money", "payment", "mountain")
    )

    assert one @ like > one @ other + 0.1


def test_the_shipped_encoder_is_known_to_read_english_alone(model: LanguageModel) -> None:
    assert model.name == "all-MiniLM-L6-v2"
    assert not model.multilingual


@pytest.mark.parametrize("part", ["model.onnx", "tokenizer.json", "tokens.npz"])
def test_a_model_of_which_one_byte_differs_is_refused(part: str, tmp_path: Path) -> None:
    models = a_copy(tmp_path)
    damaged = bytearray((models / "minilm" / part).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (models / "minilm" / part).write_bytes(damaged)

    with pytest.raises(ModelDamaged) as told:
        open_shipped_model(models)

    assert told.value.detail == part


@pytest.mark.parametrize("part", ["minilm/model.onnx", "minilm/tokens.npz", "checksums.toml"])
def test_a_part_that_is_not_there_is_named(part: str, tmp_path: Path) -> None:
    models = a_copy(tmp_path)
    (models / part).unlink()

    with pytest.raises(ModelMissing) as told:
        open_shipped_model(models)

    assert told.value.detail == Path(part).name


def test_checksums_without_the_model_are_damage(tmp_path: Path) -> None:
    (tmp_path / "checksums.toml").write_text("[other]\n", encoding="utf-8")

    with pytest.raises(ModelDamaged):
        open_shipped_model(tmp_path)


def test_the_model_has_a_licence_a_source_and_parts_of_the_size_that_is_written() -> None:
    facts = tomllib.loads(resource("models", "checksums.toml").read_text(encoding="utf-8"))["minilm"]
    sizes = {part: resource("models", "minilm", part).stat().st_size for part in facts["files"]}

    assert facts["licence"] == "Apache-2.0"
    assert facts["source"]
    assert sizes == {part: written["size"] for part, written in facts["files"].items()}


def test_nothing_heavy_is_loaded_before_a_model_is_asked_for() -> None:
    heavy = "{'numpy', 'onnxruntime', 'tokenizers'}"
    code = f"import sys, supportlens.resources; print({heavy} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert said.stdout.strip() == "set()"
