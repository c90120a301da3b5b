"""How many lines a text takes in a cell: it wraps between words, and letters are of different widths."""

from __future__ import annotations

_WIDE = {
    0.45: " '`ijlI.,:;|!",
    0.6: '()[]{}-frtJ"·¡íì',
    0.8: "czsxvykFELSZ/\\",
    1.3: "HNOQGUDmÑÓÚ&",
    1.55: "MWw@%—…",
}
"""Widths of letters as parts of a digit's, by the advance widths of Carlito, which are those of Calibri,
rounded; every other letter is about as wide as a digit. Spreadsheets measure columns in digits."""
_WIDTHS = {letter: width for width, letters in _WIDE.items() for letter in letters}
_SAFETY = 1.07
"""A text is taken to be 7 % wider than these widths say: other programs put another font in place of a
missing one. Judgement: a row that is a little too high is better than a line that is cut."""


def count_lines(text: str, room: float) -> int:
    """Return the number of lines that a text takes in a cell `room` digits wide; words are kept whole."""
    return sum(_count_wrapped(line, max(1.0, room)) for line in text.split("\n"))


def measure(text: str) -> float:
    """Return the width of a text in digits of its font."""
    return _SAFETY * sum(_WIDTHS.get(letter, 1.0) for letter in text)


def _count_wrapped(line: str, room: float) -> int:
    lines, used = 1, 0.0
    space = measure(" ")
    for word in line.split(" "):
        width = measure(word)
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        further = int(width / room) if width > room else 0  # a word wider than the cell is broken
        lines += further
        used += (space if used else 0.0) + width - further * room
    return lines
