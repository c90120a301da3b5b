"""Sentences about how symptoms changed since the saved period of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Trend

if TYPE_CHECKING:
    from supportlens.domain import Continuation, SymptomTrend
    from supportlens.i18n.words import Words

_MAX_NAMED = 5
"""Symptoms of one trend that are named; the rest are counted."""


def trend_name(trend: Trend, words: Words) -> str:
    """Name briefly how a symptom changed."""
    return {
        Trend.NEW: words.say("new"),
        Trend.GONE: words.say("gone"),
        Trend.GROWING: words.say("growing"),
        Trend.FALLING: words.say("falling"),
        # No change beyond chance does not prove that the symptom stayed the same.
        Trend.STEADY: words.say("no clear change"),
        Trend.UNCLEAR: words.say("no clear change"),
    }[trend]


def baseline_sentence(continuation: Continuation, words: Words) -> str:
    """Return the sentence that says what the study is compared with."""
    if not continuation.span_now:
        return words.say("No ticket is newer than those already in the project.")
    if continuation.by_days and continuation.first and continuation.last:
        period = words.period(continuation.first, continuation.last)
        return words.say(
            "Tickets per day since then, compared with the saved period ({period}).", period=period
        )
    return words.say("Each symptom's share of the tickets, compared with the saved period.")


def trend_lines(continuation: Continuation, words: Words) -> list[str]:
    """Return a line for each new, gone, growing and falling symptom, most tickets first."""
    lines = []
    for trend in (Trend.NEW, Trend.GROWING, Trend.FALLING, Trend.GONE):
        found = continuation.with_trend(trend)
        lines += [_trend_line(one, continuation, words) for one in found[:_MAX_NAMED]]
        if len(found) > _MAX_NAMED:
            lines.append(
                words.say_n("and {count} more like it", "and {count} more like it", len(found) - _MAX_NAMED)
            )
    return lines or [words.say("No symptom appeared, disappeared, grew or fell beyond chance.")]


def growth_sentence(continuation: Continuation, words: Words) -> str:
    """Return that nothing rose within this period although something did since the saved one, else ""."""
    grown = continuation.with_trend(Trend.GROWING)
    if not grown or not continuation.span_now:
        return ""
    first = grown[0]
    text = words.say(
        "Nothing has risen within this period, but there are more tickets about {name} than in the saved period: {now}, where {expected} were expected.",
        name=words.cite(first.name),
        now=words.number(first.now),
        expected=_expected_figure(first, continuation, words),
    )
    more = len(grown) - 1
    if not more:
        return text
    return f"{text} " + words.say_n("{count} more symptom grows.", "{count} more symptoms grow.", more)


def _expected_figure(one: SymptomTrend, continuation: Continuation, words: Words) -> str:
    return words.number(one.before * continuation.span_now / max(1, continuation.span_before), 1)


def _trend_line(one: SymptomTrend, continuation: Continuation, words: Words) -> str:
    name = words.cite(one.name)
    now = words.number(one.now)
    if one.trend is Trend.NEW:
        return words.say_n(
            "New: {name} ({count} ticket)", "New: {name} ({count} tickets)", one.now, name=name
        )
    if one.trend is Trend.GONE:
        before = words.number(one.before)
        return words.say("Gone: {name} (there were {before}, now none)", name=name, before=before)
    expected = _expected_figure(one, continuation, words)
    if one.trend is Trend.GROWING:
        return words.say(
            "Growing: {name} ({now}, where {expected} were expected)",
            name=name,
            now=now,
            expected=expected,
        )
    return words.say(
        "Falling: {name} ({now}, where {expected} were expected)", name=name, now=now, expected=expected
    )
