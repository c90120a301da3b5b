"""Months between days, as people count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def shift_months(day: date, months: int) -> date:
    """Return the same day some months later or earlier, the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_anniversary(day: date, after: date) -> date:
    """Return the first anniversary of a day on or after another; 29 February is kept on the 28th."""
    years = after.year - day.year
    found = shift_months(day, 12 * years)
    return found if found >= after else shift_months(day, 12 * (years + 1))
