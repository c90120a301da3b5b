"""A language model and the bilingual table as values, independent of files."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Pooling(StrEnum):
    """How token vectors are combined into the vector of a text."""

    MEAN = "mean"
    """The mean over the tokens that are not padding, scaled to unit length."""
    CLS = "cls"
    """The vector of the first token, scaled to unit length."""
    DONE = "done"
    """The model returns one vector per text, scaled to unit length if necessary."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenTable:
    """A static vector for each of the v entries of a vocabulary, in d dimensions.

    Row i is `matrix[i] * scales[i]`: `matrix` (v x d) is int8, `scales` (v) float32.
    """

    matrix: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """A sentence encoder, loaded and verified."""

    name: str
    digest: str
    """The first twelve hexadecimal digits of the SHA-256 of `onnx`; identifies the model."""
    onnx: bytes = field(repr=False)
    """The network: from token numbers and attention mask, with or without token types, to `output`."""
    output: str
    """The name of the network's output to use: texts x tokens x d, or texts x d if `DONE`."""
    tokenizer: str = field(repr=False)
    """The tokenizer's JSON, as the tokenizers library reads it."""
    tokens: TokenTable | None = field(repr=False)
    """Static vectors derived from the same network; None for a model without them."""
    pooling: Pooling
    max_length: int
    """Maximum tokens read per text, including the special tokens at both ends."""
    multilingual: bool
    """Whether equivalent texts in several languages get similar vectors."""
    language: str = "en"
    """The code of its language if it is not multilingual."""


@dataclass(frozen=True, slots=True, eq=False)
class BridgeTable:
    """Vectors for v words and word pairs of Spanish and English in one space of d dimensions.

    A text is a bag of the entries of `vocabulary` (words of folded text, digits as "0", pairs
    joined by a space; the first `words` entries are single words, the most frequent first). With x
    its sublinear counts times `idf` (v), scaled to unit length, its vector is
    ``(x @ (matrix * scales[:, None])) @ projection + mean``, then unit length: `matrix` (v x r) is
    int8, `scales` (v), `projection` (r x d) and `mean` (d) are float32.
    """

    vocabulary: tuple[str, ...] = field(repr=False)
    words: int
    matrix: npt.NDArray[np.int8] = field(repr=False)
    scales: npt.NDArray[np.float32] = field(repr=False)
    idf: npt.NDArray[np.float32] = field(repr=False)
    projection: npt.NDArray[np.float32] = field(repr=False)
    mean: npt.NDArray[np.float32] = field(repr=False)
    digest: str
    """The first twelve hexadecimal digits of the SHA-256 of the table's file."""
