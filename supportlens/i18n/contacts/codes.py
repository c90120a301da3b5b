"""The names of the codes of a contact, of their dimensions and of the grounds they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Dimension, codes_by_id

if TYPE_CHECKING:
    from supportlens.domain import CodeRule, MomentMatch
    from supportlens.i18n.words import Words

MOST_CODES = 6
"""Codes in the line of a moment, the most frequent. Judgement: more are not read."""
_TELLING = (
    Dimension.CRITICAL,
    Dimension.VALENCE,
    Dimension.BEHAVIOUR,
    Dimension.TOUCHPOINT,
    Dimension.EXPECTATION,
    Dimension.DECISION,
)
"""The dimensions that tell one moment from another; stage and type are nearly always the same."""


def dimension_name(dimension: Dimension, words: Words) -> str:
    """Return the name of a dimension of codes."""
    return words.say(dimension.row.name)


def code_name(code: str, words: Words) -> str:
    """Return the name of a code; an unknown one keeps its id."""
    row = codes_by_id().get(code)
    return words.say(row.name) if row else code


def code_names(joined: str, words: Words) -> str:
    """Return the names of codes that are joined by commas, "" for none."""
    return ", ".join(code_name(code, words) for code in joined.split(",") if code)


def ground_line(rule: CodeRule, code: str, said: str, words: Words) -> str:
    """Return the sentence of a code with its ground, the words it stands on if there are any, and how sure it is."""
    ground = words.read(rule.name)
    if said:
        ground = f"{ground} ({words.quoted(said)})"
    return words.say(
        "{code}: {ground}, {share} sure",
        code=code_name(code, words),
        ground=ground,
        share=words.percent(rule.confidence),
    )


def coded_line(match: MomentMatch, words: Words) -> str:
    """Return the sentence of the most frequent codes of a moment's tickets beyond those that all share, "" without any."""
    shown = [
        words.say("{code} {count}", code=code_name(code, words), count=words.number(count))
        for code, count in sorted(match.coded.items(), key=lambda item: -item[1])
        if codes_by_id()[code].dimension in _TELLING
    ]
    return " \N{MIDDLE DOT} ".join(shown[:MOST_CODES])


def days_line(match: MomentMatch, words: Words) -> str:
    """Return the sentence of the first and the last day of a moment's tickets, "" without dates."""
    if match.first is None or match.last is None:
        return ""
    if match.first == match.last:
        return words.day(match.first, "long")
    return words.say(
        "{first} to {last}", first=words.day(match.first, "long"), last=words.day(match.last, "long")
    )


def confirmed_line(match: MomentMatch, words: Words) -> str:
    """Return the sentence saying of how many of a moment's tickets a person confirmed a code, "" for none."""
    if not match.confirmed:
        return ""
    return words.say_n("{count} confirmed by a person", "{count} confirmed by a person", match.confirmed)
