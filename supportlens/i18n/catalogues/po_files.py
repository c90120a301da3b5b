"""Catalogues of sentences: the .po files of a language, read as they are."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_ENTRY = re.compile(
    r"""^(?P<key>msgid|msgid_plural|msgstr)(?:\[(?P<form>\d+)\])?\ (?P<written>".*"(?:\n".*")*)""",
    re.MULTILINE | re.VERBOSE,
)
_QUOTED = re.compile(r'^"(.*)"$', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}
_PLURALS = re.compile(r"plural=(?P<rule>[^;\n]+)")


@dataclass(frozen=True)
class Catalogue:
    """The sentences of one language by their English ones, and its rule of plurals.

    A sentence that it lacks is said in English.
    """

    sentences: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """The sentence by its English one and its form: 0, and for plurals that of the rule."""
    choose_plural: Callable[[int], int] = lambda count: int(count != 1)

    def gettext(self, message: str) -> str:
        """Return a sentence."""
        return self.sentences.get((message, 0), message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form of a sentence for a count."""
        said = self.sentences.get((singular, self.choose_plural(count)))
        return said if said is not None else singular if count == 1 else plural


def read_catalogue(paths: Iterable[Path]) -> Catalogue:
    """Return the .po files of one language as one catalogue; of equal sentences the last file's counts."""
    sentences: dict[tuple[str, int], str] = {}
    for path in paths:
        for english, form, said in _read_entries(path.read_text(encoding="utf-8")):
            if said:
                sentences[english, form] = said
    heading = _PLURALS.search(sentences.pop(("", 0), ""))
    if heading is None:
        return Catalogue(sentences)
    return Catalogue(sentences, gettext.c2py(heading["rule"]))


def _read_entries(written: str) -> Iterator[tuple[str, int, str]]:
    """Yield the English sentence, the form and the sentence of each entry."""
    english = ""
    for entry in _ENTRY.finditer(written):
        text = _read_string(entry["written"])
        if entry["key"] == "msgid":
            english = text
        elif entry["key"] == "msgstr":
            yield english, int(entry["form"] or 0), text


def _read_string(written: str) -> str:
    joined = "".join(_QUOTED.findall(written))
    if "\\" not in joined:
        return joined
    return _ESCAPED.sub(lambda met: _CONTROLS.get(met[1], met[1]), joined)
