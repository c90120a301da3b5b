"""Folds headers and short answers, so that a word matches in any spelling."""

from __future__ import annotations

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER_SIGN = re.compile(r"\b([Nn])\N{DEGREE SIGN}")
"""The sign of a degree that stands for the small letter of "number": keyboards have no other."""
_NO_WORD = re.compile(r"[^\w#]+|_+")


def fold_words(text: str) -> str:
    """Return a text in lower case without accents and punctuation: "Qué_área" as "que area"."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", _NUMBER_SIGN.sub(r"\1º", text)))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", bare).lower().split())
