"""The sentences of a plan: checks and notes for management."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n import change_line
from supportlens.i18n.amounts import hours_phrase, tickets_phrase

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study, TrainingAction
    from supportlens.i18n import Words

WEEKS_PER_MONTH = 365.25 / 12 / 7


def check_points(action: TrainingAction, words: Words, *, taught: bool) -> list[tuple[str, str]]:
    """Return what to check on each review day: a first sign, the target, whether it holds, the end."""
    target = words.number(action.weekly_target, 1)
    now, at_most = (tickets_phrase(value, words, 1) for value in (action.weekly_now, action.weekly_target))
    last = (
        words.say("Close it, or repeat it for those who still ask.")
        if taught
        else words.say("Close it, or find out what remains.")
    )
    lines = [
        words.say("A first sign: fewer than {now} a week.", now=now),
        words.say("Target: {target} a week or fewer.", target=at_most),
        words.say("Stable: still {target} or fewer.", target=target),
    ]
    days = action.review_days
    texts = [lines[min(place, 2)] for place in range(len(days) - 1)] + [last]
    return [
        (words.say_n("{count} day", "{count} days", day), text)
        for day, text in zip(days, texts, strict=bool(days))
    ]


def management_notes(action: TrainingAction, study: Study, words: Words) -> list[str]:
    """Return the cost of the cause, its level with the target, and the change that explains it."""
    cause = study.cause(action.cause_id)
    lines = []
    if action.promise is not None:
        lines.append(
            words.say(
                "It now generates {now} a week, about {month} a month; the target is {target} a week.",
                now=tickets_phrase(action.weekly_now, words, 1),
                month=words.number(round(action.weekly_now * WEEKS_PER_MONTH)),
                target=words.number(action.weekly_target, 1),
            )
        )
    if cause is not None:
        lines += _cost(cause, words)
    if cause is not None and cause.change is not None:
        lines.append(change_line(cause, words))
    return lines


def _cost(cause: Cause, words: Words) -> list[str]:
    lines = [
        words.say(
            "It accounts for {share} of all tickets ({count}).",
            share=words.percent(cause.share),
            count=words.number(cause.tickets),
        )
    ]
    if cause.excess >= 1:
        lines.append(
            words.say(
                "{count} of them are above the level before it began.",
                count=words.number(round(cause.excess)),
            )
        )
    if cause.hours is not None:
        lines.append(words.say("Answering them has taken {hours}.", hours=hours_phrase(cause.hours, words)))
    return lines
