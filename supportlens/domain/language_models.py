"""A language model and the bridge between two languages, as values: the disk has been left behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Pooling(StrEnum):
    """How the vectors of a text's tokens become the vector of the text."""

    MEAN = "mean"
    """The mean over the tokens that are not padding; then unit length."""
    CLS = "cls"
    """The vector of the first token; then unit length."""
    DONE = "done"
    """The model gives one vector a text; only unit length may be missing."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenTable:
    """A static vector for each of the v entries of a vocabulary, in d dimensions.

    Row i is `matrix[i] * scales[i]`: `matrix` (v x d) is int8, `scales` (v) float32.
    """

    matrix: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """A sentence encoder that has been read and found whole."""

    name: str
    digest: str
    """The first twelve hexadecimal digits of the SHA-256 of `onnx`: two models never share it."""
    onnx: bytes = field(repr=False)
    """The network: token numbers and attention mask, with or without token types, to `output`."""
    output: str
    """The name of the network's output to read: texts x tokens x d, or texts x d where `DONE`."""
    tokenizer: str = field(repr=False)
    """The tokenizer's JSON, as the tokenizers library reads it."""
    tokens: TokenTable | None = field(repr=False)
    """Static vectors made from the same network; None for a model that did not come with them."""
    pooling: Pooling
    max_length: int
    """Tokens of a text that are read, the marks at both ends among them."""
    multilingual: bool
    """Whether texts of several languages that say the same get like vectors."""
    language: str = "en"
    """The code of the language that it reads where it is not multilingual."""


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
