"""Makes text safe for cells and CSV: no formula, no forbidden character, not too long."""

from __future__ import annotations

import re

CELL_LIMIT = 32_767
"""Characters (UTF-16 units) that a cell of Excel holds."""

ROW_LIMIT = 1_048_576
"""Rows that a sheet of Excel holds."""

CUT_MARK = " […]"
"""What stands at the end of a text that was too long for its cell."""

# XML 1.0 allows no control characters, lone surrogates, U+FFFE or U+FFFF.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def excel_safe(text: str, mark: str = CUT_MARK) -> str:
    """Return `text` as a cell can hold it, cut with a visible `mark` if it is too long.

    A character that XML forbids becomes U+FFFD, and a line ends with a line feed alone.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if _FORBIDDEN.search(clean):
        clean = _FORBIDDEN.sub("\ufffd", clean)
    if len(clean) <= CELL_LIMIT // 2 or _units(clean) <= CELL_LIMIT:
        return clean
    room = CELL_LIMIT - _units(mark)
    head = clean.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return head + mark


def opens_like_formula(text: str) -> bool:
    """Return whether a spreadsheet would treat `text` as a formula if it were typed in.

    The characters are those listed by OWASP (CSV injection), including full-width forms.
    """
    return text.startswith(_FORMULA_OPENINGS)


def csv_safe(text: str) -> str:
    """Return `text` so that a spreadsheet that opens the CSV shows it instead of computing it.

    A plain number keeps its sign (OWASP, CSV injection: an apostrophe goes before the rest).
    """
    clean = text.replace("\x00", "")
    if opens_like_formula(clean) and not _NUMBER.fullmatch(clean):
        return "'" + clean
    return clean


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
