"""Matches a cause with its change by weighing calendar, new versions and customers' own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.changes.calendar_matching import EARLY_DAYS, add_rates, match_calendar
from supportlens.causes.changes.mentions import compare_mentions, find_mentioned_change, is_mentioned
from supportlens.causes.changes.versions import (
    find_adopted_versions,
    find_released_versions,
    find_special_versions,
)
from supportlens.domain import ChangeMatch, ChangeSource, Field, Ground, fold
from supportlens.statistics import two_share_p

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.changes.mentions import Mentions
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Change, LevelChange, Onset, ScopeClaim, Tickets

    Mask = npt.NDArray[np.bool_]
    Matched = tuple[ChangeMatch | None, tuple[ChangeMatch, ...]]

MAX_RELEASE_DAYS = 3
"""Days between the release of a version and a start within which a match is unlikely to be chance.

Judgement: versions reach most users within days; larger matches more starts by chance, smaller misses staged
releases.
"""
MAX_RELEASE_CHANCE = 0.1
"""Maximum chance at which the release of a version is accepted on its date alone.

Judgement: half of the calendar's threshold, because the place does not help here; larger reports more
releases that merely happened nearby.
"""
MAX_CALENDAR_CHANCE = 0.2
"""Chance below which a change that names no place takes precedence over customers' own words.

Judgement: above one in five the customers' own words are the better evidence; larger prefers the calendar
more often.
"""


@dataclass(frozen=True, slots=True, eq=False)
class ChangeEvidence:
    """The evidence of changes: the calendar and the words of n tickets."""

    tickets: Tickets
    timeline: LogTimeline
    calendar: tuple[Change, ...]
    said: Mentions


def match_change(
    known: ChangeEvidence, onset: Onset, scope: tuple[ScopeClaim, ...], family: Mask, members: Mask
) -> Matched:
    """Return the change that an onset coincides with, and its rivals, best first.

    A calendar change that names the cause's place comes first; then a version that is over-represented in the
    cause; then a calendar change that is unlikely to match by chance or that customers mention; then what
    customers say themselves. `family` (n tickets) are the cause's tickets of all times, `members` those since
    the onset. Returns (None, ...) if no change is known or mentioned.
    """
    timeline = known.timeline
    if timeline.first is None:
        return None, ()
    last = onset.high if onset.end is None else onset.end
    day = timeline.day
    during = (day >= (onset.low - timeline.first).days) & (
        onset.end is None or day <= (last - timeline.first).days
    )
    beside = during & ~family
    planned, rivals = match_calendar(onset, scope, known.calendar, timeline.days, timeline=timeline)
    candidates = [match for match in (planned, *rivals) if match is not None]
    first = planned if planned is not None and planned.same_scope else None
    seen = _match_version(known, onset, scope, members & _mark_first_level(timeline, onset), beside)
    if first is not None and seen is not None and _is_nearer(seen, first, scope):
        first = seen
        candidates.append(seen)
    if first is None:
        mentioned = _match_mention(known, onset, members, beside)
        is_believed = planned is not None and (
            planned.chance <= MAX_CALENDAR_CHANCE or _is_meant(known, planned, members)
        )
        first = seen or (planned if is_believed else None) or mentioned or planned
        candidates += [match for match in (seen, mentioned) if match is not None]
        if first is not mentioned and first is not None and _is_meant(known, first, members):
            candidates = [match for match in candidates if match is not mentioned]
    counts = timeline.count_daily(family)
    noted = {id(match): _note_mentions(known, match, members, beside) for match in candidates}
    rest = tuple(noted[id(match)] for match in candidates if match is not first)
    if first is None:
        return None, tuple(add_rates(match, counts, timeline, onset.end) for match in rest)
    return add_rates(noted[id(first)], counts, timeline, onset.end), tuple(
        replace(add_rates(match, counts, timeline, onset.end), grounds=()) for match in rest
    )


def _is_nearer(seen: ChangeMatch, planned: ChangeMatch, scope: tuple[ScopeClaim, ...]) -> bool:
    """Return whether the cause's own version came nearer to its start than a change of its application.

    A calendar that lists this very version, or the change that came with it, says more than its first ticket.
    """
    versions = [claim.value for claim in scope if claim.field == Field.VERSION]
    if any(fold(version) in fold(planned.change.name) for version in versions):
        return False
    return bool(versions) and abs(seen.lag_days) + EARLY_DAYS < abs(planned.lag_days)


def _match_version(
    known: ChangeEvidence, onset: Onset, scope: tuple[ScopeClaim, ...], members: Mask, beside: Mask
) -> ChangeMatch | None:
    """Match the release of a version: the cause's own, or a general one if customers mention an update."""
    first = known.timeline.first
    if first is None:
        return None
    arrived = find_special_versions(known.tickets, scope, members, first)
    if not arrived and compare_mentions(known.said.updated, members, beside).is_sign:
        arrived = find_adopted_versions(known.tickets, scope, members, first)
    before = tuple(version for version in arrived if version.day <= onset.high)
    found = match_calendar(onset, scope, before, known.timeline.days, timeline=known.timeline)[0]
    return found or _match_release(known, onset, scope, members)


def _match_release(
    known: ChangeEvidence, onset: Onset, scope: tuple[ScopeClaim, ...], members: Mask
) -> ChangeMatch | None:
    """Match the release date of a version of the cause's application if that is unlikely to be chance.

    This is only a coincidence of dates, as with a calendar: the cause must begin within MAX_RELEASE_DAYS of
    the release and occur in that version, and the chance counts every version that the application ever had.
    """
    first = known.timeline.first
    released = find_released_versions(known.tickets, scope, first) if first is not None else ()
    near = [change for change in released if 0 <= (onset.day - change.day).days <= MAX_RELEASE_DAYS]
    if (
        first is None
        or not near
        or not set(near) & set(find_adopted_versions(known.tickets, scope, members, first))
    ):
        return None
    match, _ = match_calendar(onset, scope, released, known.timeline.days, timeline=known.timeline)
    return (
        match if match is not None and match.change in near and match.chance <= MAX_RELEASE_CHANCE else None
    )


def _match_mention(known: ChangeEvidence, onset: Onset, members: Mask, beside: Mask) -> ChangeMatch | None:
    """Match what customers say; the chance is that of as many mentions by chance."""
    found = find_mentioned_change(known.tickets, known.said, members, beside, onset)
    if found is None:
        return None
    change, shares = found
    return ChangeMatch(
        change,
        (onset.day - change.day).days,
        two_share_p(shares.inside, max(1, int(members.sum())), shares.outside, max(1, int(beside.sum()))),
        same_scope=False,
        grounds=(Ground.SAID_IN_TICKETS,),
    )


def _is_meant(known: ChangeEvidence, match: ChangeMatch, members: Mask) -> bool:
    """Return whether customers in a cause mean this change; "update" may refer to any version."""
    if match.change.source is ChangeSource.VERSION:
        return True
    names = set(known.said.names[members & (known.said.names != "")])
    return is_mentioned(match.change, names)


def _note_mentions(known: ChangeEvidence, match: ChangeMatch, members: Mask, beside: Mask) -> ChangeMatch:
    """Add to a change the number of tickets that mention one, if their words may refer to it."""
    named = known.said.names != ""
    shares = compare_mentions(named, members, beside)
    if Ground.SAID_IN_TICKETS not in match.grounds:
        if not shares.is_sign or not _is_meant(known, match, members):
            return match
        match = replace(match, grounds=(*match.grounds, Ground.SAID_IN_TICKETS))
    return replace(match, said_inside=shares.inside, said_outside=shares.outside, said_tickets=shares.tickets)


def _mark_first_level(timeline: LogTimeline, onset: Onset) -> Mask:
    """Return which of n tickets are from before the next rise of a cause: its start is explained by them.

    A later rise has a change of its own, such as the next version.
    """
    rises = [level.low for level in onset.levels if not level.is_fall and level.day > onset.day]
    if timeline.first is None or not rises:
        return np.ones(len(timeline.day), dtype=bool)
    return np.asarray(timeline.day < (min(rises) - timeline.first).days)


def explain_levels(known: ChangeEvidence, onset: Onset, scope: tuple[ScopeClaim, ...], family: Mask) -> Onset:
    """Match each other change of level of an onset with the calendar, a rise also with a version.

    `family` (n tickets) are the cause's tickets of all times. What began with a change does not rise again or
    fall with the same one.
    """
    levels = tuple(_explain_level(known, onset, level, scope, family) for level in onset.levels)
    return replace(onset, levels=levels)


def _explain_level(
    known: ChangeEvidence, onset: Onset, level: LevelChange, scope: tuple[ScopeClaim, ...], family: Mask
) -> LevelChange:
    moved = replace(onset, day=level.day, low=level.low, high=level.high, levels=())
    timeline = known.timeline
    later = tuple(change for change in known.calendar if change.day > onset.day)
    calendar = later if level.day > onset.day else known.calendar
    match, _ = match_calendar(moved, scope, calendar, timeline.days, timeline=timeline)
    if match is None and not level.is_fall and timeline.first is not None:
        since = timeline.day >= (level.low - timeline.first).days
        match = _match_version(known, moved, scope, family & since, since & ~family)
    return replace(level, change=match)
