"""How a company wants its reports to look."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class CompanyLook:
    """A logo, two colours and a footer; what is empty stays as the program has it."""

    name: str = ""
    logo: bytes = b""
    """A picture, PNG or JPEG."""
    accent: str = ""
    """The colour of this cause and of what is to be done: six hexadecimal digits."""
    second: str = ""
    """The colour behind the titles of tables."""
    footer: str = ""
    """The line at the foot of every page."""


def read_colour(written: str) -> str:
    """Return a colour as six hexadecimal digits in capitals; raises ValueError for what is none."""
    found = _COLOUR.fullmatch(written.strip())
    if found is None:
        raise ValueError(written)
    return found[1].upper()
