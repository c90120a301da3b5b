"""The checklist before the next release: what the last ones caused, and what worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource, EffectVerdict
from supportlens.i18n.amounts import tickets_phrase, weeks_phrase
from supportlens.i18n.follow_up.taken_actions import taken_phrase

if TYPE_CHECKING:
    from supportlens.domain import Cause, DetectableFall, Study
    from supportlens.i18n.words import Words

_MOST = 6
"""Lines of the checklist. Judgement: longer lists are not read before a release."""


def release_lines(study: Study, words: Words) -> list[str]:
    """Return what to do before the next release, from the causes that coincide with the last changes."""
    after_changes = [
        cause for cause in study.causes if cause.change is not None and not cause.change.may_be_chance
    ]
    lines: list[str] = []
    for cause in after_changes[:_MOST]:
        lines += _cause_lines(cause, words)
    if not lines:
        return []
    if not any(change.source is ChangeSource.CALENDAR for change in study.calendar):
        lines.append(words.say("Keep a calendar of changes, with the trainings in it."))
    lines.append(words.say("Say on what day the first tickets will be looked at: a week after the release."))
    return lines[: _MOST + 2]


def _cause_lines(cause: Cause, words: Words) -> list[str]:
    if cause.change is None:
        return []
    name = words.quoted(cause.change.change.name)
    if cause.taken is not None and cause.taken.effect is not None:
        action = taken_phrase(cause.taken.action, words)
        if cause.taken.worked:
            return [
                words.say(
                    "After {name} came {tickets} about {cause}; {action} worked: hold it before the next one.",
                    name=name,
                    tickets=tickets_phrase(cause.tickets, words),
                    cause=words.cite(cause.name),
                    action=action,
                )
            ]
        if cause.taken.effect.verdict is EffectVerdict.DID_NOT_FALL:
            return [
                words.say(
                    "After {name} came {tickets} about {cause}; {action} did not help: try another way before the next one.",
                    name=name,
                    tickets=tickets_phrase(cause.tickets, words),
                    cause=words.cite(cause.name),
                    action=action,
                )
            ]
    return [
        words.say(
            "After {name} came {tickets} about {cause}: {todo}",
            name=name,
            tickets=tickets_phrase(cause.tickets, words),
            cause=words.cite(cause.name),
            todo=words.say("train before the next one, those who asked first.")
            if cause.action.is_training
            else words.say("try it out before the next one, and tell people what to do if it fails."),
        )
    ]


def detectable_line(falls: DetectableFall, words: Words) -> str:
    """Return how small a fall of a cause would be seen by when, before an action."""
    parts = [
        words.say("{share} in {weeks}", share=words.percent(fall), weeks=weeks_phrase(weeks, words))
        for weeks, fall in falls.weeks
        if fall is not None
    ]
    if not parts:
        return words.say("Too few tickets: no fall of it could be told from chance within three months.")
    return words.say("The smallest fall that would be seen: {falls}.", falls=words.listed(parts))
