"""Loyalty and recommendation by the number of bad experiences."""

from __future__ import annotations

from dataclasses import dataclass
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
    groups: dict[int, _GroupSums] = {}
    first, told = as_of, sold
    for one in facts:
        groups.setdefault(min(one.bad, _MOST), _GroupSums()).add(one, as_of - timedelta(days=_HALF_YEAR))
        first = min((first, *one.days, *one.services))
        told = told or bool(one.marks) or one.recommends or one.warns
    if not told and first > as_of - timedelta(days=_HALF_YEAR) and any(each.days for each in groups.values()):
        return ()
    return tuple(groups[bad].finish(bad, sold=sold) for bad in sorted(groups))


@dataclass(slots=True)
class _GroupSums:
    """What the customers of a group add up to: a large log has nearly as many of them as tickets."""

    customers: int = 0
    days: int = 0
    recent: int = 0
    again: int = 0
    marks: int = 0
    promoters: int = 0
    detractors: int = 0
    recommend: int = 0
    warn: int = 0

    def add(self, one: LoyaltyFacts, recent: date) -> None:
        """Add a customer, who is there still with a day after `recent`."""
        self.customers += 1
        self.days += len(one.days) + len(one.services)
        self.recent += any(day > recent for day in (*one.days, *one.services))
        self.again += len(one.services) > 1
        self.marks += len(one.marks)
        self.promoters += sum(mark >= _PROMOTER for mark in one.marks)
        self.detractors += sum(mark <= _DETRACTOR for mark in one.marks)
        self.recommend += one.recommends
        self.warn += one.warns

    def finish(self, bad: int, *, sold: bool) -> LoyaltyGroup:
        """Return the group of so many bad experiences."""
        return LoyaltyGroup(
            bad,
            self.customers,
            self.recent,
            self.again if sold else None,
            self.marks,
            self.promoters,
            self.detractors,
            self.recommend,
            self.warn,
        )


def keep_recommendation_marks(marks: Mapping[int, float]) -> dict[int, float]:
    """Return the marks if they are on the scale from 0 to 10, else none: of five, none says "recommend"."""
    values = marks.values()
    return dict(marks) if values and 5 < max(values) <= 10 and min(values) >= 0 else {}
