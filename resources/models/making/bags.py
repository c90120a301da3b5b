"""Texts as bags of words and word pairs, as the bridge reads them; and how well it joins two languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LETTERS = {
    code: base
    for code in range(0xC0, 0x250)
    if (base := unicodedata.normalize("NFKD", chr(code))[0]).isascii()
}
_WORD = re.compile(r"[a-z]+|\d+")


def words(text: str) -> list[str]:
    """Give the words of a text: lower case, no accents, every number as "0"."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(folded)]


def entries(text: str) -> list[str]:
    """Give the words of a text, then its pairs of neighbouring words."""
    single = words(text)
    return single + [f"{left} {right}" for left, right in pairwise(single)]


def learn_vocabulary(texts: Iterable[str], least: int, pairs: int) -> tuple[list[str], int, Any]:
    """Choose the words in at least `least` texts and the `pairs` most frequent word pairs.

    Gives the entries, frequent ones first and words before pairs; how many are words; and the square
    root of each entry's inverse document frequency. Ties are broken by name.
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(entries(text)))
        total += 1
    ranked = sorted(counts, key=lambda entry: (-counts[entry], entry))
    single = [entry for entry in ranked if " " not in entry and counts[entry] >= least]
    double = [entry for entry in ranked if " " in entry][:pairs]
    frequencies = np.array([counts[entry] for entry in single + double], dtype=np.float64)
    idf = np.log((1 + total) / (1 + frequencies)) + 1
    return single + double, len(single), np.sqrt(idf).astype(np.float32)


def bags(texts: Sequence[str], vocabulary: dict[str, int], idf: Any) -> Any:
    """Give an n x v matrix of rows of unit length: sublinear counts times `idf`."""
    columns, values, ends = [], [], [0]
    for text in texts:
        counts = Counter(vocabulary[entry] for entry in entries(text) if entry in vocabulary)
        columns.extend(counts)
        values.extend(counts.values())
        ends.append(len(columns))
    places = np.array(columns, dtype=np.int32)
    weights = ((1 + np.log(np.array(values, dtype=np.float32))) * idf[places]).astype(np.float32)
    matrix = csr_matrix((weights, places, np.array(ends)), shape=(len(texts), len(vocabulary)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(matrix.indptr)).astype(np.float32)
    return matrix


def vectors(texts: Sequence[str], table: dict[str, Any]) -> Any:
    """Give the n x d unit vectors of the texts by the arrays of a table's file."""
    listed = table["vocabulary"].tobytes().decode("utf-8").split("\n")
    places = {entry: place for place, entry in enumerate(listed)}
    rows = table["matrix"].astype(np.float32) * table["scales"].astype(np.float32)[:, None]
    found = bags(texts, places, table["idf"].astype(np.float32)) @ rows @ table["projection"] + table["mean"]
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def retrieval(pairs: Sequence[tuple[str, str]], table: dict[str, Any]) -> float:
    """Give the share of Spanish texts whose nearest English text is their own translation."""
    english = vectors([pair[0] for pair in pairs], table)
    spanish = vectors([pair[1] for pair in pairs], table)
    return float(((spanish @ english.T).argmax(axis=1) == np.arange(len(pairs))).mean())
