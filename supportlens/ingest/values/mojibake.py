"""Repairs text that a tool decoded with the wrong encoding before export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def _with_control_codes(letters: str) -> str:
    """Return letters of cp1252 and the control codes that Latin-1 reads in their places."""
    return letters + "".join(chr(code) for code, letter in _C1.items() if letter in letters)


_REMNANT = re.compile("[\u2021\u017d\u2019\u2014\u0153\u2013\u0178\u0192\u201e\u0080-\u009f]")
_E_OR_A, _O, _N = map(_with_control_codes, ("\u2021\u017d", "\u2014", "\u2013"))
_EVIDENCE_LETTERS = re.compile(f"[{_E_OR_A}{_O}{_N}\u00ee]")
"""One of these is in every piece of evidence; a search for single letters is faster than for patterns."""

_EVIDENCE = re.compile(
    rf"(?<=[a-z])[{_E_OR_A}][a-z]|(?<=[a-z]{{2}}[cstx]i)[{_O}]n\b|(?<=[a-z]a)[{_N}][oa]s?\b"
    r"|(?<=[A-Z]{2}[CS]I)\u00eeN\b"
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
    from_mac = _prove_mac(frame.columns)
    for name in frame.columns:
        before = frame[name].tolist()
        foreign = [at for at, text in enumerate(before) if not text.isascii()]
        proved = _prove_mac(before[at] for at in foreign)
        if not proved and not any(_UTF8.search(before[at]) for at in foreign):
            continue
        after = {at: _repair(before[at], from_mac=proved) for at in foreign}
        changed = [at for at in foreign if after[at] != before[at]]
        if changed:
            repaired_rows.update(changed)
            from_mac = from_mac or proved
            cells = [after.get(at, text) for at, text in enumerate(before)]
            columns[name] = pd.Series(cells, index=frame.index, dtype="str")
    names = _repair_headers(list(frame.columns), from_mac=from_mac)
    if not columns and names == list(frame.columns):
        return frame, []
    return frame.assign(**columns).set_axis(names, axis=1), sorted(repaired_rows)


def _repair_headers(names: list[str], *, from_mac: bool) -> list[str]:
    """Repair headers unless that would make two equal."""
    repaired = [_repair(name, from_mac=from_mac) for name in names]
    return repaired if len(set(repaired)) == len(repaired) else names


def _repair(text: str, *, from_mac: bool) -> str:
    repaired = repair_utf8(text)
    return _repair_mac(repaired) if from_mac else repaired


def repair_utf8(text: str) -> str:
    """Return a text with wrongly decoded UTF-8 repaired."""
    if text.isascii() or not _UTF8.search(text):
        return text
    import ftfy  # noqa: PLC0415 - takes 30 ms that most logs can do without

    return ftfy.fix_encoding(text)


def _prove_mac(cells: Iterable[str]) -> bool:
    """Return whether some words of a column can only be MacRoman.

    Cell by cell, because a search in a whole column would hold the interpreter for seconds.
    """
    remnant = evidence = False
    for cell in cells:
        remnant = remnant or _REMNANT.search(cell) is not None
        if not evidence and _EVIDENCE_LETTERS.search(cell):
            evidence = _EVIDENCE.search(cell) is not None
        if remnant and evidence:
            return True
    return False


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
