"""Detects the dialect of a delimited text: delimiter, quote and escape.

The dialect with the most consistent rows is chosen: candidates are scored by how many rows of a sample have
the most common number of cells (after the row patterns of van den Burg et al., "Wrangling messy CSV files by
detecting row and type patterns", 2019) and by how many cells look like one value.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile, islice, pairwise, product
from typing import TypeAlias

from supportlens.ingest.tables.backslashes import is_backslashed
from supportlens.ingest.tables.cell_forms import profile_rows
from supportlens.ingest.tables.strict_rows import is_proved

USUAL = (",", ";", "\t", "|")
"""The most common delimiters."""

_MULTIPLE = ("|~|", "~|~", "^|^", "||", "::", ";;", "##", "^^", "~~", "$$", "&&", "=>", "->", "<>")
_RARE = ("^", "~", "\x1f", "\x1e", "\x01", "¦", "§", "¬", "•", "#", "!", "*", "&", "=", ":", " ")
_PRIORS = {**dict.fromkeys("^~\x1f\x1e\x01¦§¬•", 0.9), **dict.fromkeys("#!*&=", 0.6), ":": 0.4, " ": 0.4}
"""Score factors of delimiters that also occur inside words, sentences and times.

Judgement, checked by the benchmark of polluted tables: with higher ones sentences and times become tables,
with lower ones tables with such delimiters stay one column.
"""

_SAMPLE = 1 << 17
"""Characters of a sample, some hundred rows; later rows are ignored. Judgement."""

_LONGEST_SAMPLE = 1 << 20
"""Characters up to which a sample is extended until it has `_FEW_LINES` lines."""

_FEW_LINES = 20
_WIDEST = 64
"""Cells from which a wider row scores no better: frequent delimiters inside texts would win otherwise."""

SAMPLE_ROWS = 300
"""Rows split per candidate. Judgement: more take longer."""

_ALL_QUOTED = 0.4
"""Share of cells other than numbers in single quotes, from which these are the table's. Judgement."""

_NO_QUOTE = "\0"
"""The quote of a text without quotes: a character that no text has."""

_FEWEST_ROWS = 2
"""Rows whose equal widths prove no escapes. Judgement."""

_ATOM = re.compile(
    r"\s*(?:|[-+]?[\d.,]+(?:[eE][-+]?\d+)?\s*%?|[\d/:.\-]+(?:[T ,]+[\d:.]+)?(?:\s*[ap]\.?\s?m\.?)?Z?"
    r"|\S+@\S+\.\w+|[^\W\d]\w*)\s*",
    re.IGNORECASE,
)


_REFERENCE = re.compile(
    r"&(?:amp;)?(?:#\d{1,6}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp|[a-z]{1,2}(?:acute|grave|tilde|uml|circ|cedil));",
    re.IGNORECASE,
)
"""A character reference of a web page, whose marks delimit nothing."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The dialect of a delimited text; `delimiter` is empty for a text of one column."""

    delimiter: str
    quote: str = '"'
    escaped: bool = False
    """Whether a backslash before a quote escapes it."""
    prose: bool = False
    """Whether a delimiter followed by a space belongs to a text, even after a quote."""
    backslashed: bool = False
    """Whether a backslash escapes any character, outside quotes too, as in exports of databases."""

    @property
    def is_standard(self) -> bool:
        """Whether RFC 4180 describes it, but for the choice of delimiter and quote."""
        return len(self.delimiter) == 1 and not self.escaped and not self.prose


Splitter: TypeAlias = Callable[[str, Dialect], Iterator[list[str]]]


def best_dialect(text: str, split: Splitter) -> Dialect:
    """Return the dialect in which the rows that `split` makes of a sample of `text` agree best."""
    part = _REFERENCE.sub(lambda found: "x" * len(found[0]), sample_lines(text))
    plain = _holds_single_values(part)
    candidates = [one for one in _candidates(part) if not (plain and one.delimiter in _RARE)]
    if _is_cut_by_others(part, cut=len(part) < len(text)):
        candidates = [one for one in candidates if one.delimiter != " "]
    cut = len(part) < len(text)
    proved = [
        one
        for one in candidates
        if one.is_standard and is_proved(part, one.delimiter, one.quote, SAMPLE_ROWS, cut=cut)
    ]
    chosen, highest = proved[0] if proved else Dialect(""), 0.0
    if proved:  # a longer delimiter that contains it may be the true one
        marks = {one.delimiter for one in proved}
        longer = [one for one in candidates if len(one.delimiter) > 1 and marks & set(one.delimiter)]
        candidates = [*longer, *proved]
    candidates = _find_backslashed(part, split, proved, cut=cut) or candidates
    for dialect in candidates:
        rows = [row for row in islice(split(part, dialect), SAMPLE_ROWS) if any(row)]
        if dialect.quote == "'" and _are_quotes_words(rows, split(part, replace(dialect, quote='"'))):
            continue
        prior = prior_of(dialect.delimiter)
        score = prior * _score_agreement(rows) if prior > 0.6 or _is_sure_table(rows, dialect, part) else 0.0
        if score > highest * 1.000_001:
            chosen, highest = dialect, score
    return _include_space(chosen, part)


def _find_backslashed(text: str, split: Splitter, proved: list[Dialect], *, cut: bool) -> list[Dialect]:
    """Return the dialects in which every backslash is an escape and all rows have one width.

    Where another dialect is proved, backslashes before quotes alone are ends of texts, such as of paths.
    """
    if "\\" not in text or (proved and "\\\n" not in text and r"\N" not in text):
        return []
    found: dict[str, tuple[int, Dialect]] = {}
    for delimiter, quote in product(USUAL, ('"', _NO_QUOTE)):
        if delimiter not in text or not is_backslashed(text, delimiter, quote):
            continue
        dialect = Dialect(delimiter, quote, escaped=True, backslashed=True)
        rows = [row for row in islice(split(text, dialect), SAMPLE_ROWS) if any(row)]
        widths = {len(row) for row in (rows[:-1] if cut else rows)}
        if (
            len(rows) > max(_FEWEST_ROWS, found.get(delimiter, (0,))[0])
            and len(widths) == 1
            and min(widths) > 1
        ):
            found[delimiter] = len(rows), dialect
    return [dialect for _, dialect in found.values()]


def _are_quotes_words(rows: list[list[str]], plain: Iterator[list[str]]) -> bool:
    """Return whether single quotes hold nothing together and are rare: they belong to the texts then."""
    bare = [row for row in islice(plain, SAMPLE_ROWS) if any(row)]
    if [len(row) for row in bare] != [len(row) for row in rows]:
        return False
    cells = [cell for row in bare for cell in row if cell and not cell[0].isdigit()]
    return sum(1 for cell in cells if _is_wrapped(cell)) < _ALL_QUOTED * len(cells)


def prior_of(delimiter: str) -> float:
    """Return how seldom a delimiter occurs inside words, sentences and times, at most 1."""
    return _PRIORS.get(delimiter, 1.0)


def sample_lines(text: str) -> str:
    """Return the first complete lines of a text."""
    if len(text) <= _SAMPLE:
        return text
    size = _SAMPLE
    while size < _LONGEST_SAMPLE and text.count("\n", 0, size) < _FEW_LINES:
        size *= 2
    cut = text.rfind("\n", 0, size)
    return text[: cut if cut > 0 else size]


def _holds_single_values(text: str) -> bool:
    """Return whether most lines are single words, numbers or times, which no rare delimiter should split."""
    lines = [line for line in text.split("\n", 100)[:100] if line.strip()]
    return 2 * sum(1 for line in lines if len(line) < 80 and _ATOM.fullmatch(line)) > len(lines)


def _is_cut_by_others(text: str, *, cut: bool) -> bool:
    """Return whether a usual delimiter stands in every line equally often, between no digits.

    The few lines of a short table may happen to have as many words each.
    """
    lines = [line for line in text.split("\n")[: -1 if cut else None] if line.strip()][:SAMPLE_ROWS]
    if len(lines) < _FEWEST_ROWS:
        return False
    for mark in USUAL:
        counts = {len(re.findall(rf"{re.escape(mark)}(?!(?<=\d.)\d)", line)) for line in lines}
        if len(counts) == 1 and counts != {0}:
            return True
    return False


def _is_sure_table(rows: list[list[str]], dialect: Dialect, text: str) -> bool:
    """Return whether rows are a table although the delimiter is common: even, and quoted or with values."""
    width, common = _usual_width_of([len(row) for row in rows]) if rows else (0, 0)
    if width < 2 or common < 0.9 * len(rows):
        return False
    if f"{dialect.quote}{dialect.delimiter}{dialect.quote}" in text:
        return True
    typed = sum(1 for column in profile_rows(rows[1:], width) if column.form)
    return typed >= (1 if len(rows) > 2 else 2)


def _candidates(text: str) -> Iterator[Dialect]:
    """Yield the dialects to try; the first wins a tie, so longer delimiters come first."""
    for delimiter in (*_MULTIPLE, *USUAL, *_RARE):
        if delimiter not in text:
            continue
        if '\\"' in text:
            yield Dialect(delimiter, escaped=True)
        yield Dialect(delimiter)
        if f'"{delimiter} ' in text:
            yield Dialect(delimiter, prose=True)
        if re.search(rf"(?:^|{re.escape(delimiter)}) ?'|'(?:{re.escape(delimiter)}|$)", text, re.MULTILINE):
            if "\\'" in text:
                yield Dialect(delimiter, quote="'", escaped=True)
            yield Dialect(delimiter, quote="'")


def _score_agreement(rows: list[list[str]]) -> float:
    """Return a score from 0: agreement on a width above one, and cells that look like single values."""
    widths = [len(row) for row in rows]
    if not widths:
        return 0.0
    width, common = _usual_width_of(widths)
    share = common / len(rows)
    if width < 2 or (share < 0.5 and len(rows) > 4):
        return 0.0
    below = list(dropwhile(lambda size: size == 1, widths))
    if len(below) < len(rows) and common < 0.75 * len(below):
        return 0.0  # sentences with a comma each, not a table below titles
    table = [row for row in rows if len(row) == width][:100]
    columns = [column for column in zip(*table, strict=True) if any(column)]
    cells = [cell for column in columns for cell in column]
    # Judgement, checked by the benchmark of polluted tables: agreement counts most (squared), width by its
    # logarithm, single-value cells at most quadruple a score, and torn quotes cancel it.
    whole = sum(1 for cell in cells if _ATOM.fullmatch(cell)) / len(cells)
    torn = sum(1 for cell in cells if _is_torn(cell)) / len(cells)
    wrapped = sum(1 for cell in cells if _is_wrapped(cell)) / len(cells)
    return (
        share**2 * math.log2(min(len(columns), _WIDEST) + 1) * (0.3 + whole) * (1 - torn) * (1 - wrapped / 2)
    )


def _usual_width_of(widths: list[int]) -> tuple[int, int]:
    """Return the most common width and the number of its rows, including those of a second table below.

    On a tie the widest is returned, because a preamble is narrow.
    """
    ranked = sorted(Counter(widths).items(), key=lambda pair: (-pair[1], -pair[0]))
    width, common = ranked[0]
    if len(ranked) < 2 or ranked[1][0] < 2 or ranked[1][1] < 2:
        return width, common
    two = [size for size in widths if size in {width, ranked[1][0]}]
    if sum(1 for one, other in pairwise(two) if one != other) > 1:
        return width, common
    return width, len(two)


def _is_torn(cell: str) -> bool:
    """Return whether a cell contains only one end of a quoted text."""
    return cell.count('"') % 2 == 1 or cell.startswith("'") != cell.endswith("'")


def _is_wrapped(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] and cell[0] in "'\""


def _include_space(dialect: Dialect, text: str) -> Dialect:
    """Return the dialect with the space that always follows its delimiter."""
    if dialect.delimiter not in {",", ";", "|", ":"}:
        return dialect
    quote, delimiter = dialect.quote, re.escape(dialect.delimiter)
    cell = rf"(^|{delimiter} ?){quote}(?:[^{quote}]|{quote}{quote})*{quote}(?= ?{delimiter}| ?$)"
    bare = re.sub(
        cell, r"\1x", text, flags=re.MULTILINE
    )  # also over several lines, so that no quote is turned
    bare = re.sub(rf"{quote}[^{quote}\n]*{quote}", "x", bare)
    every = bare.count(dialect.delimiter)
    spaced = len(re.findall(rf"{delimiter}(?: |$)", bare, re.MULTILINE))
    if not every or spaced < 0.98 * every or dialect.delimiter + " " not in bare:
        return dialect
    if len(bare) < 2 * every + 2:  # nothing but delimiters
        return dialect
    before = len(re.findall(rf"(?:^| ){delimiter}", bare, re.MULTILINE)) >= 0.98 * every
    return replace(dialect, delimiter=(" " if before else "") + dialect.delimiter + " ")


def usual_width(rows: Iterable[list[str]]) -> int:
    """Return the most common number of cells of a row."""
    widths = Counter(len(row) for row in islice(rows, SAMPLE_ROWS) if row)
    return widths.most_common(1)[0][0] if widths else 0
