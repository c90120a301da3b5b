"""Folds text so that a pattern matches a word in any spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ACCENTS = re.compile("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]+")
_APOSTROPHES = re.compile(
    "[\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}\N{GRAVE ACCENT}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{PRIME}]"
)


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with plain apostrophes and single spaces.

    Letters are decomposed by compatibility (Unicode NFKD, UAX #15) and lose their combining marks, so that
    "ñ" becomes "n" and "1.ª" becomes "1.a". The function is idempotent.
    """
    if text.isascii():
        if text.isalnum():  # a word: there is nothing else to fold, and most of what is folded are words
            return text.lower()
    else:
        # Apostrophes first: a single acute accent would decompose into a space and a mark.
        apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text).lower())
        # And again, for apostrophes that result from decomposition.
        text = _APOSTROPHES.sub("'", _ACCENTS.sub("", apart))
    return " ".join(text.lower().replace("`", "'").split())


def find_as_written(text: str, phrase: str) -> str:
    """Return the part of `text` that folds to `phrase`, as written; `phrase` itself without a match."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = _plain(letter)
        if plain == " " and letters[-1:] in ([" "], []):
            continue
        letters.extend(plain)
        places.extend([place] * len(plain))
    start = "".join(letters).find(phrase)
    if start < 0:
        return phrase
    return " ".join(text[places[start] : places[start + len(phrase) - 1] + 1].split())


@cache
def _plain(letter: str) -> str:
    """Return the folded form of one letter; cached, because texts are folded letter by letter."""
    return fold(letter) or (" " if letter.isspace() else "")


def uncapitalise(phrase: str) -> str:
    """Return a phrase for use within a sentence: "menu bar" for "Menu bar", "WhatsApp" unchanged."""
    first = phrase.split(" ", 1)[0]
    return phrase if first[1:] != first[1:].lower() else phrase[:1].lower() + phrase[1:]


def capitalise(name: str) -> str:
    """Capitalise a name unless its first word has capitals elsewhere: "iPhone"."""
    first = name.split(" ", 1)[0]
    return name if first != first.lower() else name[:1].upper() + name[1:]
