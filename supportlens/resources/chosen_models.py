"""Opens a sentence-transformers model with ONNX weights from a folder that a person chose."""

from __future__ import annotations

import json
from functools import cache
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
from supportlens.resources.locating import resource
from supportlens.resources.onnx_outputs import NotANetworkError, read_output_ranks
from supportlens.resources.words import read_word_tables

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
"""Where the network may be in the folder; the first found is used."""
MAX_NETWORK_BYTES = 2**31 - 1
"""The limit of protocol buffers: a larger network keeps its weights in a second file, which is not read."""
POOLED = ("sentence_embedding", "sentence_embeddings", "pooler_sentence_embedding")
"""Outputs with one vector per text, pooled as the makers of the model intended."""
DEFAULT_TOKENS = 128
"""Tokens read of a text where the model does not say. Judgement: most tickets are shorter."""
MAX_TOKENS = 512
"""The most tokens read of a text. Judgement: more takes longer and seldom adds to what the opening says."""
WHOLE_WORDS = 0.5
"""Share of a language's `vocabulary_probes` beyond which a vocabulary was learnt from it.

Judgement: half; larger takes a multilingual model for one of a single language.
"""

Json = dict[str, Any]


def open_chosen(folder: Path) -> LanguageModel:
    """Open the model in `folder`: `model.onnx` or `onnx/model.onnx`, and `tokenizer.json`.

    `1_Pooling/config.json` and `sentence_bert_config.json` are used if present. Raises
    `ModelMissing` if a required file is missing, `ModelDamaged` if one cannot be parsed,
    `ModelUnsuitable` if the model is intact but unsupported (`detail` says why) and
    `NoPermission`.
    """
    network = _read_network(folder)
    tokenizer, parsed = _read_tokenizer(folder)
    output, pooling = _choose_output(folder, network)
    return LanguageModel(
        name=folder.resolve().name,
        digest=sha256(network).hexdigest()[:12],
        onnx=network,
        output=output,
        tokenizer=tokenizer,
        tokens=None,
        pooling=pooling,
        max_length=_find_max_length(folder, parsed),
        multilingual=_knows_all_languages(parsed),
    )


def _read_network(folder: Path) -> bytes:
    for name in NETWORKS:
        path = folder / name
        if not path.is_file():
            continue
        data_files = [path.with_name(path.name + end) for end in ("_data", ".data")]
        if path.stat().st_size > MAX_NETWORK_BYTES or any(other.exists() for other in data_files):
            raise ModelUnsuitable(str(folder), "weights beside the network")
        return _read_file(folder, name)
    raise ModelMissing(str(folder), NETWORKS[0])


def _read_tokenizer(folder: Path) -> tuple[str, Json]:
    written = _read_file(folder, "tokenizer.json")
    parsed = _parse_json(folder, "tokenizer.json", written)
    if not isinstance(parsed.get("model"), dict):
        raise ModelDamaged(str(folder), "tokenizer.json")
    return written.decode("utf-8"), parsed


def _choose_output(folder: Path, network: bytes) -> tuple[str, Pooling]:
    """Choose the output to read and how to pool it."""
    try:
        outputs = read_output_ranks(network)
    except NotANetworkError as fault:
        raise ModelDamaged(str(folder), "model.onnx") from fault
    for name in POOLED:
        if outputs.get(name) in {None, 2} and name in outputs:
            return name, Pooling.DONE
    if _has_dense_layer(folder):
        raise ModelUnsuitable(str(folder), "a dense layer outside the network")
    per_token = [name for name, rank in outputs.items() if rank in {None, 3}]
    if per_token:
        return per_token[0], _choose_pooling(folder)
    per_text = [name for name, rank in outputs.items() if rank == 2]
    if per_text:
        return per_text[0], Pooling.DONE
    raise ModelUnsuitable(str(folder), "no vectors among its outputs")


def _has_dense_layer(folder: Path) -> bool:
    """Return whether the model has a layer after pooling that the ONNX file lacks."""
    if not (folder / "modules.json").is_file():
        return False
    written = _read_file(folder, "modules.json")
    return b"models.Dense" in written or b"Dense.Dense" in written


def _choose_pooling(folder: Path) -> Pooling:
    settings = _read_optional_json(folder, "1_Pooling/config.json")
    named = str(settings.get("pooling_mode", "")).removesuffix("_tokens").removesuffix("_token")
    chosen = {named} if named else _find_pooling_flags(settings)
    if chosen <= {"mean"}:
        return Pooling.MEAN
    if chosen == {"cls"}:
        return Pooling.CLS
    raise ModelUnsuitable(str(folder), "pooling: " + ", ".join(sorted(chosen)))


def _find_pooling_flags(settings: Json) -> set[str]:
    """Return the kinds of pooling whose flag is set: ``pooling_mode_mean_tokens`` is ``mean``."""
    return {
        key.removeprefix("pooling_mode_").removesuffix("_tokens").removesuffix("_token")
        for key, value in settings.items()
        if key.startswith("pooling_mode_") and value is True
    }


def _find_max_length(folder: Path, tokenizer: Json) -> int:
    """Return how many tokens the model reads, at most `MAX_TOKENS`."""
    truncation = tokenizer.get("truncation")
    said = (
        _read_optional_json(folder, "sentence_bert_config.json").get("max_seq_length"),
        truncation.get("max_length") if isinstance(truncation, dict) else None,
        _read_optional_json(folder, "tokenizer_config.json").get("model_max_length"),
    )
    lengths = [length for length in said if isinstance(length, int) and length > 2]
    return min(lengths[0] if lengths else DEFAULT_TOKENS, MAX_TOKENS)


def _knows_all_languages(tokenizer: Json) -> bool:
    """Return whether the vocabulary was learnt from every language that names probes for it.

    A vocabulary learnt from one language splits most words of the other into pieces.
    """
    vocabulary = tokenizer["model"].get("vocab", ())
    # Unigram models list pairs of a piece and its score; the others map a piece to its number.
    entries: Iterable[Any] = vocabulary if isinstance(vocabulary, dict) else (row[0] for row in vocabulary)
    # "▁" and "Ġ" mark the start of a word; byte-level vocabularies write accents in two bytes.
    pieces = {str(entry).lstrip("▁Ġ").replace("Ã©", "é") for entry in entries}
    return all(len(words & pieces) > WHOLE_WORDS * len(words) for words in _read_probes())


@cache
def _read_probes() -> tuple[frozenset[str], ...]:
    """Return the probes of each language: common words, as written, that a vocabulary of it has whole."""
    tables = read_word_tables(resource("words"), "language").values()
    return tuple(
        frozenset(words.split()) for table in tables if (words := table.get("vocabulary_probes", ""))
    )


def _read_optional_json(folder: Path, name: str) -> Json:
    if not (folder / name).is_file():
        return {}
    return _parse_json(folder, name, _read_file(folder, name))


def _parse_json(folder: Path, name: str, written: bytes) -> Json:
    try:
        parsed = json.loads(written)
    except ValueError as fault:
        raise ModelDamaged(str(folder), name) from fault
    if not isinstance(parsed, dict):
        raise ModelDamaged(str(folder), name)
    return parsed


def _read_file(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except PermissionError as fault:
        raise NoPermission(str(folder / name)) from fault
    except OSError as fault:
        raise ModelMissing(str(folder), name) from fault
