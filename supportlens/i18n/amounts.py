"""Phrases about amounts: how many of what, and how much something rose or what is known without a ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Firmness, classify_ratio

if TYPE_CHECKING:
    from supportlens.domain import Onset
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


def ratio_phrase(ratio: float, low: float, high: float, words: Words) -> str:
    """Return a ratio with its 95 % interval, one end of it, or why there is none."""
    return {
        Firmness.FIRM: _interval_phrase(ratio, low, high, words),
        Firmness.NONE_BEFORE: words.say("there were none before"),
        Firmness.AT_LEAST: words.say("at least {ratio}", ratio=words.times(low)),
        Firmness.AT_MOST: words.say("at most {ratio}", ratio=words.times(high)),
        Firmness.LOOSE: words.say("too few tickets for a ratio"),
    }[classify_ratio(ratio, low, high)]


def lift_phrase(lift: float, low: float, high: float, words: Words) -> str:
    """Return how many times more often something occurs inside than outside, or the lower end of that."""
    if classify_ratio(lift, low, high) is Firmness.FIRM or low <= 1:
        return _interval_phrase(lift, low, high, words)
    return words.say("at least {ratio}", ratio=words.times(low))


def _interval_phrase(ratio: float, low: float, high: float, words: Words) -> str:
    return words.say(
        "{ratio} (95% interval {low} to {high})",
        ratio=words.times(ratio),
        **words.ends(low, high),
    )


def rise_phrase(onset: Onset, words: Words) -> str:
    """Return the weekly rates before and since an onset, and their ratio if it can be shown."""
    after = words.rate(onset.after_per_week)
    if onset_firmness(onset) is Firmness.NONE_BEFORE:
        return words.say("none before, {after} a week since", after=after)
    ratio = ratio_phrase(onset.rate_ratio, onset.rate_low, onset.rate_high, words)
    if onset_firmness(onset) is Firmness.FIRM:
        before = words.rate(onset.before_per_week)
        weekly = words.say("{before} a week before, {after} since", before=before, after=after)
    else:
        weekly = words.say("almost none before, {after} a week since", after=after)
    return f"{weekly}, {ratio}"


def onset_firmness(onset: Onset) -> Firmness:
    """Return how much of the ratio of an onset to show."""
    if onset.before_per_week == 0:
        return Firmness.NONE_BEFORE
    return classify_ratio(onset.rate_ratio, onset.rate_low, onset.rate_high)
