"""Counted things inside sentences: "1 ticket", "2 tickets", "0.4 tickets"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.i18n.words import Words


def tickets_phrase(value: float, words: Words, digits: int = 0) -> str:
    """Return a number of tickets with at most `digits` decimals."""
    return words.say_amount("{count} ticket", "{count} tickets", words.number(value, digits))


def change_phrase(value: float, words: Words) -> str:
    """Return a difference of tickets with its sign."""
    return words.say_amount("{count} ticket", "{count} tickets", words.signed(value))


def weeks_phrase(value: float, words: Words) -> str:
    """Return a number of weeks."""
    return words.say_amount("{count} week", "{count} weeks", words.number(value))


def hours_phrase(value: float, words: Words) -> str:
    """Return a number of hours, in whole hours."""
    return words.say_amount("{count} hour", "{count} hours", words.number(round(value)))


def minutes_phrase(value: float, words: Words) -> str:
    """Return a number of minutes with at most one decimal."""
    return words.say_amount("{count} minute", "{count} minutes", words.number(value, 1))


def points_phrase(value: float, words: Words, digits: int = 0) -> str:
    """Return a number of points with at most `digits` decimals."""
    return words.say_amount("{count} point", "{count} points", words.number(value, digits))


def working_days_phrase(value: float, words: Words) -> str:
    """Return a number of working days with at most one decimal."""
    return words.say_amount("{count} working day", "{count} working days", words.number(value, 1))


def handling_hours_phrase(value: float, words: Words, digits: int = 0) -> str:
    """Return a number of hours that answering has taken, with at most `digits` decimals."""
    return words.say_amount("{count} handling hour", "{count} handling hours", words.number(value, digits))
