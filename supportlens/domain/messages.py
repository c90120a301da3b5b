"""Marks English messages in tables, so that the catalogue check finds them."""

from __future__ import annotations


def message(text: str) -> str:
    """Return `text`, an English message to be passed to `Words.say` later."""
    return text


def counted_message(singular: str, plural: str) -> tuple[str, str]:
    """Return both forms of an English message to be passed to `Words.say_n` later."""
    return singular, plural
