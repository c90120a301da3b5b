"""Sentences about time: other levels of a cause, its rates, and why one change comes before another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Ground
from supportlens.i18n.ratios import ratio_told

if TYPE_CHECKING:
    from supportlens.domain import ChangeMatch, LevelChange, Onset
    from supportlens.i18n.words import Words


def level_line(level: LevelChange, words: Words) -> str:
    """Say how a cause's level changed at another time, and what that coincides with."""
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
    if level.change is None:
        return text
    name, day = words.quoted(level.change.change.name), words.day(level.change.change.day)
    return f"{text} " + words.say("That coincides with {name} ({day}).", name=name, day=day)


def rates_line(onset: Onset, words: Words) -> str:
    """Say what a cause brings on a working day, and per active user where these are known; else nothing."""
    parts = []
    if onset.before_per_working_day is not None and onset.after_per_working_day is not None:
        parts.append(
            words.say(
                "On a working day: {before} before, {after} since.",
                before=words.rate(onset.before_per_working_day),
                after=words.rate(onset.after_per_working_day),
            )
        )
    before, after = (onset.per_hundred_users(rate) for rate in (onset.before_per_week, onset.after_per_week))
    if before is not None and after is not None:
        parts.append(
            words.say(
                "A week, for every hundred active users: {before} before, {after} since.",
                before=words.rate(before),
                after=words.rate(after),
            )
        )
    return " ".join(parts)


def spoken_line(match: ChangeMatch, words: Words) -> str:
    """Say how many people speak of a change that no calendar names."""
    return words.say_n(
        "{count} ticket names {name} ({inside} of this cause, {outside} of the others): about {day}.",
        "{count} tickets name {name} or the like ({inside} of this cause, {outside} of the others): about {day}.",
        match.said_tickets,
        name=words.quoted(match.change.name),
        inside=words.percent(match.said_inside or 0.0),
        outside=words.percent(match.said_outside or 0.0),
        day=words.day(match.change.day, "long"),
    )


def rise_after_line(match: ChangeMatch, words: Words) -> str:
    """Say by how much a cause is higher after a change than before it; nothing where that is unknown."""
    if match.rate_ratio is None or match.rate_low is None or match.rate_high is None:
        return ""
    return words.say(
        "Per working day, after it against before: {ratio}.",
        ratio=ratio_told(match.rate_ratio, match.rate_low, match.rate_high, words),
    )


def ground_line(ground: Ground, words: Words) -> str:
    """Say why a change is put before its rivals."""
    return {
        Ground.NAMES_PLACE: words.say("It names the place where the cause sits."),
        Ground.SAID_IN_TICKETS: words.say("People speak of it in these tickets and hardly in the others."),
        Ground.VERSION_OF_CAUSE: words.say("The tickets of this cause come from that version."),
        Ground.SHORTER_LAG: words.say("It lies nearer to the start than any other change."),
        Ground.ONLY_ONE: words.say("No other change fits the date."),
    }[ground]


def traffic_line(onset: Onset | None, words: Words) -> str:
    """Say since when all requests together have risen beyond the rhythm of the week; else nothing."""
    if onset is None:
        return ""
    return words.say(
        "All requests together have risen since {day}: {before} a week before, {after} since.",
        day=words.day(onset.day, "long"),
        before=words.number(onset.before_per_week),
        after=words.number(onset.after_per_week),
    )
