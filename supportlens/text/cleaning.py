"""Takes away what says nothing: greetings, addresses, ticket numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Lexicon

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_NUMBER = re.compile(r"#?\b\d{5,}\b")
"""Ticket, invoice and telephone numbers; shorter ones may be error codes and years."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def clean(texts: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Fold each text and take greetings, addresses and long numbers out.

    Gives as many texts as it gets; one that says nothing ("ok", "gracias", "test") becomes "".
    """
    greeting = re.compile("|".join(lexicon.greetings)) if lexicon.greetings else None
    hollow = lexicon.stop | {word for message in lexicon.empty for word in _WORD.findall(message)}
    return [_clean(text, greeting, hollow) for text in texts]


def _clean(text: str, greeting: re.Pattern[str] | None, hollow: frozenset[str]) -> str:
    folded = _ADDRESS.sub(" ", fold(text))
    if greeting is not None:
        folded = greeting.sub(" ", folded)
    folded = " ".join(_NUMBER.sub(" ", folded).split())
    words = _WORD.findall(folded)
    return "" if hollow.issuperset(words) else folded
