"""Folds headers and short answers, so that one word is met however it was typed."""

from __future__ import annotations

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[^\w#]+|_+")


def fold(text: str) -> str:
    """Fold accents, case and punctuation: "Categoría_interna" and "categoriaInterna" are one."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", bare).lower().split())
