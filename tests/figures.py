"""Whether the numerals of a text are numbers of the JSON document: every form of an answer has one source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
LEVEL = 0.95
"""The level of every interval, which is the same everywhere and no finding."""
NUMERAL = re.compile(rf"(?<![\w.,])\d+(?:[{SPACES}.,]\d+)*")


def is_known(line: str, numbers: list[float], texts: str, language: str) -> bool:
    """Whether each numeral of a line is a number of the document, as written, or in its texts."""
    line = re.sub(r"^\d+\.  ", "", line)  # the number of a question
    return all(
        found in texts or any(_is_shown(found, number, language) for number in numbers)
        for found in NUMERAL.findall(line)
    )


def _is_shown(numeral: str, number: float, language: str) -> bool:
    plain = re.sub(rf"[{SPACES}]", "", numeral)
    plain = plain.replace(",", "") if language == "en" else plain.replace(".", "").replace(",", ".")
    decimals = len(plain.partition(".")[2])
    reach = 0.5 * 10**-decimals + 1e-4
    return any(abs(float(plain) - value) <= reach for value in (abs(number), abs(100 * number)))


def list_numbers(value: object) -> list[float]:
    """Return all numbers in a document, and how long its lists are."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, dict):
        return [number for one in value.values() for number in list_numbers(one)]
    if isinstance(value, list | tuple):
        return [float(len(value)), *(number for one in value for number in list_numbers(one))]
    return []


def list_texts(value: object) -> Iterator[str]:
    """Yield all texts in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from list_texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from list_texts(one)
