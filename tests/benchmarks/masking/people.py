"""Sentences that mention people, and sentences that mention none (`people.txt`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from supportlens.report import Masker

_SENTENCES = Path(__file__).with_name("people.txt")
_NAME = re.compile(r"\{([^}]+)\}")
_PARTICLES = frozenset("de la los del von van der al y and".split())
PLACEHOLDER = "[nombre]"


class Mention(NamedTuple):
    """A sentence, the names in it, its language and the way in which it mentions them."""

    language: str
    form: str
    names: tuple[str, ...]
    text: str

    @property
    def group(self) -> str:
        """The row of the table it counts in."""
        return f"{self.language}: {self.form}"


def read_mentions(path: Path = _SENTENCES) -> list[Mention]:
    """Return the sentences of a file; names are in braces there."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    mentions = []
    for line in lines:
        language, form, marked = line.split("|", 2)
        text = marked.replace("\\n", "\n")
        mentions.append(Mention(language, form, tuple(_NAME.findall(text)), _NAME.sub(r"\1", text)))
    return mentions


def names_hidden(mention: Mention, masker: Masker) -> list[bool]:
    """Return of each name whether no word of it is left."""
    shown = set(re.findall(r"\w+", masker.mask_text(mention.text)))
    return [
        not shown & {word for word in re.findall(r"\w{2,}", name) if word.casefold() not in _PARTICLES}
        for name in mention.names
    ]
