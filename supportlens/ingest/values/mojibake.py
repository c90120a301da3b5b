"""Repairs text that a tool decoded with the wrong encoding before export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ftfy
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

# A UTF-8 lead byte and a continuation byte, as decoded by cp1252, Latin-1 or MacRoman: checking too many
# cells closely costs nothing, checking all of them costs too much.
_UTF8 = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122]|[\u221a\u00ac][\u0080-\u2265]|\u201a[\u00c4\u00c2]"
)
_LETTER = "A-Za-z\u00c0-\u00ff"
_SMALL = dict(zip("\u2021\u017d\u2019\u2014\u0153\u2013\u0178", "áéíóúñü", strict=True))
"""Spanish letters in MacRoman as decoded by cp1252."""
_GREAT = dict(zip("ç\u0192êîò\u201e", "ÁÉÍÓÚÑ", strict=True))
_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # cp1252 leaves these out
}
_REMNANT = re.compile("[\u2021\u017d\u2019\u2014\u0153\u2013\u0178\u0192\u201e\u0080-\u009f]")
_EVIDENCE = re.compile(
    r"[a-z][\u2021\u017d][a-z]|[a-z]{2}[cstx]i\u2014n\b|[a-z]a\u2013[oa]s?\b|[A-Z]{2}[CS]I\u00eeN\b"
)
"""Impossible in any language: a double dagger inside a word, "ci—n" for "ción"."""
_INSIDE = re.compile(
    rf"(?<=[{_LETTER}])(?!\u2019(?:s|t|re|ve|ll|d|m)\b)[\u2021\u017d\u2019\u2014\u0153\u2013\u0178](?=[{_LETTER}])"
    rf"|(?<=[{_LETTER}])[\u2021\u017d\u2014\u0153](?!\w)|(?<!\w)[\u2021\u017d\u0153](?=[a-z])"
)
_INSIDE_GREAT = re.compile("(?<=[A-Z])[ç\u0192êîò\u201e](?=[A-Z])|(?<=[A-Z]{2})[ç\u0192êîò\u201e](?!\\w)")
_QUESTION = re.compile(rf"(?<![{_LETTER}])À(?=[{_LETTER}])")


def repair_frame(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Return a frame of texts with its headers and cells repaired, and the positions of the changed rows.

    Return the frame itself if nothing is wrong.

    UTF-8 decoded as cp1252, Latin-1 or MacRoman, once or twice, is repaired cell by cell if that is a certain
    improvement; MacRoman decoded as cp1252 only in a column whose words prove it, because each of its
    characters alone is correct typography somewhere.
    """
    columns: dict[str, pd.Series] = {}
    repaired_rows: set[int] = set()
    for name in frame.columns:
        before = frame[name].tolist()
        repair = _choose_repair("\n".join(before))
        if repair is None:
            continue
        after = [text if text.isascii() else repair(text) for text in before]
        changed = [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if changed:
            repaired_rows.update(changed)
            columns[name] = pd.Series(after, index=frame.index, dtype="str")
    headers = list(frame.columns)
    texts = [headers, *(frame[name].tolist() for name in columns)]
    names = _repair_headers(headers, from_mac=any(_proves_mac("\n".join(cells)) for cells in texts))
    if not columns and names == headers:
        return frame, []
    return frame.assign(**columns).set_axis(names, axis=1), sorted(repaired_rows)


def _repair_headers(names: list[str], *, from_mac: bool) -> list[str]:
    """Repair headers unless that would make two equal."""
    repaired = [repair_utf8(_repair_mac(name) if from_mac else name) for name in names]
    return repaired if len(set(repaired)) == len(repaired) else names


def _choose_repair(column: str) -> Callable[[str], str] | None:
    """Return the repair for the cells of a column, given as one text; None if nothing is wrong."""
    if column.isascii():
        return None
    if _proves_mac(column):
        return lambda text: _repair_mac(repair_utf8(text))
    return repair_utf8 if _UTF8.search(column) else None


def repair_utf8(text: str) -> str:
    """Return a text with wrongly decoded UTF-8 repaired."""
    if text.isascii() or not _UTF8.search(text):
        return text
    return ftfy.fix_encoding(text)


def _proves_mac(column: str) -> bool:
    if column.isascii() or not _REMNANT.search(column):
        return False
    return _EVIDENCE.search(column.translate(_C1)) is not None


def _repair_mac(text: str) -> str:
    """Replace the characters inside words by the letters of MacRoman."""
    shown = text.translate(_C1)
    opened = " \u2014" in shown  # an opening parenthetical dash has a closing one
    small = _INSIDE.sub(lambda sign: _mac_letter(sign, keeps_dashes=opened), shown)
    great = _INSIDE_GREAT.sub(lambda sign: _GREAT[sign[0]], small)
    return _QUESTION.sub("¿", great)


def _mac_letter(sign: re.Match[str], *, keeps_dashes: bool) -> str:
    inside = sign.string[sign.end() : sign.end() + 1].isalpha()
    if sign[0] == "\u2014" and keeps_dashes and not inside:
        return sign[0]
    return _SMALL[sign[0]]
