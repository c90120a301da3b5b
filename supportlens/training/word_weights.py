"""Weights words by how specific they are to a set of texts."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

ENOUGH_TEXTS = 3000
"""Sample of texts that is large enough to estimate word shares.

A share of one in a hundred is then known within a third; more costs time.
"""
_WORDS = re.compile(r"[^\W\d_]{3,}")


def find_words(text: str) -> frozenset[str]:
    """Return the distinct words of a text, folded, of three letters or more."""
    return frozenset(_WORDS.findall(fold(text)))


def count_word_shares(texts: pd.Series[str]) -> dict[str, float]:
    """Return the share of texts (0 to 1) with each word, from an even sample of at most 3 000."""
    spread = texts.iloc[:: max(1, len(texts) // ENOUGH_TEXTS)]
    counts = Counter(word for text in spread for word in find_words(str(text)))
    return {word: count / len(spread) for word, count in counts.items()}


def weigh_words(inside: Iterable[frozenset[str]], everywhere: Mapping[str, float]) -> dict[str, float]:
    """Weight each word of the texts `inside`: its share there x log(1 / its share everywhere).

    A greeting is common everywhere, a name is rare inside: both weigh little. (TF-IDF with the texts inside
    as one document; Salton and Buckley, 1988.)
    """
    texts = list(inside)
    rarest = 1 / (ENOUGH_TEXTS + 1)
    counts = Counter(word for words in texts for word in words)
    return {
        word: count / len(texts) * -math.log(max(everywhere.get(word, rarest), rarest))
        for word, count in counts.items()
    }


def weigh_text(words: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of a text: the sum over its words, divided by the root of their number."""
    return sum(weights.get(word, 0.0) for word in sorted(words)) / math.sqrt(max(1, len(words)))
