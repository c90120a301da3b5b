"""The capitals and small letters of the alphabets with case, as the inside of a class of characters."""

from __future__ import annotations

import unicodedata
from itertools import chain

_ALPHABETS = (range(0x0530), range(0x1E00, 0x2000))
"""Latin, Greek and Cyrillic, and their letters with marks: `re` knows no class of capitals."""


def _list_letters(category: str) -> str:
    letters = map(chr, chain(*_ALPHABETS))
    return "".join(letter for letter in letters if unicodedata.category(letter) == category)


CAPITALS = _list_letters("Lu")
SMALL_LETTERS = _list_letters("Ll")
