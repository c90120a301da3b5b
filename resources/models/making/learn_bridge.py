"""Learns the bilingual table from pairs of an English and a Spanish text: the same bytes at every run.

    python resources/models/making/learn_bridge.py pairs.tsv.gz

`pairs.tsv.gz` has a pair a line: English, Spanish and source, separated by tabs. Needs what the `models`
group of pyproject.toml lists. A fixed part of the pairs, by their hash, is never learnt from and tells
how good the table is. Writes `resources/models/bridge/table.npz` and its checksum.

The idea is that of Reimers & Gurevych 2020, "Making monolingual sentence embeddings multilingual using
knowledge distillation", with a bag of words for a student: what the English model says of the English
text is what both sides of the pair are taught to say.
"""

from __future__ import annotations

import argparse
import gzip
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from bags import bags, learn_vocabulary, retrieval, words
from export_minilm import MODELS, load_original, load_tokenizer
from scipy.sparse import vstack
from torch.nn import functional
from writing import record, to_int8, write_arrays

SEED = 20_260_101
DIMENSIONS = 192
LEAST_TEXTS = 2
WORD_PAIRS = 16_000
RIDGE = 1.0
RIDGE_STEPS = 12
ROUNDS = 8
BATCH = 1024
RATE = 2e-3
DROPPED = 0.1
TEMPERATURE = 0.05
HELD_OUT = 2000
"""Pairs held out of each of the two kinds of source."""


class Pair(NamedTuple):
    """A text in two languages and where it comes from."""

    english: str
    spanish: str
    source: str

    @property
    def software(self) -> bool:
        """Whether it is from a program's interface or help, and not from a person's collection."""
        return self.source != "tatoeba"

    @property
    def digest(self) -> bytes:
        """What the pair is drawn by: neither order nor chance decides."""
        return blake2b(f"{self.english}\t{self.spanish}".encode(), digest_size=8).digest()


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs, sorted, so that the order of the file does not matter."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return sorted({Pair(*line.rstrip("\n").split("\t")) for line in lines})


def split(pairs: list[Pair]) -> tuple[list[Pair], dict[bool, list[Pair]]]:
    """Part what is learnt from and what is held out (by whether it is software).

    A held-out text has at least three words, and no pair with the same words on either side is learnt.
    """
    drawn = sorted(pairs, key=lambda pair: pair.digest)
    long = [pair for pair in drawn if min(len(words(pair.english)), len(words(pair.spanish))) >= 3]
    held = {kind: _distinct([pair for pair in long if pair.software == kind]) for kind in (False, True)}
    seen = {key for kind in held.values() for pair in kind for key in _keys(pair)}
    return [pair for pair in pairs if seen.isdisjoint(_keys(pair))], held


def _keys(pair: Pair) -> tuple[str, str]:
    return "en " + " ".join(words(pair.english)), "es " + " ".join(words(pair.spanish))


def _distinct(pairs: list[Pair]) -> list[Pair]:
    """Take the first pairs that share neither side: a question with two right answers asks nothing."""
    chosen: list[Pair] = []
    seen: set[str] = set()
    for pair in pairs:
        if len(chosen) < HELD_OUT and seen.isdisjoint(_keys(pair)):
            chosen.append(pair)
            seen.update(_keys(pair))
    return chosen


def teach(texts: list[str]) -> Any:
    """Give the unit vectors of n texts by the original English model, in float32.

    Batches hold texts of one length, so that nothing is padded.
    """
    original, tokenizer = load_original(), load_tokenizer()
    tokenizer.enable_truncation(128)
    tokens = [encoded.ids for encoded in tokenizer.encode_batch(texts)]
    found = np.zeros((len(texts), original.config.hidden_size), dtype=np.float32)
    with torch.inference_mode():
        for batch in _batches([len(ids) for ids in tokens], 128):
            ids = torch.tensor([tokens[place] for place in batch])
            states = original(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
            found[batch] = functional.normalize(states.mean(dim=1), dim=1).numpy()
    return found


def _batches(lengths: list[int], size: int) -> list[list[int]]:
    batches: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lambda place: (lengths[place], place)):
        alike = batches and lengths[batches[-1][0]] == lengths[place]
        if alike and len(batches[-1]) < size:
            batches[-1].append(place)
        else:
            batches.append([place])
    return batches


def ridge(features: Any, targets: Any) -> Any:
    """Solve (F'F + RIDGE) W = F'T by conjugate gradients, all columns of T (n x r) side by side."""
    residual = features.T @ targets
    weights, direction = np.zeros_like(residual), residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(RIDGE_STEPS):
        image = features.T @ (features @ direction) + RIDGE * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        smaller = (residual**2).sum(axis=0)
        direction = residual + smaller / np.maximum(size, 1e-12) * direction
        size = smaller
    return weights


class Bridge(torch.nn.Module):
    """Bags of words to unit vectors."""

    def __init__(self, weights: Any, projection: Any, mean: Any) -> None:
        super().__init__()
        self.rows = torch.nn.Parameter(torch.from_numpy(weights.astype(np.float32)))
        self.projection = torch.nn.Parameter(torch.from_numpy(projection.astype(np.float32)))
        self.mean = torch.nn.Parameter(torch.from_numpy(mean.astype(np.float32)))

    def forward(self, batch: Any, kept: Any) -> torch.Tensor:
        """Give n x d for a sparse n x v batch, of which the entries `kept` are seen."""
        values = torch.from_numpy(batch.data * kept)
        bag = torch.from_numpy(np.repeat(np.arange(batch.shape[0]), np.diff(batch.indptr)))
        lengths = torch.zeros(batch.shape[0]).index_add_(0, bag, values**2).clamp(min=1e-9).sqrt()
        sums = functional.embedding_bag(
            torch.from_numpy(batch.indices.astype(np.int64)),
            self.rows,
            torch.from_numpy(batch.indptr[:-1].astype(np.int64)),
            mode="sum",
            per_sample_weights=values / lengths[bag],
        )
        return functional.normalize(sums @ self.projection + self.mean, dim=1)


def loss(english: torch.Tensor, spanish: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """Say how far both sides are from what is taught, and from being told apart from the others."""
    near = 2 - (english * taught).sum(dim=1).mean() - (spanish * taught).sum(dim=1).mean()
    apart = _contrast(spanish, taught) + _contrast(english, taught) + _contrast(spanish, english)
    return near + 0.1 * apart


def _contrast(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Give InfoNCE in both directions: each text is to find its partner among those of the batch."""
    alike = left @ right.T / TEMPERATURE
    own = torch.arange(len(left))
    return functional.cross_entropy(alike, own) + functional.cross_entropy(alike.T, own)


def descend(bridge: Bridge, sides: tuple[Any, Any], taught: Any, places: Any) -> None:
    """Better the ridge's weights in `ROUNDS` rounds over the pairs."""
    chance = np.random.default_rng(SEED)
    optimiser = torch.optim.Adam(bridge.parameters(), lr=RATE)
    steps = ROUNDS * (len(places) // BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for number in range(ROUNDS):
        order = chance.permutation(len(places))
        total = 0.0
        for start in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[start : start + BATCH]
            seen = [side[rows] for side in sides]
            guessed = [bridge(side, (chance.random(side.nnz) >= DROPPED).astype(np.float32)) for side in seen]
            value = loss(*guessed, torch.from_numpy(taught[places[rows]]))
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            schedule.step()
            total += value.item()
        print(f"round {number + 1} of {ROUNDS}: {total / (len(order) // BATCH):.4f}", flush=True)


def learn(pairs: list[Pair], taught: Any, places: Any) -> dict[str, Any]:
    """Learn a table's arrays from pairs; `taught[places[i]]` is the vector of pair i's English text."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    sides = ([pair.english for pair in pairs], [pair.spanish for pair in pairs])
    listed, single, idf = learn_vocabulary((text for side in sides for text in side), LEAST_TEXTS, WORD_PAIRS)
    vocabulary = {entry: place for place, entry in enumerate(listed)}
    english, spanish = (bags(side, vocabulary, idf) for side in sides)
    mean = taught[places].mean(axis=0)
    centred = taught - mean
    _, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    projection = np.ascontiguousarray(axes[:, ::-1][:, :DIMENSIONS].T).astype(np.float32)
    targets = (centred @ projection.T)[places]
    weights = ridge(vstack([english, spanish]).tocsr(), np.vstack([targets, targets]))
    bridge = Bridge(weights, projection, mean)
    descend(bridge, (english, spanish), taught, places)
    matrix, scales = to_int8(bridge.rows.detach().numpy())
    return {
        "matrix": matrix,
        "scales": scales,
        "idf": idf,
        "projection": bridge.projection.detach().numpy(),
        "mean": bridge.mean.detach().numpy(),
        "vocabulary": np.frombuffer("\n".join(listed).encode(), dtype=np.uint8),
        "words": np.int64(single),
    }


def main() -> None:
    """Learn, write, and say how many held-out texts find their translation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, help="English, Spanish and source, a pair a line, gzip")
    parser.add_argument("--into", type=Path, default=MODELS, help="the folder with checksums.toml")
    parser.add_argument("--vectors", type=Path, help="keeps what the model says of the English texts (.npy)")
    given = parser.parse_args()
    pairs = read_pairs(given.pairs)
    texts = sorted({pair.english for pair in pairs})
    taught = _taught(texts, given.vectors)
    learnt, held = split(pairs)
    row = {text: place for place, text in enumerate(texts)}
    table = learn(learnt, taught, np.array([row[pair.english] for pair in learnt]))
    path = given.into / "bridge" / "table.npz"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_arrays(path, table)
    record(given.into / "checksums.toml", path)
    for software, kept in held.items():
        share = retrieval([(pair.english, pair.spanish) for pair in kept], table)
        print(f"{'software' if software else 'sentences'}: {share:.3f} of {len(kept)} find their translation")


def _taught(texts: list[str], kept: Path | None) -> Any:
    if kept is not None and kept.exists():
        return np.load(kept)
    taught = teach(texts)
    if kept is not None:
        np.save(kept, taught)
    return taught


if __name__ == "__main__":
    main()
