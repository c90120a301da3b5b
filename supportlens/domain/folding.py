"""Folds text, so that patterns and searches need not care for accents and capitals."""

import unicodedata


def fold(text: str) -> str:
    """Take accents and capitals away and make every run of white space one blank."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())
