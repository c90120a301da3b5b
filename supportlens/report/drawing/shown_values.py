"""What a cell shows: its value in the number format of the cell and the language of the report."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from supportlens.report.layout.book import Formula, RichText
from supportlens.report.layout.styles import DECIMAL, INTEGER, MARK, PERCENT, PERCENT_1, RATE, RATIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.i18n import Words
    from supportlens.report.layout.book import SheetCell


def shown_text(cell: SheetCell, words: Words) -> str:
    """Return the text that stands in a cell."""
    value = cell.value
    if isinstance(value, Formula):
        value = value.value
    if value is None:
        return ""
    if isinstance(value, RichText):
        return value.plain
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{words.day(value.date(), 'long')} {words.clock(value)}"
    if isinstance(value, date):
        return words.day(value, "long")
    return _number(value, cell.style.format, words)


_SHOWN: dict[str, Callable[[float, Words], str]] = {
    MARK: lambda _, __: "●",
    PERCENT: lambda value, words: words.percent(value),
    PERCENT_1: lambda value, words: words.percent(value, 1),
    RATIO: lambda value, words: words.times(value),
    RATE: lambda value, words: words.rate(value) if value else "0",
    DECIMAL: lambda value, words: words.number(value, 1),
    INTEGER: lambda value, words: words.number(value, 0),
}
"""How each number format shows a number in the language of the report."""


def _number(value: float, shown_as: str, words: Words) -> str:
    if shown := _SHOWN.get(shown_as):
        return shown(value, words)
    return words.number(value, 0 if float(value).is_integer() else 2)
