"""Opens the built-in language models or one that a person chose; never over a network.

Nothing is read before it is needed. Built-in files are compared with their checksums, so that a
damaged copy raises an error and never gives a different result.
"""

from __future__ import annotations

import io
import tomllib
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from supportlens.domain import (
    BridgeTable,
    LanguageModel,
    ModelDamaged,
    ModelMissing,
    NoPermission,
    Pooling,
    TokenTable,
)
from supportlens.domain.contacts.phrases import PhraseTable
from supportlens.resources.chosen_models import open_chosen
from supportlens.resources.locating import resource

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

CHECKSUMS = "checksums.toml"
"""The file beside the models that says which bytes each part must have."""

DIGEST = 12
"""Digits of a checksum that name a version."""


def open_language_model(folder: Path | None = None) -> LanguageModel:
    """Open the built-in sentence encoder, or the one in `folder`.

    `folder` is a sentence-transformers model with ONNX weights; see `open_chosen`. Raises
    `ModelMissing`, `ModelDamaged`, `NoPermission` and, for a chosen one, `ModelUnsuitable`.
    """
    if folder is not None:
        return open_chosen(folder)
    return open_shipped_model(resource("models"))


def open_bridge() -> BridgeTable:
    """Open the built-in bilingual table; raises the errors of `open_language_model`."""
    return open_shipped_bridge(resource("models"))


@cache
def open_phrases() -> PhraseTable:
    """Open the table learnt from examples of codes; raises the errors of `open_language_model`."""
    models = resource("models")
    sheet = _read_checksums(models, "phrases")
    return read_phrase_table(_read_verified(models, "phrases", "phrases.npz", sheet))


def open_shipped_model(models: Path) -> LanguageModel:
    """Open the encoder in the folder `models` and verify the checksum of every part."""
    sheet = _read_checksums(models, "minilm")
    network = _read_verified(models, "minilm", "model.onnx", sheet)
    tokens = _load_arrays(_read_verified(models, "minilm", "tokens.npz", sheet))
    return LanguageModel(
        name=sheet["name"],
        digest=_read_digest(sheet, "model.onnx"),
        onnx=network,
        output=sheet["output"],
        tokenizer=_read_verified(models, "minilm", "tokenizer.json", sheet).decode("utf-8"),
        tokens=TokenTable(matrix=tokens["matrix"], scales=tokens["scales"].astype("float32")),
        pooling=Pooling(sheet["pooling"]),
        max_length=sheet["max_length"],
        multilingual=sheet["multilingual"],
    )


def open_shipped_bridge(models: Path) -> BridgeTable:
    """Open the bilingual table in the folder `models` and verify its checksum."""
    sheet = _read_checksums(models, "bridge")
    content = _read_verified(models, "bridge", "table.npz", sheet)
    table = _load_arrays(content)
    return BridgeTable(
        vocabulary=tuple(table["vocabulary"].tobytes().decode("utf-8").split("\n")),
        words=int(table["words"]),
        matrix=table["matrix"],
        scales=table["scales"].astype("float32"),
        idf=table["idf"].astype("float32"),
        projection=table["projection"].astype("float32"),
        mean=table["mean"].astype("float32"),
        digest=_read_digest(sheet, "table.npz"),
    )


def read_phrase_table(content: bytes) -> PhraseTable:
    """Return the table of a file's content."""
    import numpy as np  # noqa: PLC0415 - slow; many callers need only words

    arrays = _load_arrays(content)

    def lines(name: str) -> tuple[str, ...]:
        return tuple(arrays[name].tobytes().decode("utf-8").split("\n"))

    def matrix(name: str) -> npt.NDArray[np.float32]:
        scaled: npt.NDArray[np.float32] = arrays[name].astype(np.float32) * arrays[f"{name}_scales"][:, None]
        return scaled

    words = lines("words")
    unseen = len(words) - len(arrays["squares"])  # the last words stand in no example
    return PhraseTable(
        codes=lines("codes"),
        words=words,
        squares=np.pad(arrays["squares"], (0, unseen)),
        weights=np.pad(matrix("weights"), ((0, unseen), (0, 0))),
        far_squares=arrays["far_squares"],
        far_weights=matrix("far_weights"),
        pairs=arrays["pairs"],
        pair_squares=arrays["pair_squares"],
        pair_weights=matrix("pair_weights"),
        intercepts=arrays["intercepts"],
        thresholds=arrays["thresholds"],
        among_reproaches=arrays["among_reproaches"],
        digest=sha256(content).hexdigest()[:DIGEST],
    )


def _read_checksums(models: Path, model: str) -> dict[str, Any]:
    """Read the entry of one model in the file of checksums; raises `ModelDamaged` if there is none."""
    written = _read_part(models / CHECKSUMS, models, CHECKSUMS)
    try:
        sheet: dict[str, Any] = tomllib.loads(written.decode("utf-8"))[model]
    except (KeyError, ValueError) as fault:
        raise ModelDamaged(str(models), CHECKSUMS) from fault
    return sheet


def _read_verified(models: Path, model: str, part: str, sheet: dict[str, Any]) -> bytes:
    """Read one part of a model; raises `ModelDamaged` if its checksum differs."""
    folder = models / model
    content = _read_part(folder / part, folder, part)
    if sha256(content).hexdigest() != sheet["files"][part]["sha256"]:
        raise ModelDamaged(str(folder), part)
    return content


def _read_digest(sheet: dict[str, Any], part: str) -> str:
    """Return the digest of a part that was verified: the beginning of its checksum."""
    digest: str = sheet["files"][part]["sha256"][:DIGEST]
    return digest


def _read_part(path: Path, folder: Path, part: str) -> bytes:
    try:
        return path.read_bytes()
    except PermissionError as fault:
        raise NoPermission(str(path)) from fault
    except OSError as fault:
        raise ModelMissing(str(folder), part) from fault


def _load_arrays(content: bytes) -> dict[str, Any]:
    """Read every array of an .npz file; NumPy refuses anything but plain numbers."""
    import numpy as np  # noqa: PLC0415 - slow; many callers need only words

    with np.load(io.BytesIO(content), allow_pickle=False) as table:
        return dict(table.items())
