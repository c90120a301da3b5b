"""Sentences about the tickets that a person has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Agreement
    from supportlens.i18n.words import Words


def agreement_line(counted: Agreement, words: Words) -> str:
    """Return how many tickets were read and how often the person agreed, "" if none was read."""
    if counted.share is None:
        return ""
    read = words.say_n("{count} read", "{count} read", counted.read)
    rate = words.say(
        "you agree with {share} ({low}\N{EN DASH}{high})",
        share=words.percent(counted.share),
        low=words.percent(counted.low),
        high=words.percent(counted.high),
    )
    return f"{read} \N{MIDDLE DOT} {rate}"
