"""Folds accents and case character by character, so that matches can be highlighted in place."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

LAST_FOLDED = 0x2FFF
"""The last code point that is folded: letters with accents or case lie below, CJK and pictures above."""
BLOCK_SIZE = 4096
"""Texts folded together. Judgement: more would save no time and need more memory."""

APOSTROPHES = "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`"
"""Characters that people type for an apostrophe."""


@cache
def _folding_table() -> npt.NDArray[np.uint32]:
    """Return the folded code point of each code point up to `LAST_FOLDED`."""
    return np.array([_fold_letter(chr(code)) for code in range(LAST_FOLDED + 1)], dtype=np.uint32)


def _fold_letter(letter: str) -> int:
    if letter.isspace():
        return ord(" ")
    if letter in APOSTROPHES:
        return ord("'")
    parts = [part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)]
    folded = "".join(parts).lower()
    return ord(folded) if len(folded) == 1 else ord(letter)


def compose(text: str) -> str:
    """Return `text` with each accented letter as one character (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def fold_all(texts: Iterable[str]) -> list[str]:
    """Fold many composed texts; each keeps its length."""
    all_texts = list(texts)
    return [
        folded
        for start in range(0, len(all_texts), BLOCK_SIZE)
        for folded in _fold_block(all_texts[start : start + BLOCK_SIZE])
    ]


def _fold_block(texts: Sequence[str]) -> list[str]:
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = np.where(codes <= LAST_FOLDED, _folding_table()[np.minimum(codes, LAST_FOLDED)], codes)
    joined = folded.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    ends = np.cumsum([len(text) for text in texts]).tolist()
    return [joined[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def fold_one(text: str) -> str:
    """Fold one composed text; it keeps its length."""
    return fold_all([text])[0]
