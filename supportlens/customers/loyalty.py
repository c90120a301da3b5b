"""Loyalty and recommendation by the number of bad experiences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.domain import LoyaltyGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST = 3
_HALF_YEAR = 182
_PROMOTER, _DETRACTOR = 9, 6
"""Marks of 0 to 10 from which a customer promotes, and up to which one detracts (Reichheld 2003)."""


class LoyaltyFacts:
    """What is known of one customer's loyalty."""

    __slots__ = ("bad", "days", "marks", "recommends", "services", "warns")

    def __init__(
        self,
        bad: int,
        days: Iterable[date],
        services: Iterable[date],
        marks: Iterable[float] = (),
        *,
        recommends: bool = False,
        warns: bool = False,
    ) -> None:
        self.bad, self.days, self.services = bad, tuple(days), tuple(services)
        self.marks, self.recommends, self.warns = tuple(marks), recommends, warns


def compare_loyalty(facts: Iterable[LoyaltyFacts], as_of: date, *, sold: bool) -> tuple[LoyaltyGroup, ...]:
    """Return the customers with 0, 1, 2, and 3 or more bad experiences, without empty groups.

    In less than half a year everybody was there in its last days: without marks, services or words about
    recommending that compares nothing, and nothing is returned.

    `sold` is whether a file of services is there. NPS: Reichheld (2003), The one number you need to grow,
    Harvard Business Review 81(12), 46-54.
    """
    members = tuple(facts)
    seen = [day for one in members for day in (*one.days, *one.services)]
    told = sold or any(one.marks or one.recommends or one.warns for one in members)
    if not told and seen and min(seen) > as_of - timedelta(days=_HALF_YEAR):
        return ()
    groups: dict[int, list[LoyaltyFacts]] = {}
    for one in members:
        groups.setdefault(min(one.bad, _MOST), []).append(one)
    return tuple(_sum_up(bad, groups[bad], as_of, sold=sold) for bad in sorted(groups))


def _sum_up(bad: int, members: list[LoyaltyFacts], as_of: date, *, sold: bool) -> LoyaltyGroup:
    recent = as_of - timedelta(days=_HALF_YEAR)
    marks = [mark for one in members for mark in one.marks]
    return LoyaltyGroup(
        bad,
        len(members),
        sum(any(day > recent for day in (*one.days, *one.services)) for one in members),
        sum(len(one.services) > 1 for one in members) if sold else None,
        len(marks),
        sum(mark >= _PROMOTER for mark in marks),
        sum(mark <= _DETRACTOR for mark in marks),
        sum(one.recommends for one in members),
        sum(one.warns for one in members),
    )


def keep_recommendation_marks(marks: Mapping[int, float]) -> dict[int, float]:
    """Return the marks if they are on the scale from 0 to 10, else none: of five, none says "recommend"."""
    values = marks.values()
    return dict(marks) if values and 5 < max(values) <= 10 and min(values) >= 0 else {}
