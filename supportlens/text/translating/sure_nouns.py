"""Finds the nouns of two languages that the bilingual table is sure to mean the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import GlossaryRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supportlens.domain import BridgeTable

SURE = 0.95
"""Minimum cosine between the vectors of two words, each the nearest of the other.

Found by reading all pairs: of the 190 from 0.95 on, 3 are wrong or doubtful at a help desk; from 0.90 to
0.95, 10 of 121; from 0.85 to 0.90, 12 of 46. Smaller translates more names and more of them wrongly.
"""
SHORTEST = 4
"""Letters of the shortest word. Judgement: shorter ones have several meanings."""
ARTICLES = {
    "el": "m",
    "un": "m",
    "la": "f",
    "una": "f",
    "los": "mm",
    "las": "ff",
}
"""Spanish articles, which say the gender and number of the word after them in the table's word pairs."""
OTHER_ARTICLES = frozenset({"the", "an", "my", "your", "this"})
"""English words that a noun follows; "a" is a word of both languages."""


def find_sure_nouns(table: BridgeTable, spellings: Mapping[str, str]) -> tuple[GlossaryRule, ...]:
    """Return the nouns whose Spanish and English words are each other's nearest, as rules of a glossary.

    The articles before a word in the pairs of the table say of which language it is, its gender and number; a
    word with articles of both languages is of neither. The table knows no accents: a Spanish word is only
    written if `spellings` (by folded word) has it.
    """
    places = {word: place for place, word in enumerate(table.vocabulary[: table.words])}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    english: set[str] = set()
    for pair in table.vocabulary[table.words :]:
        before, word = pair.split()
        if word not in places or len(word) < SHORTEST:
            continue
        if before in ARTICLES:
            forms[word][ARTICLES[before]] += 1
        elif before in OTHER_ARTICLES:
            english.add(word)
    own = [word for word, found in forms.items() if len(found) == 1 and word not in english]
    other = [word for word in english if word not in forms]
    own.sort(key=places.__getitem__)
    other.sort(key=places.__getitem__)
    if not own or not other:
        return ()
    vectors = _vectors(table, [places[word] for word in (*own, *other)])
    near = vectors[: len(own)] @ vectors[len(own) :].T
    nearest, back = near.argmax(axis=1), near.argmax(axis=0)
    return tuple(
        _make_rule(next(iter(forms[word])), word, other[nearest[place]], spellings)
        for place, word in enumerate(own)
        if back[nearest[place]] == place and near[place, nearest[place]] >= SURE
    )


def _make_rule(symbol: str, word: str, meaning: str, spellings: Mapping[str, str]) -> GlossaryRule:
    written = spellings.get(word, "")
    return GlossaryRule(symbol, written or word, meaning, serves_from_second=bool(written))


def _vectors(table: BridgeTable, chosen: Sequence[int]) -> np.ndarray:
    """Return the vectors of some words around the mean of the table's single words, of unit length."""
    rows = table.matrix[: table.words].astype(np.float32) * table.scales[: table.words, None]
    # The length of a row's projection by the products of the projection's axes: half of projecting all rows.
    products = table.projection @ table.projection.T
    lengths = np.sqrt(np.maximum(np.einsum("ij,ij->i", rows @ products, rows), 0.0))
    rows /= np.maximum(lengths, 1e-9)[:, None]
    placed = (rows[chosen] - rows.mean(axis=0)) @ table.projection
    return np.asarray(placed / np.maximum(np.linalg.norm(placed, axis=1, keepdims=True), 1e-9))
