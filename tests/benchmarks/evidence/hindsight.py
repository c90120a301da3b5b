"""Whether it could have been known: planted logs cut off after the day that the program tells."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.benchmarks.evidence.running import answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sample_logs.planted import Planting
    from supportlens.domain import Cause
    from tests.benchmarks.evidence.trials import Trial

LARGEST = 3_000
"""Tickets up to which a log is cut; each is analysed twice."""
NEAR_DAYS = 7
TARGET = 0.85


@dataclass(frozen=True, slots=True)
class Look:
    """A log as it was on the evening of the stated day."""

    name: str
    told: date
    days: int
    """Days from the start to the day told."""
    found: bool
    said: str


def looks(trials: Iterable[Trial], most: int) -> Iterator[Look]:
    """Cut the first `most` logs for which such a day comes before the last, and analyse them again."""
    done = 0
    for trial in trials:
        if done >= most:
            return
        if trial.scenario.tickets > LARGEST:
            continue
        planting = trial.planting()
        whole = answered(planting)
        chief = whole.main_cause
        told = chief.impact.detectable_from if chief is not None and chief.impact is not None else None
        if chief is None or chief.onset is None or told is None or told >= trial.scenario.last:
            continue
        done += 1
        then = answered(until(planting, told))
        near = [cause for cause in then.causes if _is_same(cause, chief)]
        yield Look(
            trial.name,
            told,
            (told - chief.onset.day).days,
            bool(near),
            f"whole: {_describe((chief,))}; then: {_describe(near or then.causes)}",
        )


def until(planting: Planting, day: date) -> Planting:
    """Return a log as it stood on the evening of a day."""
    so_far = tuple(ticket for ticket in planting.tickets if ticket.created.date() <= day)
    return replace(planting, tickets=so_far)


def _is_same(cause: Cause, chief: Cause) -> bool:
    """Return whether two causes began around the same day, and in the same place if both have one."""
    if cause.onset is None or chief.onset is None:
        return False
    places = [(each.place.field, each.place.value) for each in (cause, chief) if each.place is not None]
    near = abs((cause.onset.day - chief.onset.day).days) <= NEAR_DAYS
    within = chief.onset.low <= cause.onset.day <= chief.onset.high
    return (near or within) and len(set(places)) < 2


def _describe(causes: Sequence[Cause]) -> str:
    """Name the first three causes with their starts."""
    starts = (f"{each.name.in_('en')!r} {each.onset.day if each.onset else 'never'}" for each in causes[:3])
    return ", ".join(starts)


def check_hindsight(trials: Iterable[Trial], most: int) -> bool:
    """Print every look and the share that was correct; return whether it meets the target."""
    found = []
    for look in looks(trials, most):
        found.append(look.found)
        verdict = "found" if look.found else "not yet to be seen"
        print(
            f"hindsight {look.name}: {look.told}, {look.days} days after the start: {verdict} ({look.said})"
        )
        sys.stdout.flush()
    share = sum(found) / len(found) if found else 1.0
    print(f"could have been known on the day told: {sum(found)} of {len(found)}, {share:.0%}")
    return share >= TARGET
