r"""Recognises and undoes the escapes of database exports: backslashes before quotes, delimiters, line ends.

MySQL writes "\\" for a backslash, and NULL as a cell "\N", which stays as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def is_backslashed(text: str, delimiter: str, quote: str) -> bool:
    """Return whether every backslash of a text escapes something, not only other backslashes."""
    after = Counter(_ESCAPED.findall(text))
    if not after or text.endswith("\\\n") or set(after) - {"\\", quote, "\n", delimiter, "N"}:
        return False
    mark = re.escape(delimiter)
    nothings = len(re.findall(rf"(?:^|{mark})\\N(?={mark}|$)", text, re.MULTILINE))
    return after["N"] == nothings and set(after) != {"\\"}


@cache
def bare_cell(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of a cell without quotes, in which a backslash escapes any character."""
    return re.compile(rf"(?:\\.|[^\\\n{re.escape(delimiter)}]|\\\Z)*", re.DOTALL)


def unescape_backslashes(cell: str) -> str:
    r"""Return a cell without its escapes; "\N" stays."""
    return cell if cell == r"\N" else _ESCAPED.sub(r"\1", cell)
