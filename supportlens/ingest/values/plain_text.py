"""Converts the text of cells to plain text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Bounded repeats: a broken page of any length is parsed in linear time.
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|link"
    r"|meta|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr"
    r"|u|ul|wbr|xml|[ovwmx]:[a-z]{1,40}|st1:[a-z]{1,40})(?:\s[^<>]{0,4000})?\s?/?>"
    r"|<!\[(?:if\b[^<>\]]{0,100}|endif)\]>|<\?xml[^<>]{0,400}>|<!doctype\s[^<>]{0,400}>",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"</?(?:br|p|div|li|tr|h[1-6]|ul|ol|table|blockquote|pre|hr)(?:\s[^<>]{0,4000})?\s?/?>|\[br\s?/?\]",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"<(style|script)\b[^<>]{0,1000}>[^<]{0,100000}(?:</\1\s?>|\Z)"
    r"|<title>[^<]{0,1000}</title>"
    r"|<!--(?=((?:[^-<]|-(?!->)|<(?!!--))*))\2-->",  # no backtracking; see quoted_cells
    re.IGNORECASE,
)
_CLOSED = re.compile(r"</[a-z][a-z0-6]{0,10}\s?>|<(?:br|p|div|hr)\b[^<>]{0,200}>", re.IGNORECASE)
"""An end of an element, or one that needs none: a text that was a page has it, a mere mention has not."""

_MOST_ESCAPED = 3
"""How often a text may be escaped: a tool and its export each once, and the letters of the page itself."""

_WIKI = re.compile(r"\{(?:code|noformat|quote|panel|color)(?:[:=][^{}\n]{0,100})?\}")
_WIKI_TITLE = re.compile(r"^h[1-6]\. (?=\S)", re.MULTILINE)
_PICTURE = re.compile(
    r"!\[[^\]\n]{0,120}\]\([^()\s]{1,300}\)"
    r"|![^!|\n]{1,120}\.(?:png|jpe?g|gif|bmp|svg|webp)(?:\|[^!\n]{0,80})?!"
    r"|\[\^[^\]\n]{1,120}\]",
    re.IGNORECASE,
)
"""A picture or a file inside a text of a wiki: "!screen.png|thumbnail!", "[^log.txt]", "![screen](a.png)"."""
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n\s*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_CODED_BREAK = re.compile(r"_x000[aAdD]_|[\x0b\x0c\x85\u2028\u2029]")
_ODD = re.compile(r"[<&]|  |^ | $|_x000|\{[a-z]+[}:=]|\[br|^h[1-6]\. |!\[|\[\^|\.\w{3,4}[!|]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){3}")
_WRITTEN_BREAK = re.compile(r"(?<!\\)(?:\\r)?\\n(?![\w]*\\)")
_PATH = re.compile(r"\b[A-Za-z]:\\|\\\\\w")

_BREAKING = 0.05
"""Share of a column's texts with a written line break from which it is one.

Judgement: a column of texts about paths has fewer; an export that writes breaks so does it in all long texts.
"""

NOTHING = frozenset(
    ["", *"null none nan n/a #n/a na nat nil undefined (null) <null> [] {} - -- ---".split()]
    + ["#" * count for count in range(3, 256)]  # a column too narrow for its number
) | {word.lower() for word in reading_words().empty_values}
"""Placeholders that tools write into empty cells."""


_LONGEST_NOTHING = max(map(len, NOTHING))


def list_written(cells: Iterable[str]) -> list[str]:
    """Return the stripped cells that are neither empty nor hold a placeholder."""
    return [
        text for cell in cells if len(text := cell.strip()) > _LONGEST_NOTHING or text.lower() not in NOTHING
    ]


def find_lost_formulas(values: pd.Series) -> pd.Series:
    """Mark the texts that a spreadsheet took for a formula, so that only an error code is left of them."""
    words = {word.lower() for word in reading_words().lost_formulas}
    longest = max(map(len, words), default=0)
    # cell by cell: the string methods of pandas hold the interpreter for all cells of a long column
    found = [len(text := cell.strip()) <= longest and text.lower() in words for cell in values.tolist()]
    return pd.Series(found, index=values.index, dtype=bool)


def to_plain_text(text: str) -> str:
    """Return the text of a cell without tags, entities and blank lines.

    A page that was escaped, once or twice, becomes text as well; a text that merely mentions a tag keeps it.
    """
    if text.isprintable() and not _is_odd(text):  # the usual case, many times faster
        return "" if text.lower() in NOTHING else text
    text, tagged = _drop_tags(text)
    for _ in range(_MOST_ESCAPED):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
        if tagged:
            break
        if _CLOSED.search(text):
            text, tagged = _drop_tags(text)
    text = _WIKI_TITLE.sub("", _WIKI.sub(" ", text))
    if "!" in text or "[^" in text:
        text = without if (without := _PICTURE.sub(" ", text)).strip() else text
    text = _INVISIBLE.sub("", _CODED_BREAK.sub("\n", text).replace("_x0009_", " "))
    text = _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()
    return "" if text.lower() in NOTHING else text


def _is_odd(text: str) -> bool:
    """Return whether `_ODD` is in a text, which few of its letters leave open."""
    if "<" in text or "&" in text or "  " in text or text[:1] == " " or text[-1:] == " ":
        return True
    opens = "{" in text or "[" in text or "_" in text or "!" in text or text[:1] in {"h", "H"}
    return opens and _ODD.search(text) is not None


def _drop_tags(text: str) -> tuple[str, bool]:
    """Return a text without tags, with lines where elements break them, and whether it had any."""
    if not ("<" in text and ">" in text) and "[br" not in text.lower():
        return text, False
    bare = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub(" ", text)))
    return bare, bare != text


def _read_written_breaks(texts: Sequence[str]) -> list[str]:
    """Return texts with line breaks where a column writes them as backslash and n.

    It does if some of its texts do and none has a real line break; a text about a path stays as it is.
    """
    written = [at for at, text in enumerate(texts) if "\\n" in text and _WRITTEN_BREAK.search(text)]
    if len(written) < max(2, _BREAKING * len(texts)) or any("\n" in text for text in texts):
        return list(texts)
    read = list(texts)
    for at in written:
        if not _PATH.search(texts[at]):
            read[at] = _WRITTEN_BREAK.sub("\n", texts[at]).replace("\\t", " ")
    return read


def to_plain_column(values: pd.Series) -> pd.Series:
    """Return a column with all texts converted to plain text."""
    codes, distinct = pd.factorize(values)
    cleaned = [to_plain_text(text) for text in _read_written_breaks(list(distinct))]
    return pd.Series([cleaned[code] for code in codes], index=values.index, dtype="str")


def join_texts(subjects: Iterable[str], descriptions: Iterable[str]) -> list[str]:
    """Return subjects and descriptions joined, without subjects that the description begins with."""
    return [_join(*pair) for pair in zip(subjects, descriptions, strict=True)]


def _join(subject: str, description: str) -> str:
    if not subject or not description:
        return subject or description
    opening = subject.rstrip(".… ")
    repeated = description[: len(opening)].casefold() == opening.casefold()
    if repeated and not description[len(opening) : len(opening) + 1].isalnum():
        return description
    return f"{subject}\n{description}"


def has_words(text: str) -> bool:
    """Return whether a text has at least the letters of a short word."""
    return _LETTERS.search(text[:200]) is not None
