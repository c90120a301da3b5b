"""Keeps the vectors of texts that were read lately, so that the same log is not read twice."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import LanguageModel

    Vector = npt.NDArray[np.float32]

KEPT = 20_000
"""Vectors that a process keeps, 30 MB. Judgement: four times what is read of a large log."""


class KeptVectors:
    """Vectors by model and text, the texts as hashes; those asked for last are kept."""

    def __init__(self) -> None:
        self._vectors: dict[bytes, Vector] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read."""
        return not self._vectors

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Vector]:
        """Return the vectors that are kept of some keys."""
        found = ((key, self._vectors.get(key)) for key in keys)
        return {key: vector for key, vector in found if vector is not None}

    def keep(self, vectors: dict[bytes, Vector]) -> None:
        """Keep vectors, instead of those that were not asked for longest."""
        for key, vector in list(vectors.items())[:KEPT]:
            self._vectors.pop(key, None)
            self._vectors[key] = vector
        for key in list(self._vectors)[: max(len(self._vectors) - KEPT, 0)]:
            self._vectors.pop(key, None)


def make_keys(model: LanguageModel, texts: Sequence[str]) -> list[bytes]:
    """Return the key of each text as `model` reads it: equal keys have equal vectors."""
    named = f"{model.digest} {model.output} {model.pooling} {model.max_length} {model.tokenizer}"
    identity = blake2b(named.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return [
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=identity).digest()
        for text in texts
    ]


LATELY = KeptVectors()
"""What this process has read."""
