"""Folds headers and short answers, so that a word matches in any spelling."""

from __future__ import annotations

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[^\w#]+|_+")


def fold_words(text: str) -> str:
    """Return a text in lower case without accents and punctuation: "Qué_área" as "que area"."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", bare).lower().split())
