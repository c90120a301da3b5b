"""Decodes bytes: by byte-order mark, as strict UTF-8, else by a guess."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from supportlens.resources import reading_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENOUGH = 1 << 16
"""Bytes used to guess an encoding. Judgement: fewer guess worse, more take longer."""

_WESTERN = ("cp1252", "mac_roman", "cp850")
"""Encodings that a guess is compared with, the most frequent first."""

_OTHER_LANGUAGES = frozenset(
    "windows-1250 iso8859-2 iso-8859-2 cp852 windows-1254 iso8859-9 iso-8859-9 windows-1257 windows-1251"
    " windows-1253 iso-8859-7 iso8859-7 koi8-r".split()
)
"""Encodings whose own languages have letters in common with Western ones: a few odd letters are theirs."""

_SIGNS = frozenset("\u00a0\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022«»€£°·©®™§±")
_ORDINAL_SIGNS = frozenset("ºª°¿¡")
_MISPLACED = re.compile(r"[^\W\d_]{2}[ºª°]|[ºª°][^\W\d_]|[^\W\d_][¿¡£]")
"""Signs inside words, where they are letters of another encoding."""

_FEW_STRANGE = 0.34
"""Maximum share of letters of no known language for another encoding to be right.

Judgement: one word in three of a short file; text in another language has more.
"""

_PIECE = 1 << 20
_NO_LEAD_BYTE = bytes(range(0xC2))


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding; never fails.

    A byte that is invalid in the encoding becomes U+FFFD, which is visible.
    """
    encoding = encoding_of(data)
    return _drop_nuls(data.decode(encoding, errors="replace")), encoding


def encoding_of(data: bytes) -> str:
    """Return the encoding: by byte-order mark, else UTF-8 if all of `data` is valid, else guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if (wide := _unmarked_utf16(data)) is not None:
        return wide
    return "utf-8" if _is_utf8(data) else _guess_encoding(data)


def _is_utf8(data: bytes) -> bool:
    """Decode in chunks, because the text of a large file may take four times its bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    pieces = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(pieces[start : start + _PIECE], final=start + _PIECE >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _drop_nuls(text: str) -> str:
    return text.replace("\0", "") if "\0" in text else text


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark, by the zero bytes of its letters, else None."""
    head = data[:_ENOUGH]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd <= len(head) // 5:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess_encoding(data: bytes) -> str:
    """Return the most likely encoding of bytes that are not UTF-8."""
    if _is_torn_utf8(data):
        return "utf-8"
    import chardet  # noqa: PLC0415 - its models take longer to load than most logs to read

    sample = _sample_lines(data)
    found = chardet.detect(sample)["encoding"] or "cp1252"
    # ISO 8859-1 has control codes where Windows has the usual quotes and dashes
    chosen = "cp1252" if found.lower() in {"iso-8859-1", "ascii", "windows-1252"} else found.lower()
    try:
        codecs.lookup(chosen)
    except LookupError:
        return "cp1252"
    return _prefer_known_letters(sample, chosen)


def _prefer_known_letters(sample: bytes, chosen: str) -> str:
    """Return another encoding if it turns the few letters of no known language into known ones.

    A short Spanish file with "Nº" was taken for Maltese, whose letter "ş" has the same byte.
    """
    known = reading_words().letters | _SIGNS
    letters = [letter for letter in sample.decode(chosen, errors="replace") if not letter.isascii()]
    strange = sum(1 for letter in letters if letter not in known)
    if not strange:
        return chosen
    for other in _WESTERN:
        text = sample.decode(other, errors="replace")
        beyond = [letter for letter in text if not letter.isascii()]
        if _is_misspelt(text) or not all(letter in known for letter in beyond):
            continue
        few = chosen not in _OTHER_LANGUAGES and strange <= _FEW_STRANGE * len(letters)
        if few or all(letter in _ORDINAL_SIGNS for letter in beyond):
            return other
    return chosen


def _is_misspelt(text: str) -> bool:
    """Return whether signs or capitals are inside words, as in a wrong encoding."""
    if _MISPLACED.search(text):
        return True
    return any(one.islower() and other.isupper() and not other.isascii() for one, other in pairwise(text))


def _is_torn_utf8(data: bytes) -> bool:
    """Return whether a few broken bytes are among very many valid ones, as in a cut or concatenated file."""
    broken = data.decode("utf-8", errors="replace").count("\N{REPLACEMENT CHARACTER}")
    sound = len(data.translate(None, _NO_LEAD_BYTE))
    # Judgement: every accent of a single-byte encoding is invalid, but only a byte or two of a cut file.
    return broken * 50 < sound


def _sample_lines(data: bytes) -> bytes:
    """Return the lines that distinguish encodings, always including the header."""
    if len(data) <= _ENOUGH:
        return data
    lines = data.splitlines(keepends=True)
    picked, size = [lines[0]], 0
    for line in lines[1:]:
        if not line.isascii():
            picked.append(line)
            size += len(line)
        if size >= _ENOUGH:
            break
    return b"".join(picked)
