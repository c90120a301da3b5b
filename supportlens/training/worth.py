"""Whether a training is worth it: the floor, and hours against hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Derived, Field, Untaught, Worth, fold
from supportlens.patterns import SearchedTexts

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import Cause, FormatOption, PlanRules, TrainingWords
    from supportlens.training.promises import Expectation
    from supportlens.training.ways import WaySigns

ASKS_SHARE = 0.25
"""Share of the tickets that ask how or where, or are answered so, from which there is something to teach.

Judgement: of invented knowledge gaps two thirds do, of spam, tests and notices none; larger misses people who
complain instead of asking.
"""
TESTS_SHARE = 0.5
"""Share of tickets that only try the desk out, from which a cause is no question."""
MAX_READ = 400
"""Tickets read to judge this; more change nothing."""
WEEKS_A_MONTH = 365.25 / 12 / 7


def weigh_worth(
    cause: Cause,
    weekly: float | None,
    people: int | None,
    minutes: float | None,
    expectation: Expectation | None,
    rules: PlanRules,
) -> Worth:
    """Return what a cause takes and its target saves; `minutes` of handling a ticket, None if unknown."""
    saved = expectation.now - expectation.target if expectation else 0.0
    a_ticket = rules.minutes_a_ticket if minutes is None else minutes
    return Worth(weekly, people, cause.hours, a_ticket, minutes is None, saved * a_ticket / 60)


def measure_minutes(inside: pd.DataFrame) -> float | None:
    """Return the mean minutes of handling of a cause's tickets, None if the log has no times."""
    if Field.MINUTES.value not in inside:
        return None
    known = inside[Field.MINUTES.value].dropna()
    return float(known.mean()) if len(known) else None


def find_floor_reason(
    cause: Cause, worth: Worth, rules: PlanRules, *, over: bool, service: bool
) -> Untaught | None:
    """Return why a cause stays below the floor, None if it reaches it; what is unknown is not asked."""
    if over:
        return Untaught.OVER
    if worth.weekly is None and cause.tickets < rules.tickets:
        return Untaught.FEW_TICKETS
    if worth.weekly is not None and worth.weekly < rules.weekly:
        return Untaught.FEW_TICKETS
    if not service and worth.people and worth.people < rules.people:
        return Untaught.FEW_PEOPLE
    if worth.minutes_assumed or worth.weekly is None:
        return None
    hours_a_month = worth.weekly * WEEKS_A_MONTH * worth.minutes_a_ticket / 60
    return Untaught.FEW_HOURS if hours_a_month < rules.hours_a_month else None


def asks_how(inside: pd.DataFrame, words: TrainingWords, signs: WaySigns) -> bool:
    """Return whether there is something to teach: people ask how or where, or agents explain it."""
    rows = inside.iloc[:: max(1, len(inside) // MAX_READ)]
    texts = [fold(str(text)) for text in rows[Derived.TEXT]]
    if not texts:
        return False
    searched = SearchedTexts(texts)
    if searched.mark_any(words.tests).sum() >= TESTS_SHARE * len(texts):
        return False
    asked: list[bool] = searched.mark_any(words.asking).tolist()
    if Field.RESOLUTION.value in rows:
        answers = [str(one) for one in rows[Field.RESOLUTION.value]]
        asked = [
            asks or signs.says_explained(answer) or signs.shows(answer)
            for asks, answer in zip(asked, answers, strict=True)
        ]
    return sum(asked) >= ASKS_SHARE * len(texts)


def costs_more(option: FormatOption, rules: PlanRules) -> bool:
    """Return whether even a format that was chosen does not pay back in time."""
    return option.payback_weeks is not None and option.payback_weeks > rules.payback_weeks
