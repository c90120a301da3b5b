"""Sentences about two periods side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Trend
from supportlens.i18n.amounts import ratio_phrase, tickets_phrase, working_days_phrase
from supportlens.i18n.onsets import applications_phrase

if TYPE_CHECKING:
    from supportlens.domain import PartChange, Period, PeriodComparison, Study
    from supportlens.i18n.words import Words

_MOVED_TRENDS = (Trend.NEW, Trend.GROWING, Trend.FALLING, Trend.GONE)
_MAX_IN_HEADING = 2
"""Causes of one trend that a heading names; the table below has all."""
_MAX_NAMED = 5
"""Causes of one trend that are named; the rest are in the sum."""


def trend_name(trend: Trend, words: Words) -> str:
    """Name how a part of the traffic changed."""
    return {
        Trend.NEW: words.say("New"),
        Trend.GONE: words.say("Gone"),
        Trend.GROWING: words.say("Growing"),
        Trend.FALLING: words.say("Falling"),
        Trend.STEADY: words.say("Steady"),
        Trend.UNCLEAR: words.say("No clear change"),
    }[trend]


def period_name(period: Period, words: Words) -> str:
    """Format a period with its first and last day."""
    return words.say(
        "{first} to {last}", first=words.day(period.first, "long"), last=words.day(period.last, "long")
    )


def part_line(part: PartChange, name: str, words: Words) -> str:
    """Return how one part of the traffic changed, in tickets and per working day; `name` names the part."""
    return words.say(
        "{name}: {before}, then {after} ({change}); {daily_before} per working day, then {daily_after}.",
        name=name,
        before=tickets_phrase(part.before, words),
        after=words.number(part.after),
        change=words.signed(part.change),
        daily_before=words.rate(part.daily_before),
        daily_after=words.rate(part.daily_after),
    )


def ratio_line(part: PartChange, words: Words) -> str:
    """Return the ratio of the rates per working day with its interval, or why there is none."""
    if not part.before and not part.after:
        return words.say("No tickets in either period.")
    if not part.before:
        return words.say("There were no tickets before.")
    return words.say(
        "Per working day: {ratio}.", ratio=ratio_phrase(part.ratio, part.ratio_low, part.ratio_high, words)
    )


def users_line(part: PartChange, words: Words) -> str:
    """Return the tickets per hundred active users of some applications, "" if nobody counted them."""
    if part.users_before is None or part.users_after is None:
        return ""
    return words.say(
        "Tickets per hundred active users of {applications}: {before}, then {after}.",
        applications=applications_phrase(part.users_of, words),
        before=words.rate(part.users_before),
        after=words.rate(part.users_after),
    )


def comparison_line(comparison: PeriodComparison, words: Words) -> str:
    """Return how all traffic changed between two periods, with the working days of each."""
    total = comparison.total
    return words.say(
        "{before} from {first} ({days_before}), {after} from {second} ({days_after}): {change}.",
        before=tickets_phrase(total.before, words),
        first=period_name(comparison.first, words),
        days_before=working_days_phrase(comparison.working_days[0], words),
        after=words.number(total.after),
        second=period_name(comparison.second, words),
        days_after=words.number(comparison.working_days[1], 1),
        change=words.signed(total.change) if total.change else words.say("as many"),
    )


def moved_line(comparison: PeriodComparison, study: Study, words: Words) -> str:
    """Return which causes are new, grow, fall or are gone, or that none changed beyond chance."""
    said = []
    for trend in _MOVED_TRENDS:
        causes = [study.cause(part.id) for part in comparison.causes_with(trend)]
        names = [words.cite(cause.name) for cause in causes if cause is not None]
        if not names:
            continue
        more = len(names) - _MAX_IN_HEADING
        listed = words.listed(names) if more <= 0 else ", ".join(names[:_MAX_IN_HEADING])
        rest = "" if more <= 0 else " " + words.say_n("and {count} more", "and {count} more", more)
        said.append(f"{trend_name(trend, words)}: {listed}{rest}.")
    return " ".join(said) or words.say("No cause appeared, disappeared, grew or fell beyond chance.")


def comparison_lines(comparison: PeriodComparison, study: Study, words: Words) -> list[str]:
    """Return how all traffic changed, which causes changed and by how much, and the rest, so that it adds up."""
    total = comparison.total
    lines = [
        _join_sentences(
            comparison_line(comparison, words), ratio_line(total, words), users_line(total, words)
        )
    ]
    left = total.change
    for trend in _MOVED_TRENDS:
        for part in comparison.causes_with(trend)[:_MAX_NAMED]:
            cause = study.cause(part.id)
            name = words.cite(cause.name) if cause else words.quoted(part.id)
            told = part_line(part, name, words)
            lines.append(f"{trend_name(trend, words)}: {_join_sentences(told, users_line(part, words))}")
            left -= part.change
    if len(lines) == 1:
        return [*lines, words.say("No cause appeared, disappeared, grew or fell beyond chance.")]
    rest = words.say(
        "Everything else: {rest}; together {total}.",
        rest=words.signed(left),
        total=words.signed(total.change),
    )
    return [*lines, rest]


def _join_sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def no_cause_label(words: Words) -> str:
    """Name the tickets without a cause, which form a part like any other."""
    return words.say("Tickets without a cause")
