"""Opens a sentence-transformers model with ONNX weights from a folder that a person chose."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from supportlens.domain import (
    LanguageModel,
    ModelDamaged,
    ModelMissing,
    ModelUnsuitable,
    NoPermission,
    Pooling,
)
from supportlens.resources.networks import NotANetworkError, output_ranks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NETWORKS = (
    "model.onnx",
    "onnx/model.onnx",
    "onnx/model_quantized.onnx",
    "model_quantized.onnx",
    "onnx/model_int8.onnx",
)
"""Where a network may lie in the folder; the first found is used."""
LARGEST = 2**31 - 1
"""Bytes of a network: a larger one keeps its weights in a second file, which is not read."""
POOLED = ("sentence_embedding", "sentence_embeddings", "pooler_sentence_embedding")
"""Outputs that are one vector a text, pooled and weighed as the model's makers meant it."""
DEFAULT_LENGTH = 128
LONGEST = 512
SPANISH = frozenset("también después usuario gracias servicio cuenta siempre sistema cuando sobre".split())
ENGLISH = frozenset("also after user thanks service account always system when about".split())
"""Common words that a vocabulary learnt from the language holds whole."""

Json = dict[str, Any]


def open_chosen(folder: Path) -> LanguageModel:
    """Open the model in `folder`: `model.onnx` or `onnx/model.onnx`, and `tokenizer.json`.

    `1_Pooling/config.json` and `sentence_bert_config.json` are followed where they are there. Raises
    `ModelMissing` where a needed file is not there, `ModelDamaged` where one cannot be read for what
    it should be, `ModelUnsuitable` where the model is whole but of another kind (`detail` says what
    is in the way) and `NoPermission`.
    """
    network = _network(folder)
    tokenizer, parsed = _tokenizer(folder)
    output, pooling = _reading(folder, network)
    return LanguageModel(
        name=folder.resolve().name,
        digest=sha256(network).hexdigest()[:12],
        onnx=network,
        output=output,
        tokenizer=tokenizer,
        tokens=None,
        pooling=pooling,
        max_length=_max_length(folder, parsed),
        multilingual=_knows_both_languages(parsed),
    )


def _network(folder: Path) -> bytes:
    for name in NETWORKS:
        path = folder / name
        if not path.is_file():
            continue
        beside = [path.with_name(path.name + end) for end in ("_data", ".data")]
        if path.stat().st_size > LARGEST or any(other.exists() for other in beside):
            raise ModelUnsuitable(str(folder), "weights beside the network")
        return _content(folder, name)
    raise ModelMissing(str(folder), NETWORKS[0])


def _tokenizer(folder: Path) -> tuple[str, Json]:
    written = _content(folder, "tokenizer.json")
    parsed = _parsed(folder, "tokenizer.json", written)
    if not isinstance(parsed.get("model"), dict):
        raise ModelDamaged(str(folder), "tokenizer.json")
    return written.decode("utf-8"), parsed


def _reading(folder: Path, network: bytes) -> tuple[str, Pooling]:
    """Choose the output to read and how to pool it."""
    try:
        outputs = output_ranks(network)
    except NotANetworkError as fault:
        raise ModelDamaged(str(folder), "model.onnx") from fault
    for name in POOLED:
        if outputs.get(name) in {None, 2} and name in outputs:
            return name, Pooling.DONE
    if _has_dense_layer(folder):
        raise ModelUnsuitable(str(folder), "a dense layer outside the network")
    per_token = [name for name, rank in outputs.items() if rank in {None, 3}]
    if per_token:
        return per_token[0], _pooling(folder)
    per_text = [name for name, rank in outputs.items() if rank == 2]
    if per_text:
        return per_text[0], Pooling.DONE
    raise ModelUnsuitable(str(folder), "no vectors among its outputs")


def _has_dense_layer(folder: Path) -> bool:
    """Return whether the model goes on after pooling with a layer that no ONNX file holds."""
    if not (folder / "modules.json").is_file():
        return False
    written = _content(folder, "modules.json")
    return b"models.Dense" in written or b"Dense.Dense" in written


def _pooling(folder: Path) -> Pooling:
    settings = _optional(folder, "1_Pooling/config.json")
    named = str(settings.get("pooling_mode", "")).removesuffix("_tokens").removesuffix("_token")
    chosen = {named} if named else _flags(settings)
    if chosen <= {"mean"}:
        return Pooling.MEAN
    if chosen == {"cls"}:
        return Pooling.CLS
    raise ModelUnsuitable(str(folder), "pooling: " + ", ".join(sorted(chosen)))


def _flags(settings: Json) -> set[str]:
    """Return the kinds of pooling whose flag is set: ``pooling_mode_mean_tokens`` is ``mean``."""
    return {
        key.removeprefix("pooling_mode_").removesuffix("_tokens").removesuffix("_token")
        for key, value in settings.items()
        if key.startswith("pooling_mode_") and value is True
    }


def _max_length(folder: Path, tokenizer: Json) -> int:
    """Return how many tokens the model was made to read, at most `LONGEST`."""
    truncation = tokenizer.get("truncation")
    said = (
        _optional(folder, "sentence_bert_config.json").get("max_seq_length"),
        truncation.get("max_length") if isinstance(truncation, dict) else None,
        _optional(folder, "tokenizer_config.json").get("model_max_length"),
    )
    lengths = [length for length in said if isinstance(length, int) and length > 2]
    return min(lengths[0] if lengths else DEFAULT_LENGTH, LONGEST)


def _knows_both_languages(tokenizer: Json) -> bool:
    """Return whether the vocabulary was learnt from Spanish and from English.

    A vocabulary of one language cuts most words of the other into pieces.
    """
    vocabulary = tokenizer["model"].get("vocab", ())
    # Unigram models list pairs of a piece and its score; the others map a piece to its number.
    entries: Iterable[Any] = vocabulary if isinstance(vocabulary, dict) else (row[0] for row in vocabulary)
    # "▁" and "Ġ" mark the beginning of a word; byte-level vocabularies write accents in two bytes.
    whole = {str(entry).lstrip("▁Ġ").replace("Ã©", "é") for entry in entries}
    return all(len(words & whole) * 2 > len(words) for words in (SPANISH, ENGLISH))


def _optional(folder: Path, name: str) -> Json:
    if not (folder / name).is_file():
        return {}
    return _parsed(folder, name, _content(folder, name))


def _parsed(folder: Path, name: str, written: bytes) -> Json:
    try:
        parsed = json.loads(written)
    except ValueError as fault:
        raise ModelDamaged(str(folder), name) from fault
    if not isinstance(parsed, dict):
        raise ModelDamaged(str(folder), name)
    return parsed


def _content(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except PermissionError as fault:
        raise NoPermission(str(folder / name)) from fault
    except OSError as fault:
        raise ModelMissing(str(folder), name) from fault
