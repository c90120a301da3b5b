"""Sentences about time: since when, at what rate, after which change and why that one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource, Ground, Shape, uncapitalise
from supportlens.i18n.amounts import ratio_phrase, rise_phrase
from supportlens.i18n.follow_up.taken_actions import taken_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Cause, ChangeMatch, LevelChange, Onset, UserRates
    from supportlens.i18n.words import Words

_MAX_APPLICATIONS = 3
"""Applications that a sentence about users names."""


def onset_line(cause: Cause, words: Words) -> str:
    """Return the onset, how certain the day is and how much the rate rose."""
    onset = cause.onset
    if onset is None:
        return words.say("No change over time was found.")
    ratio = rise_phrase(onset, words)
    if cause.taken is not None and cause.taken.worked:
        return words.say(
            "Began {day} and has fallen since {action}; {ratio}.",
            day=words.day(onset.day, "long"),
            action=taken_phrase(cause.taken.action, words),
            ratio=ratio,
        )
    if onset.shape is Shape.SPIKE and onset.end is not None:
        return _spike_sentence(cause, onset, words)
    if onset.shape is Shape.SLOPE:
        return words.say(
            "Rising gradually since about {day}; {ratio}.",
            day=words.day(onset.day, "long"),
            ratio=ratio,
        )
    return _step_sentence(onset, ratio, words)


def _step_sentence(onset: Onset, ratio: str, words: Words) -> str:
    if (fall := onset.lasting_fall) is not None:
        return words.say(
            "Began {day} and has fallen since about {fall}; {ratio}, {now} a week by now.",
            day=words.day(onset.day, "long"),
            fall=words.day(fall.day),
            ratio=ratio,
            now=words.rate(fall.after_per_week),
        )
    if onset.low == onset.high:
        return words.say(
            "Began {day} and has stayed high; {ratio}.", day=words.day(onset.day, "long"), ratio=ratio
        )
    return words.say(
        "Began {day} (between {low} and {high}) and has stayed high; {ratio}.",
        day=words.day(onset.day, "long"),
        low=words.day(onset.low),
        high=words.day(onset.high),
        ratio=ratio,
    )


def _spike_sentence(cause: Cause, onset: Onset, words: Words) -> str:
    days = (onset.end - onset.day).days + 1 if onset.end else 1
    if onset.before_per_week == 0:
        return words.say_n(
            "A spike, {span}: {tickets} tickets in {count} day; none at other times.",
            "A spike, {span}: {tickets} tickets in {count} days; none at other times.",
            days,
            span=spike_phrase(onset, words),
            tickets=words.number(cause.tickets),
        )
    return words.say_n(
        "A spike, {span}: {tickets} tickets in {count} day; {before} a week at other times.",
        "A spike, {span}: {tickets} tickets in {count} days; {before} a week at other times.",
        days,
        span=spike_phrase(onset, words),
        tickets=words.number(cause.tickets),
        before=words.rate(onset.before_per_week),
    )


def spike_phrase(onset: Onset, words: Words) -> str:
    """Return the days of a spike."""
    end = onset.end or onset.day
    if end == onset.day:
        return words.say("all on {day}", day=words.day(onset.day))
    return words.say("from {first} to {last}", first=words.day(onset.day), last=words.day(end))


def level_line(level: LevelChange, words: Words) -> str:
    """Return how a cause's level changed at another time, and which change that coincides with."""
    facts = {
        "day": words.day(level.day, "long"),
        "before": words.rate(level.before_per_week),
        "after": words.rate(level.after_per_week),
        "low": words.day(level.low),
        "high": words.day(level.high),
    }
    if level.is_fall:
        text = words.say(
            "Fell {day} (between {low} and {high}): {before} a week before, {after} since.", **facts
        )
    else:
        text = words.say(
            "Rose {day} (between {low} and {high}): {before} a week before, {after} since.", **facts
        )
    return _add_change(text, level, words)


def larger_rise_line(level: LevelChange, words: Words) -> str:
    """Return that a cause rose more at another time than at its start, and with which change."""
    text = words.say(
        "It rose again, and by more, about {day}: from {before} a week to {after}.",
        day=words.day(level.day),
        before=words.rate(level.before_per_week),
        after=words.rate(level.after_per_week),
    )
    return _add_change(text, level, words)


def _add_change(text: str, level: LevelChange, words: Words) -> str:
    if level.change is None:
        return text
    name, day = words.quoted(level.change.change.name), words.day(level.change.change.day)
    return f"{text} " + words.say("This coincides with {name} ({day}).", name=name, day=day)


def rates_line(onset: Onset, words: Words) -> str:
    """Return tickets per working day, and per active user where users were counted; "" without either."""
    parts = []
    if onset.before_per_working_day is not None and onset.after_per_working_day is not None:
        parts.append(
            words.say(
                "Per working day: {before} before, {after} since.",
                before=words.rate(onset.before_per_working_day),
                after=words.rate(onset.after_per_working_day),
            )
        )
    return " ".join([*parts, *(_user_sentences(onset.per_user, words) if onset.per_user else ())])


def applications_phrase(names: Sequence[str], words: Words) -> str:
    """Return the applications whose users were counted, or their number if they are many."""
    if len(names) <= _MAX_APPLICATIONS:
        return words.listed(names)
    return words.say_n("{count} application", "{count} applications", len(names))


def _user_sentences(rates: UserRates, words: Words) -> list[str]:
    """Return the tickets per user, whose they are, and how the users and the rate changed if that is known."""
    facts = {
        "applications": applications_phrase(rates.applications, words),
        "before": words.rate(rates.before),
        "after": words.rate(rates.after),
    }
    if rates.first is None or rates.last is None:
        said = words.say(
            "Per week and hundred active users of {applications}: {before} before, {after} since.", **facts
        )
    else:
        said = words.say(
            "Per week and hundred active users of {applications}, {months}: {before} before, {after} since.",
            months=words.period(rates.first, rates.last),
            **facts,
        )
    if rates.ratio is None:
        return [said]
    changed = words.say(
        "Active users: {before} before, {after} since; tickets per user: {ratio}.",
        before=words.number(rates.users_before),
        after=words.number(rates.users_after),
        ratio=ratio_phrase(rates.ratio, rates.low or 0.0, rates.high or math.inf, words),
    )
    return [said, changed]


def mention_line(match: ChangeMatch, words: Words) -> str:
    """Return how many tickets mention a change that is in no calendar."""
    return words.say_n(
        "{count} ticket mentions {name} ({inside} of this cause, {outside} of the others): about {day}.",
        "{count} tickets mention {name} or the like ({inside} of this cause, {outside} of the others): about {day}.",
        match.said_tickets,
        name=words.quoted(match.change.name),
        inside=words.percent(match.said_inside or 0.0),
        outside=words.percent(match.said_outside or 0.0),
        day=words.day(match.change.day, "long"),
    )


def rise_after_line(match: ChangeMatch, words: Words) -> str:
    """Return how much higher a cause is after a change than before it, "" if unknown."""
    if match.rate_ratio is None or match.rate_low is None or match.rate_high is None:
        return ""
    return words.say(
        "Per working day, after it compared with before: {ratio}.",
        ratio=ratio_phrase(match.rate_ratio, match.rate_low, match.rate_high, words),
    )


def ground_line(ground: Ground, words: Words) -> str:
    """Return why a change is preferred to its rivals."""
    return {
        Ground.NAMES_PLACE: words.say("It names the place where the cause is found."),
        Ground.SAID_IN_TICKETS: words.say("People mention it in these tickets and rarely in the others."),
        Ground.VERSION_OF_CAUSE: words.say("The tickets of this cause come from that version."),
        Ground.SHORTER_LAG: words.say("It is closer to the start than any other change."),
        Ground.ONLY_ONE: words.say("No other change fits the date."),
    }[ground]


def change_line(cause: Cause, words: Words) -> str:
    """Return which change the onset coincides with, its lag and the probability of a chance match."""
    if cause.change is None:
        return words.say("No known change coincides with it.")
    return change_match_line(cause.change, words)


def change_match_line(match: ChangeMatch, words: Words) -> str:
    """Return how one change fits an onset."""
    facts = {
        "name": words.quoted(match.change.name),
        "day": words.day(match.change.day, "long"),
        "chance": words.percent(match.chance, 0 if match.chance >= 0.1 else 1),
    }
    lag = abs(match.lag_days)
    if match.change.source is ChangeSource.TEXT:
        return mention_line(match, words)
    if lag == 0:
        return words.say(
            "Coincides with {name}, on the same day, {day}. The probability of such a match by chance is {chance}.",
            **facts,
        )
    if match.lag_days < 0:
        return words.say_n(
            "Coincides with {name} ({day}): the cause began {count} day earlier. The probability of such a match by chance is {chance}.",
            "Coincides with {name} ({day}): the cause began {count} days earlier. The probability of such a match by chance is {chance}.",
            lag,
            **facts,
        )
    return words.say_n(
        "Coincides with {name} ({day}): the cause began {count} day later. The probability of such a match by chance is {chance}.",
        "Coincides with {name} ({day}): the cause began {count} days later. The probability of such a match by chance is {chance}.",
        lag,
        **facts,
    )


PLAIN_WORDS = 3
"""Words of a change's name that reads as part of a sentence: "Atlas update 5.2". Judgement."""


def split_article(name: str, words: Words) -> tuple[str, str]:
    """Split a change's name into its article with a space, if the language needs one, and the rest.

    A long name without one is quoted: "since “Atlas is now obligatory for everybody”".
    """
    article = words.article(name.split(" ", 1)[0].lower())
    if article:
        return f"{article} ", uncapitalise(name)
    return "", name if len(name.split()) <= PLAIN_WORDS else words.quoted(name)


def short_change_name(name: str) -> str:
    """Shorten a change's name to the part before the colon; an explanation follows the colon."""
    head = name.split(":", 1)[0].strip()
    return head if len(head) >= 6 else name.strip()
