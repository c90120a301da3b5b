"""Reads cells that hold several tags, however an export separates them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Tags
from supportlens.ingest.values.plain_text import NOTHING, to_plain_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LIST = re.compile(r"[\[({].*[\])}]", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_SEPARATORS = (r"[;\n]", r"\|", r",", r"\s/\s|/(?=\S)")
"""In the order in which they decide: a comma may be inside a tag that semicolons end."""

_ENOUGH = 0.1
"""Minimum share of cells with a separator. Judgement: fewer are tags with a sign inside."""

_SAMPLE = 2_000
"""Cells that decide. Judgement: more take longer and agree."""

_MOST_WORDS_PER_TAG = 0.5
"""Maximum number of different words per word for blanks to separate tags, as in Zendesk.

Judgement: tags repeat far more; the words of titles do not.
"""


def read_tags(values: pd.Series) -> pd.Series:
    """Return n cells with their tags in the form of `domain.tags`; the column decides what separates them."""
    codes, cells = pd.factorize(values)
    separator = find_separator(values.iloc[:: max(len(values) // _SAMPLE, 1)].tolist())
    read = [Tags.join(split_cell(str(cell), separator)) for cell in cells]
    return pd.Series([read[code] if code >= 0 else "" for code in codes], index=values.index, dtype="str")


def merge_tags(columns: Iterable[pd.Series]) -> pd.Series:
    """Return the tags of all columns (n cells each) in one."""
    first, *others = (read_tags(to_plain_column(values)) for values in columns)
    for other in others:
        cells = zip(first, other, strict=True)
        first = pd.Series(
            [Tags.join([*Tags.split(one), *Tags.split(more)]) for one, more in cells],
            index=first.index,
            dtype="str",
        )
    return first


def find_separator(cells: Sequence[str]) -> re.Pattern[str] | None:
    """Return what separates the tags of a column, None if each cell is one tag."""
    bare = [_unwrap(cell) for cell in cells if cell.strip().lower() not in NOTHING]
    for pattern in _SEPARATORS:
        separator = re.compile(pattern)
        if sum(1 for cell in bare if separator.search(cell.strip())) > _ENOUGH * len(bare):
            return separator
    words = [cell.split() for cell in bare]
    several = sum(1 for tags in words if len(tags) > 1)
    count = sum(map(len, words))
    different = len({word for tags in words for word in tags})
    if several > 0.5 * len(bare) and different <= _MOST_WORDS_PER_TAG * count and _are_codes(words):
        return re.compile(r"\s+")
    return None


def split_cell(cell: str, separator: re.Pattern[str] | None) -> list[str]:
    """Return the tags of a cell."""
    stripped = cell.strip()
    if stripped.lower() in NOTHING:
        return []
    bare = _unwrap(stripped)
    if bare != stripped and (quoted := [one or other for one, other in _QUOTED.findall(stripped)]):
        parts: Iterable[str] = quoted
    elif bare != stripped:
        parts = bare.split(",")
    else:
        parts = separator.split(bare) if separator else [bare]
    tags = (part.strip(" \t\n\r\"'#").replace(";", ",") for part in parts)
    return [tag for tag in tags if tag and tag.lower() not in NOTHING]


def _unwrap(cell: str) -> str:
    """Return the inside of a list as programs write it: ["a", "b"], [a, b], {a,b}."""
    stripped = cell.strip()
    return stripped[1:-1] if _LIST.fullmatch(stripped) else stripped


def _are_codes(words: list[list[str]]) -> bool:
    """Return whether words look like tags rather than titles: in small letters, or marked with #."""
    tokens = [word for tags in words for word in tags]
    marked = sum(1 for word in tokens if word[0] == "#" or word == word.lower())
    return marked >= 0.9 * len(tokens)
