"""Reads words by language: `resources/words` has a folder per language and a file per topic."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import Language, Name, fold
from supportlens.resources.locating import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COMMON = "common"
"""The folder of what every language writes alike."""
_ROW = "language.toml"

Table = dict[str, Any]


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages of the program, the default one first.

    A language is a folder of `resources/words` with a `language.toml`. Raises ValueError, naming
    the file, for one that cannot be read.
    """
    return read_languages(resource("words"))


def read_languages(folder: Path) -> tuple[Language, ...]:
    """Return the languages in a folder of words, as `languages` does."""
    rows = [(path.parent.name, _parse(path)) for path in folder.glob(f"*/{_ROW}")]
    try:
        return tuple(
            _make_language(code, row) for code, row in sorted(rows, key=lambda item: item[1]["position"])
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(_ROW, repr(fault)) from fault


def _make_language(code: str, row: Table) -> Language:
    opening, closing = row["quotes"]
    articles = row.get("articles", {}).items()
    contractions = ((separate.split(), joined) for separate, joined in row.get("contractions", {}).items())
    return Language(
        code=code,
        name=row["name"],
        locale=row["locale"],
        percent=row["percent"],
        thousands=row.get("thousands", ""),
        quotes=(opening, closing),
        articles={noun: article for article, nouns in articles for noun in nouns.split()},
        contractions={(preposition, article): joined for (preposition, article), joined in contractions},
        switch=str(row.get("switch") or row["name"]),
        samples=tuple(row.get("samples", ())),
        keys=row.get("keys", {}),
        dialogs=row.get("dialogs", {}),
    )


def make_name(texts: dict[str, str]) -> Name:
    """Return a name from its texts by language; raises ValueError if one is empty or there are none."""
    name = Name({code: text.strip() for code, text in texts.items()})
    if not name or not all(name.values()):
        raise ValueError("a text is empty")
    return name


def read_word_tables(folder: Path, topic: str) -> dict[str, Table]:
    """Return the table of a topic by language code, from `<code>/<topic>.toml` in a folder of words.

    The languages of the program come first, in order, then those that are only recognised, then
    what is common to all. Raises ValueError, naming the file, for invalid TOML.
    """
    spoken = [language.code for language in read_languages(folder)]
    codes = sorted(path.parent.name for path in folder.glob(f"*/{topic}.toml"))
    order = sorted(
        codes, key=lambda code: (code == COMMON, code not in spoken, _find_position(code, spoken), code)
    )
    return {code: _parse(folder / code / f"{topic}.toml") for code in order}


def join_words(tables: dict[str, Table], key: str) -> str:
    """Return the texts of all languages under a key, joined by line ends; "" if there are none."""
    return "\n".join(str(table[key]).strip("\n") for table in tables.values() if key in table)


def _find_position(code: str, spoken: list[str]) -> int:
    return spoken.index(code) if code in spoken else 0


def _parse(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise ValueError(f"{path.parent.name}/{path.name}", repr(fault)) from fault


def require_folded(words: Iterable[str]) -> list[str]:
    """Return the words unchanged; raises ValueError for one that folding would change."""
    listed = [word for word in words if word]
    for word in listed:
        if fold(word) != word:
            raise ValueError(word)
    return listed
