"""What is said of an analysis under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.amounts import tickets_phrase

if TYPE_CHECKING:
    from supportlens.domain import Glimpse
    from supportlens.i18n.words import Words

_SOON = 10
"""Seconds that are "a few". Judgement: a number of them would change while it is read."""


def time_left_line(seconds: float | None, words: Words) -> str:
    """Return how long an analysis will still take, roughly; "" if it is too early to tell."""
    if seconds is None:
        return ""
    if seconds <= _SOON:
        return words.say("A few seconds left")
    if seconds < 45:
        tens = 10 * round(seconds / 10)
        return words.say_n("About {count} second left", "About {count} seconds left", tens)
    minutes = max(round(seconds / 60), 1)
    return words.say_n("About {count} minute left", "About {count} minutes left", minutes)


def provisional_title(seen: Glimpse, words: Words) -> str:
    """Return from how many tickets the provisional verdict is."""
    count = len(seen.sample.tickets) if seen.sample else 0
    total = tickets_phrase(seen.tickets, words)
    return words.say("Provisional, from {count} of {total}", count=words.number(count), total=total)


def arrived_phrase(tickets: float, words: Words, *, about: bool) -> str:
    """Return how many tickets came to a heap so far; `about` if that is reckoned from a sample."""
    count = round(tickets)
    if not about:
        return tickets_phrase(count, words)
    return words.say_n("about {count} ticket", "about {count} tickets", count)
