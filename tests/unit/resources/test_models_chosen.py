"""A folder with another sentence-transformers model is understood, or refused with what is in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from supportlens.domain import ModelDamaged, ModelMissing, ModelUnsuitable, Pooling
from supportlens.resources import open_language_model

BOTH = "also after user thanks service account always system when about".split()
BOTH += "también después usuario gracias servicio cuenta siempre sistema cuando sobre".split()


def field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content


def network(**outputs: int) -> bytes:
    """Write an ONNX file that has outputs of so many dimensions and nothing else."""
    graph = b""
    for name, rank in outputs.items():
        shape = field(1, b"") * rank
        graph += field(12, field(1, name.encode()) + field(2, field(1, field(2, shape))))
    return b"\x08\x08" + field(7, graph)


PER_TOKEN = network(last_hidden_state=3)


def a_model(folder: Path, onnx: bytes = PER_TOKEN, at: str = "model.onnx", **files: object) -> Path:
    tokenizer = {"model": {"type": "WordPiece", "vocab": {"hello": 0}}}
    written = {"tokenizer.json": tokenizer} | {name.replace("__", "/"): said for name, said in files.items()}
    for name, said in written.items():
        path = folder / (name if name.endswith(".json") else f"{name}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(said), encoding="utf-8")
    (folder / at).parent.mkdir(parents=True, exist_ok=True)
    (folder / at).write_bytes(onnx)
    return folder


def test_a_model_that_gives_a_vector_a_token_is_averaged(tmp_path: Path) -> None:
    model = open_language_model(a_model(tmp_path / "my-model"))

    assert (model.name, model.output) == ("my-model", "last_hidden_state")
    assert model.pooling is Pooling.MEAN
    assert model.tokens is None


def test_the_pooling_that_the_model_asks_for_is_followed(tmp_path: Path) -> None:
    flags = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False, "dimension": 384}

    assert open_language_model(a_model(tmp_path, **{"1_Pooling__config": flags})).pooling is Pooling.CLS


def test_pooling_named_in_one_word_is_followed_too(tmp_path: Path) -> None:
    folder = a_model(tmp_path, **{"1_Pooling__config": {"pooling_mode": "cls"}})

    assert open_language_model(folder).pooling is Pooling.CLS


def test_a_pooling_that_is_not_known_is_refused_and_named(tmp_path: Path) -> None:
    folder = a_model(tmp_path, **{"1_Pooling__config": {"pooling_mode_max_tokens": True}})

    with pytest.raises(ModelUnsuitable) as told:
        open_language_model(folder)

    assert "max" in told.value.detail


def test_an_output_that_is_pooled_already_is_preferred(tmp_path: Path) -> None:
    onnx = network(token_embeddings=3, sentence_embedding=2)

    model = open_language_model(a_model(tmp_path, onnx, at="onnx/model.onnx"))

    assert (model.output, model.pooling) == ("sentence_embedding", Pooling.DONE)


def test_a_layer_that_no_network_holds_is_refused(tmp_path: Path) -> None:
    folder = a_model(tmp_path, modules=[{"type": "sentence_transformers.models.Dense"}])

    with pytest.raises(ModelUnsuitable):
        open_language_model(folder)


@pytest.mark.parametrize("beside", ["model.onnx_data", "model.onnx.data"])
def test_weights_in_a_second_file_are_refused(beside: str, tmp_path: Path) -> None:
    folder = a_model(tmp_path)
    (folder / beside).write_bytes(b"weights")

    with pytest.raises(ModelUnsuitable):
        open_language_model(folder)


@pytest.mark.parametrize("onnx", [b"", b"no network", network(last_hidden_state=3)[:-3], b"\x08\x08"])
def test_a_network_that_is_none_or_cut_off_is_damaged(onnx: bytes, tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged):
        open_language_model(a_model(tmp_path, onnx))


@pytest.mark.parametrize("said", ["{", "[]", '"text"', "{}", "\x00"])
def test_a_tokenizer_that_is_none_is_damaged(said: str, tmp_path: Path) -> None:
    folder = a_model(tmp_path)
    (folder / "tokenizer.json").write_text(said, encoding="utf-8")

    with pytest.raises(ModelDamaged, match=r"tokenizer\.json"):
        open_language_model(folder)


@pytest.mark.parametrize("part", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_lacks_a_part_says_which(part: str, tmp_path: Path) -> None:
    folder = a_model(tmp_path)
    (folder / part).unlink()

    with pytest.raises(ModelMissing) as told:
        open_language_model(folder)

    assert told.value.detail == part


def test_a_folder_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        open_language_model(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("config", "length"),
    [({"max_seq_length": 256}, 256), ({"max_seq_length": 8192}, 512), ({"max_seq_length": None}, 128)],
)
def test_as_many_tokens_are_read_as_the_model_was_made_for(config: dict, length: int, tmp_path: Path) -> None:
    assert open_language_model(a_model(tmp_path, sentence_bert_config=config)).max_length == length


@pytest.mark.parametrize(
    "vocabulary",
    [
        {word: number for number, word in enumerate(BOTH)},
        [[f"▁{word}", -float(number)] for number, word in enumerate(BOTH)],
        {"Ġ" + word.replace("é", "Ã©"): number for number, word in enumerate(BOTH)},
    ],
    ids=["wordpiece", "unigram", "bytes"],
)
def test_a_vocabulary_of_both_languages_makes_it_multilingual(vocabulary: object, tmp_path: Path) -> None:
    folder = a_model(tmp_path, tokenizer={"model": {"vocab": vocabulary}})

    assert open_language_model(folder).multilingual


def test_a_vocabulary_of_one_language_does_not(tmp_path: Path) -> None:
    english = {word: number for number, word in enumerate(BOTH[:10])}

    assert not open_language_model(a_model(tmp_path, tokenizer={"model": {"vocab": english}})).multilingual
