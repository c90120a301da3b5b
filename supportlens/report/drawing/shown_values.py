"""What a cell shows: its value in the number format of the cell and the language of the report."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from supportlens.report.layout.book import Formula, RichText
from supportlens.report.layout.styles import DECIMAL, PERCENT, PERCENT_1, RATE, RATIO

if TYPE_CHECKING:
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
        return f"{words.day(value.date(), 'long')} {value:%H:%M}"
    if isinstance(value, date):
        return words.day(value, "long")
    return _number(value, cell.style.format, words)


def _number(value: float, shown_as: str, words: Words) -> str:
    if shown_as == PERCENT:
        return words.percent(value)
    if shown_as == PERCENT_1:
        return words.percent(value, 1)
    if shown_as == RATIO:
        return words.times(value)
    if shown_as == RATE:
        return words.rate(value) if value else "0"
    if shown_as == DECIMAL:
        return words.number(value, 1)
    return words.number(value, 0 if float(value).is_integer() or shown_as == "#,##0" else 2)
