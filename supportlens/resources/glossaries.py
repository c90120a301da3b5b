"""Reads how names of one language read in English."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from supportlens.domain import Glossary, GlossaryRule
from supportlens.resources.locating import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGLISH = "en"
_FILE = "english.toml"
_SIGN = re.compile(r"\s([=<>])\s")


@cache
def glossaries() -> tuple[Glossary, ...]:
    """Return the glossary of each language that has one; raises ValueError for one that cannot be read."""
    return tuple(read_glossary(path) for path in sorted(resource("words").glob(f"*/{_FILE}")))


def read_glossary(path: Path) -> Glossary:
    """Read the glossary between the language of a folder and English."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = [
            rule
            for list_name, lines in table["words"].items()
            for line in lines.strip().splitlines()
            for rule in _read_forms(line, table["forms"][list_name])
        ]
        for symbol, lines in table["rules"].items():
            rules += [_make_rule(symbol, *_split(line)) for line in lines.strip().splitlines()]
    except (KeyError, ValueError, IndexError, AttributeError) as fault:
        raise ValueError(path.name, repr(fault)) from fault
    return Glossary((path.parent.name, ENGLISH), tuple(rules))


def _read_forms(line: str, columns: list[str]) -> Iterator[GlossaryRule]:
    """Read the forms of a word in both languages; an empty form is one that the word does not have."""
    first, sign, second = _split(line)
    own, english = ([form.strip() for form in side.split(",")] for side in (first, second))
    for column in columns:
        symbol, place, other = column.split()
        forms = own[int(place)], english[min(int(other), len(english) - 1)]
        if all(forms):
            yield _make_rule(symbol, forms[0], sign, forms[1])


def _make_rule(symbol: str, first: str, sign: str, second: str) -> GlossaryRule:
    return GlossaryRule(
        symbol, first, second, serves_from_first=sign in "=>", serves_from_second=sign in "=<"
    )


def _split(line: str) -> tuple[str, str, str]:
    first, sign, second = _SIGN.split(line, maxsplit=1)
    return first.strip(), sign, second.strip()
