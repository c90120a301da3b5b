"""Reads plain log text with leading dates: a ticket per line, or per block between blank lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from supportlens.ingest.tables.table import Grid
from supportlens.resources import reading_words

_LINK = rf"(?:(?:{reading_words().date_links}) )?"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{1,2}}[-/ ]{_LINK}{_MONTH}[-/ ]{_LINK}\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
)
_CLOCK = (
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?\s?m\.?)?(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
)
_STAMP = re.compile(
    rf"\s*[\[(]?(?P<moment>{_DAY}(?:(?:T|,?\s+|\s+-\s+){_CLOCK})?)[\])]?(?=\W|$)", re.IGNORECASE
)
_AFTER = re.compile(r"\s*[-–—:>]*\s+(?=\S)|\s*$")
"""Allowed text between a date and its message; a delimiter would make it a table."""

_LEVEL = re.compile(r"\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|CRITICAL|NOTICE)\]?\s*:?\s+")


def share_of_dated_lines(lines: Sequence[str]) -> float:
    """Return the share of lines that begin with a date, 0 if they are too few or the first has none."""
    sample = [line for line in lines if line.strip()][:400]
    stamped = sum(1 for line in sample if _split_stamp(line))
    if len(sample) < 2 or stamped < 2 or 3 * stamped < len(sample) or _split_stamp(sample[0]) is None:
        return 0.0
    return stamped / len(sample)


def count_blocks(lines: Sequence[str]) -> tuple[int, float]:
    """Return the number of blocks between blank lines, and the share of those with several lines.

    The share is 0 for fewer than three blocks, or if most have a single line.
    """
    blocks = _split_blocks(lines)
    several = sum(len(block) > 1 for _, block in blocks)
    return len(blocks), several / len(blocks) if len(blocks) > 2 and 2 * several > len(blocks) else 0.0


def are_sentences(text: str) -> bool:
    """Return whether lines are sentences: their word counts vary, unlike those of table cells."""
    lines = [line for line in text[: 1 << 16].split("\n")[:200] if line.strip()]
    usual = Counter(len(line.split()) for line in lines).most_common(1)
    return '"' not in text[: 1 << 16] and bool(usual) and usual[0][1] < 0.9 * len(lines)


def parse_dated_lines(text: str) -> Grid | None:
    """Return a row per dated line, with the undated lines after it; None for text of other lines."""
    lines = text.split("\n")
    if not share_of_dated_lines(lines):
        return None
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        split = _split_stamp(line)
        if split:
            rows.append([split[0], split[1]])
            numbers.append(number)
        elif rows and line.strip():
            rows[-1][1] = f"{rows[-1][1]}\n{line.strip()}".strip()
    return Grid(("Created at", "Description"), rows, numbers)


def _split_stamp(line: str) -> tuple[str, str] | None:
    """Split a line into date and text."""
    stamp = _STAMP.match(line)
    after = _AFTER.match(line, stamp.end()) if stamp else None
    if stamp is None or after is None:
        return None
    text = line[after.end() :].strip()
    level = _LEVEL.match(text)
    return stamp["moment"], text[level.end() :] if level else text


def parse_blocks(text: str) -> Grid | None:
    """Return a row per block between blank lines; None unless most blocks have several lines."""
    lines = text.split("\n")
    if not count_blocks(lines)[1]:
        return None
    blocks = _split_blocks(lines)
    rows = [_parse_block(block) for _, block in blocks]
    return Grid(("Created at", "Description"), rows, [number for number, _ in blocks])


def _split_blocks(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return the lines between blank lines, with the number of the first."""
    blocks: list[tuple[int, list[str]]] = []
    above_is_blank = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            above_is_blank = True
            continue
        if above_is_blank:
            blocks.append((number, []))
        blocks[-1][1].append(line.strip())
        above_is_blank = False
    return blocks


def _parse_block(lines: list[str]) -> list[str]:
    """Return the leading date of a block, if any, and its text."""
    split = _split_stamp(lines[0])
    if split is None:
        return ["", "\n".join(lines)]
    return [split[0], "\n".join(filter(None, [split[1], *lines[1:]]))]
