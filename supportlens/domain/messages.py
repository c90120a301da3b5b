"""Marks the English messages that tables hold, so that the check of the catalogues finds them."""

from __future__ import annotations


def message(text: str) -> str:
    """Return `text`, an English message that `Words.say` is given later."""
    return text


def counted_message(singular: str, plural: str) -> tuple[str, str]:
    """Return both forms of an English message that `Words.say_n` is given later."""
    return singular, plural
