"""The teacher: a sentence encoder, exact and slow."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from supportlens.domain import LaneWork, Pooling
from supportlens.text.kept_vectors import LATELY, KeptVectors, make_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from supportlens.domain import FractionProgress, LanguageModel

BATCH, BATCH_TOKENS = 64, 1_024
"""Maximum texts and tokens encoded at once; a cancelled analysis waits for one batch of each lane at most.

Measured on 954 tickets of 41 tokens and on 900 of 15, one thread: from 256 to 1 024 tokens equally fast, and
15 % slower with 32 texts of any length, whose numbers no longer fit beside the core.
"""
STEP = 1_000
LONGEST = 96
"""Maximum tokens read per text: subject and first sentences describe the problem.

Judgement: the time grows with it; smaller misses what follows a long greeting.
"""


class Network:
    """The network of a model, opened when there is something to read, or ahead of it."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model

    @cached_property
    def session(self) -> Any:
        """The network, ready to read."""
        import onnxruntime  # noqa: PLC0415 - takes a tenth of a second

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Two batches side by side take three quarters of the time of two threads in one batch.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(self.model.onnx, options, providers=["CPUExecutionProvider"])

    @cached_property
    def inputs(self) -> frozenset[str]:
        """The names of its inputs."""
        return frozenset(given.name for given in self.session.get_inputs())

    def open(self) -> None:
        """Open it: a tenth of a second, in which the interpreter is free."""
        _ = self.inputs

    def open_ahead(self, kept: KeptVectors = LATELY) -> None:
        """Open it if nothing is `kept` of what was read before: most often the same log is read again."""
        if kept.is_empty:
            self.open()


class Teacher:
    """Encodes texts with a transformer, reproducibly."""

    def __init__(self, network: Network, lanes: int = 1, kept: KeptVectors = LATELY) -> None:
        """Take a network; `lanes` batches are read at a time, each by one thread that needs no interpreter.

        What is `kept` is not read again, and what is read is kept there.
        """
        model = network.model
        from tokenizers import Tokenizer  # noqa: PLC0415 - takes time that small requests can avoid

        self._tokenizer: Any = Tokenizer.from_str(model.tokenizer)
        self._tokenizer.enable_truncation(min(LONGEST, model.max_length))
        self._tokenizer.no_padding()
        self._model = model
        self._network = network
        self._lanes = lanes
        self._kept = kept
        self._counted: dict[str, list[int]] = {}
        """The tokens of the texts that were counted, for when they are read."""

    def count_readable(self, texts: Sequence[str], tokens: int, least: int) -> int:
        """Return how many leading texts contain `tokens` in total, but at least `least` or all of them."""
        held = 0
        for start in range(0, len(texts), STEP):
            block = texts[start : start + STEP]
            for place, ids in enumerate(self._tokenise(block)):
                held += len(ids)
                if held > tokens:
                    return min(max(start + place, least), len(texts))
                self._counted[block[place]] = ids
        return len(texts)

    def _tokenise(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of each text; only their numbers are asked for."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]

    def encode(self, texts: Sequence[str], progress: FractionProgress) -> npt.NDArray[np.float32]:
        """Return the vectors of u texts (u x d), of unit length.

        Texts of equal length share a batch, so that no padding is needed. The vector of a text is the same,
        to the last digit, whatever other texts there are. `progress` receives the fraction done.
        """
        with self.begin(texts) as reading:
            return reading.wait(progress)

    def begin(self, texts: Sequence[str]) -> BatchReading:
        """Begin to encode texts, as `encode` does, and return what is waited for."""
        keys = make_keys(self._model, texts)
        known = self._kept.find(keys)
        fresh = [place for place, key in enumerate(keys) if key not in known]
        batches, lanes = self._begin_all([texts[place] for place in fresh])
        return BatchReading(
            keys, known, [[keys[fresh[place]] for place in batch] for batch in batches], lanes, self._kept
        )

    def _begin_all(self, texts: Sequence[str]) -> tuple[list[list[int]], LaneWork[npt.NDArray[np.float32]]]:
        """Begin to read texts, some batches at a time; return the places of each batch and the work."""
        known, self._counted = self._counted, {}
        fresh = [text for text in texts if text not in known]
        known.update(zip(fresh, self._tokenise(fresh), strict=True))
        tokens = [known[text] for text in texts]
        batches = list(_batch(texts, tokens))
        if batches:
            self._network.open()  # here, and not by several threads

        def read(batch: list[int]) -> npt.NDArray[np.float32]:
            return self._read([tokens[place] for place in batch])

        return batches, LaneWork(read, batches, self._lanes)

    def _read(self, tokens: list[list[int]]) -> npt.NDArray[np.float32]:
        """Return the vectors of texts of one length; one alone is read beside itself.

        Alone it would be added up in another order, and its seventh digit would be another.
        """
        if len(tokens) == 1:
            return self._read(tokens * 2)[:1]
        width = max(map(len, tokens))
        ids = np.zeros((len(tokens), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, token_ids in enumerate(tokens):
            ids[row, : len(token_ids)] = token_ids
            mask[row, : len(token_ids)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        feed = {name: given[name] for name in self._network.inputs if name in given}
        states = np.asarray(self._network.session.run([self._model.output], feed)[0], dtype=np.float32)
        pooled = self._pool(states, mask)
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(lengths, 1e-9), dtype=np.float32)

    def _pool(self, states: npt.NDArray[np.float32], mask: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        if self._model.pooling is Pooling.DONE:
            return states
        if self._model.pooling is Pooling.CLS:
            return states[:, 0]
        weights = mask[..., None].astype(np.float32)
        return np.asarray((states * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float32)


class BatchReading:
    """Texts that are being encoded; leaving the ``with`` block stops what has not begun."""

    def __init__(
        self,
        keys: Sequence[bytes],
        known: dict[bytes, npt.NDArray[np.float32]],
        batches: Sequence[Sequence[bytes]],
        lanes: LaneWork[npt.NDArray[np.float32]],
        kept: KeptVectors,
    ) -> None:
        """Take the keys of all texts, the vectors that are known, and the keys and the work of the others."""
        self._keys, self._known, self._batches = keys, known, batches
        self._lanes, self._kept = lanes, kept

    def wait(self, progress: FractionProgress) -> npt.NDArray[np.float32]:
        """Return the vectors of the texts (u x d); `progress` ends the waiting by raising."""
        if not self._keys:
            return np.zeros((0, 1), dtype=np.float32)
        for batch, found in zip(self._batches, self._lanes.results(progress), strict=True):
            self._known.update(zip(batch, found, strict=True))
        self._kept.keep(self._known)
        return np.array([self._known[key] for key in self._keys], dtype=np.float32)

    def __enter__(self) -> Self:
        """Return this reading."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what has not begun."""
        self._lanes.__exit__()


def _batch(texts: Sequence[str], tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the positions of texts in batches of one length, whatever the order of the texts."""
    batch: list[int] = []
    for place in sorted(range(len(texts)), key=lambda place: (len(tokens[place]), texts[place])):
        length = len(tokens[place])
        full = len(batch) >= min(BATCH, max(BATCH_TOKENS // length, 1))
        if batch and (full or len(tokens[batch[0]]) != length):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
