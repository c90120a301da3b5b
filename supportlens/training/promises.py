"""What an action promises: from the excess that began with the change, from earlier trainings, or assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Field, PromiseBasis, identify_people
from supportlens.statistics import wilson_interval

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import Cause, Onset, PlanRules, Tickets
    from supportlens.training.achieved import Achieved

DAYS_A_WEEK = 7
MIN_ANSWERED = 20
"""People answered about a symptom, from which their coming back says how well an answer works.

Judgement: with fewer, the interval is as wide as the assumption.
"""


@dataclass(frozen=True, slots=True)
class Expectation:
    """The tickets per week of a cause now, and those that remain after its action.

    What is saved lies between `saved_low` and `saved_high`.
    """

    now: float
    target: float
    saved_low: float
    saved_high: float
    basis: PromiseBasis
    trainings: int = 0
    """Earlier trainings that it rests on."""


def is_over(cause: Cause) -> bool:
    """Return whether a cause ended within the log."""
    return cause.onset is not None and cause.onset.end is not None


def measure_weekly(cause: Cause, tickets: Tickets, count: int) -> float | None:
    """Return the tickets per week of a cause at the end of the log; None without dates.

    0 for a cause that is over; the last level of one that rose or fell; else the mean of the log.
    """
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None:
        return None
    if is_over(cause):
        return 0.0
    if cause.onset is not None:
        return cause.onset.levels[-1].after_per_week if cause.onset.levels else cause.onset.after_per_week
    return count / max(((last - first).days + 1) / DAYS_A_WEEK, 1.0)


def expect(
    cause: Cause,
    now: float | None,
    kept: tuple[float, float] | None,
    rules: PlanRules,
    achieved: Achieved | None = None,
) -> Expectation | None:
    """Return what an action is expected to bring; None if there is nothing to promise.

    A cause that began within the log can fall to the level before it and no further. Those who were answered
    and did not ask again say how much of that excess teaching saves: `kept` is the interval of their share.
    Its upper end is saved if everybody is reached, its lower end times the assumed reach otherwise. Without
    it, and for a cause that was there before, the share is what earlier trainings achieved; before there are
    any, the rules assume it. The target is the middle. What is
    mended instead of taught falls to the level before, whose interval is that of the onset.
    """
    if not now:
        return None
    excess = now - min(cause.onset.before_per_week, now) if cause.onset else now
    if excess <= 0:
        return None
    if cause.onset is not None and not cause.action.is_training:
        return _expect_mended(cause.onset, now, excess)
    if cause.onset is not None and kept is not None:
        low, high = rules.reach_low * kept[0] * excess, kept[1] * excess
        return Expectation(now, now - (low + high) / 2, low, high, PromiseBasis.EXCESS)
    if achieved is not None and cause.action.is_training:
        low, middle, high = (part * excess for part in (achieved.low, achieved.share, achieved.high))
        return Expectation(now, now - middle, low, high, PromiseBasis.EARLIER, achieved.trainings)
    low, high = rules.assumed_low * excess, rules.assumed_high * excess
    return Expectation(now, now - rules.assumed_share * excess, low, high, PromiseBasis.ASSUMED)


def _expect_mended(onset: Onset, now: float, excess: float) -> Expectation:
    """Return what mending brings: the level before the onset, at most the upper end of its interval."""
    most_before = onset.after_per_week / onset.rate_low if onset.rate_low > 1.0 else now
    target = min(now, max(now - excess, most_before))
    return Expectation(now, target, now - target, excess, PromiseBasis.EXCESS)


def measure_kept(inside: pd.DataFrame, symptom_ids: pd.Series[str]) -> tuple[float, float] | None:
    """Return the 95 % interval of the share of people who, once answered, ask no more about a symptom.

    None if fewer than twenty can be told.
    """
    people = identify_people(inside)
    if people is None or Field.RESOLUTION.value not in inside:
        return None
    answered = inside[Field.RESOLUTION.value].ne("") & people.ne("")
    asked = people[answered].str.cat(symptom_ids.reindex(inside.index)[answered], sep="\n").value_counts()
    if len(asked) < MIN_ANSWERED:
        return None
    return wilson_interval(int((asked == 1).sum()), len(asked))
