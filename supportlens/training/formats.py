"""Chooses the format of a training: the fullest one that its contents need and that pays back in time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import FormatOption, FormatReason, TeachingFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import PlanRules, Topic

NOTE_MINUTES, GUIDE_MINUTES = 1, 2
"""Minutes to read a note of one topic and the shortest guide. Judgement: half a page."""
GUIDE_MINUTES_A_TOPIC = 0.5
"""Minutes a topic of a guide takes: a path is read and tried."""
CALL_MINUTES_A_TOPIC, CALL_FROM, CALL_UP_TO = 3, 10, 30
"""Minutes of a video call: a topic is shown, not practised. Judgement; longer is a session."""
SESSION_UP_TO = 90
"""Maximum minutes of a session. Judgement: people listen no longer."""
MANY_TOPICS = 4
"""Topics from which a page of paths is better shown by somebody."""
SHOWN_SHARE = 0.5
"""Share of the tickets whose topic has an answer in words, from which reading is enough.

Judgement: with less, half of a guide would be empty.
"""
EACH_ONCE = 0.8
"""People as a share of tickets, from which each asks once and the next one is somebody new."""

MOST_GATHERED = 3
"""Groups of people without a known role, site or team who can still be brought together.

Judgement: they are asked one by one; more are strangers, whom a page reaches.
"""

_CHEAPER = {
    TeachingFormat.SESSION: (TeachingFormat.CALL, TeachingFormat.GUIDE),
    TeachingFormat.CALL: (TeachingFormat.GUIDE,),
}


def list_options(
    syllabus: Sequence[Topic], invited: int, saved_hours: float, rules: PlanRules, *, service: bool = False
) -> tuple[FormatOption, ...]:
    """Return what each format asks of those invited and of the teacher, and when that is paid back."""
    formats = (TeachingFormat.SESSION,) if service else tuple(TeachingFormat)
    return tuple(_make_option(one, syllabus, invited, saved_hours, rules) for one in formats)


def _make_option(
    chosen: TeachingFormat, syllabus: Sequence[Topic], invited: int, saved_hours: float, rules: PlanRules
) -> FormatOption:
    minutes = _count_minutes(chosen, syllabus)
    if not invited:
        return FormatOption(chosen, minutes, None, None)
    led = chosen in {TeachingFormat.CALL, TeachingFormat.SESSION}
    groups = math.ceil(invited / rules.group_size) if led else 0
    hours = (invited + groups) * minutes / 60
    return FormatOption(chosen, minutes, hours, hours / saved_hours if saved_hours > 0 else None)


def _count_minutes(chosen: TeachingFormat, syllabus: Sequence[Topic]) -> int:
    topics = max(1, len(syllabus))
    if chosen is TeachingFormat.SCREEN_TEXT:
        return 0
    if chosen is TeachingFormat.NOTE:
        return NOTE_MINUTES
    if chosen is TeachingFormat.GUIDE:
        return max(GUIDE_MINUTES, math.ceil(GUIDE_MINUTES_A_TOPIC * topics))
    if chosen is TeachingFormat.CALL:
        return min(CALL_UP_TO, max(CALL_FROM, 5 * math.ceil(CALL_MINUTES_A_TOPIC * topics / 5)))
    return min(SESSION_UP_TO, 5 * math.ceil(sum(topic.minutes for topic in syllabus) / 5))


def choose_format(
    options: Sequence[FormatOption],
    syllabus: Sequence[Topic],
    people: int | None,
    rules: PlanRules,
    *,
    lasting: bool,
    gathered: bool,
) -> tuple[FormatOption, FormatReason]:
    """Return the format that fits, and why.

    `lasting` is a matter that did not begin within the log, `gathered` whether people can be gathered.

    The contents choose the fullest format that they need; if it does not pay back in time, a cheaper one
    follows.
    """
    by_format = {option.format: option for option in options}
    if set(by_format) == {TeachingFormat.SESSION}:
        return options[0], FormatReason.PRACTICE
    wanted, reason = _fit(syllabus, people, lasting=lasting)
    if not gathered and wanted in _CHEAPER:
        wanted, reason = TeachingFormat.GUIDE, FormatReason.SCATTERED
    if _pays(by_format[wanted], rules):
        return by_format[wanted], reason
    for cheaper in _CHEAPER.get(wanted, ()):
        if _pays(by_format[cheaper], rules):
            return by_format[cheaper], FormatReason.CHEAPER
    return by_format[wanted], reason


def _fit(
    syllabus: Sequence[Topic], people: int | None, *, lasting: bool
) -> tuple[TeachingFormat, FormatReason]:
    tickets = sum(topic.tickets for topic in syllabus)
    told = sum(topic.tickets for topic in syllabus if topic.answer)
    if len(syllabus) <= 1:
        if lasting and people and asks_once(people, tickets):
            return TeachingFormat.SCREEN_TEXT, FormatReason.EVER_NEW_PEOPLE
        if told:
            return TeachingFormat.NOTE, FormatReason.ONE_TOPIC
    if told < SHOWN_SHARE * tickets:
        return TeachingFormat.CALL, FormatReason.MUST_BE_SHOWN
    if len(syllabus) < MANY_TOPICS:
        return TeachingFormat.GUIDE, FormatReason.FEW_TOPICS
    return TeachingFormat.SESSION, FormatReason.MANY_TOPICS


def asks_once(people: int, tickets: int) -> bool:
    """Return whether people ask once each, so that the next one is somebody new."""
    return people >= EACH_ONCE * tickets


def _pays(option: FormatOption, rules: PlanRules) -> bool:
    """Return whether a format pays back in time, or nobody can say."""
    return option.payback_weeks is None or option.payback_weeks <= rules.payback_weeks
