"""Sentences about two periods side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Trend

if TYPE_CHECKING:
    from supportlens.domain import PartChange, Period, PeriodComparison
    from supportlens.i18n.words import Words


def trend_name(trend: Trend, words: Words) -> str:
    """Name how a part of the traffic moved."""
    return {
        Trend.NEW: words.say("New"),
        Trend.GONE: words.say("Gone"),
        Trend.GROWING: words.say("Growing"),
        Trend.FALLING: words.say("Falling"),
        Trend.STEADY: words.say("Steady"),
    }[trend]


def period_name(period: Period, words: Words) -> str:
    """Write a period with its two days."""
    return words.say(
        "{first} to {last}", first=words.day(period.first, "long"), last=words.day(period.last, "long")
    )


def part_line(part: PartChange, name: str, words: Words) -> str:
    """Say how one part of the traffic moved, in tickets and a working day; `name` is the part's own."""
    return words.say(
        "{name}: {before} tickets, then {after} ({change}); {daily_before} a working day, then {daily_after}.",
        name=name,
        before=words.number(part.before),
        after=words.number(part.after),
        change=signed(part.change, words),
        daily_before=words.number(part.daily_before, 1),
        daily_after=words.number(part.daily_after, 1),
    )


def ratio_line(part: PartChange, words: Words) -> str:
    """Say the ratio of the rates a working day with its interval, or why there is none."""
    if not part.before and not part.after:
        return words.say("Nobody asked in either period.")
    if not part.before:
        return words.say("Nobody asked before.")
    return words.say(
        "{ratio} a working day (95% interval {low} to {high}).",
        ratio=words.times(part.ratio),
        low=words.number(part.ratio_low, 1),
        high=words.number(part.ratio_high, 1),
    )


def users_line(part: PartChange, words: Words) -> str:
    """Say the tickets for every hundred active users, "" where nobody counted them."""
    if part.users_before is None or part.users_after is None:
        return ""
    return words.say(
        "{before} tickets for every hundred active users, then {after}.",
        before=words.number(part.users_before, 1),
        after=words.number(part.users_after, 1),
    )


def comparison_line(comparison: PeriodComparison, words: Words) -> str:
    """Say how all traffic moved between two periods, and by how many working days each is counted."""
    total = comparison.total
    return words.say(
        "{before} tickets in {first} ({days_before} working days) and {after} in {second} ({days_after}): {change}.",
        before=words.number(total.before),
        first=period_name(comparison.first, words),
        days_before=words.number(comparison.working_days[0], 1),
        after=words.number(total.after),
        second=period_name(comparison.second, words),
        days_after=words.number(comparison.working_days[1], 1),
        change=signed(total.change, words),
    )


def no_cause_name(words: Words) -> str:
    """Name the tickets that belong to no cause, a part like any other."""
    return words.say("Tickets of no cause")


def signed(count: int, words: Words) -> str:
    """Write a change with its sign."""
    if not count:
        return words.number(0)
    sign = "+" if count > 0 else "\N{MINUS SIGN}"
    return sign + words.number(abs(count))
