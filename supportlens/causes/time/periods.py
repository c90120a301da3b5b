"""Compares two periods part by part, so that the changes of the parts add up to the total."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.active_users import join_users, match_users
from supportlens.causes.time.working_days import learn_working_days
from supportlens.domain import Assigned, Field, PartChange, Period, PeriodComparison, Trend
from supportlens.statistics import binomial_p, control_false_discoveries, rate_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd

    from supportlens.causes.time.active_users import CountedUsers
    from supportlens.domain import ActiveUsers, Cause, Study, Tickets

    Mask = npt.NDArray[np.bool_]

DEFAULT_WEEKS = 4
"""Whole weeks per side if no periods are given.

Judgement: a month without its unequal days; shorter logs get fewer.
"""
MAX_Q = 0.05
"""Maximum false discovery rate among the parts reported as changed (Benjamini and Hochberg 1995).

The usual one in twenty; smaller reports more parts as unclear.
"""
SAME_FROM, SAME_TO = 2 / 3, 3 / 2
"""Bounds of the 95 % interval of a ratio within which a level is about the same.

Judgement: half as much again is a considerable change; narrower reports fewer parts as steady.
"""
PER_USERS = 100.0


def choose_periods(tickets: Tickets) -> tuple[Period, Period] | None:
    """Return the last four whole weeks and the four before them; fewer in a short log.

    Whole weeks run from Monday to Sunday. Returns None without dates or with fewer than two weeks.
    """
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None:
        return None
    monday = first + timedelta(days=-first.weekday() % 7)
    end = last - timedelta(days=(last.weekday() + 1) % 7)
    weeks = min(DEFAULT_WEEKS, ((end - monday).days + 1) // 14)
    if weeks < 1:
        return None
    middle = end - timedelta(weeks=weeks)
    return Period(middle - timedelta(weeks=weeks) + timedelta(days=1), middle), Period(
        middle + timedelta(days=1), end
    )


def compare_periods(
    study: Study,
    first: Period,
    second: Period,
    *,
    users: tuple[ActiveUsers, ...] = (),
    country: str | None = None,
) -> PeriodComparison:
    """Compare the tickets of two periods, cause by cause and symptom by symptom.

    Tickets without a cause (without a symptom) are a part like any other, so that the counts and changes of
    the parts add up to those of the total. A part has changed if its rate per working day differs beyond
    chance: exact conditional test, q over all causes and symptoms up to MAX_Q. It is steady if the interval
    of its ratio excludes a large change, else unclear. `users` are the active users per application, whose
    tickets alone enter the rates per user; `country` sets the public holidays. Raises ValueError for periods
    that overlap, or one outside the log.
    """
    if first.first <= second.last and second.first <= first.last:
        raise ValueError(first, second)
    when = _find_days(study)
    first, second = _clip_period(study, first), _clip_period(study, second)
    masks = tuple(_mask_period(when, period) for period in (first, second))
    spans = _count_working_days(study, (first, second), country)
    earlier = when < np.datetime64(min(first.first, second.first))
    counter = _PartCounter(study, masks, earlier, spans, *_count_users(study, users, (first, second)))
    total = counter.count_part("", np.ones(len(when), dtype=bool), None)
    causes = counter.count_parts(
        study.assignment[Assigned.CAUSE], {cause.id: cause for cause in study.causes}
    )
    owners = {symptom.id: study.cause(symptom.cause_id) for symptom in study.symptoms}
    symptoms = counter.count_parts(study.assignment[Assigned.SYMPTOM], owners)
    judged = _add_trends((*causes, *symptoms))
    return PeriodComparison(
        first=first,
        second=second,
        working_days=spans,
        total=_add_trends((total,))[0],
        causes=_sort_by_change(judged[: len(causes)]),
        symptoms=_sort_by_change(judged[len(causes) :]),
    )


@dataclass(frozen=True, slots=True)
class _PartCounter:
    """Data to count parts: the tickets of each period, and the periods' working days."""

    study: Study
    masks: tuple[Mask, ...]
    earlier: Mask
    spans: tuple[float, float]
    users: tuple[CountedUsers, ...]
    days: tuple[slice, ...]
    """The days of each period, counted from the first of the log."""

    def count_parts(
        self, owner: pd.Series[str], causes: dict[str, Cause | None] | dict[str, Cause]
    ) -> list[PartChange]:
        """Count every part in `owner` (n tickets), including the tickets without one."""
        names = owner.to_numpy(object)
        wanted = sorted({*causes, *names[self.masks[0] | self.masks[1]]})
        return [self.count_part(str(name), np.asarray(names == name), causes.get(name)) for name in wanted]

    def count_part(self, name: str, mask: Mask, cause: Cause | None) -> PartChange:
        """Count one part in both periods."""
        before, after = (int((mask & period).sum()) for period in self.masks)
        ratio, low, high = _compute_ratio(before, after, self.spans)
        applications, per_users = self._rate_by_users(mask, cause)
        return PartChange(
            id=name,
            before=before,
            after=after,
            trend=Trend.UNCLEAR,
            daily_before=before / self.spans[0],
            daily_after=after / self.spans[1],
            ratio=ratio,
            ratio_low=low,
            ratio_high=high,
            q=_test_equal_rates(before, after, self.spans),
            users_before=per_users[0] if per_users else None,
            users_after=per_users[1] if per_users else None,
            users_of=applications,
            earlier=int((mask & self.earlier).sum()),
        )

    def _rate_by_users(
        self, mask: Mask, cause: Cause | None
    ) -> tuple[tuple[str, ...], tuple[float, float] | None]:
        """Return the tickets per hundred users of a cause's applications, or of all that were counted.

        None if the users of some month of a period were not counted.
        """
        claims = cause.scope if cause else ()
        products = [claim.value for claim in claims if claim.field == Field.PRODUCT and claim.is_place]
        users = join_users(self.users, mask, products)
        if users is None or not all(users.counted[days].all() for days in self.days):
            return (), None
        before, after = (
            PER_USERS * float((mask & users.tickets & period).sum()) / float(users.daily[days].mean())
            for period, days in zip(self.masks, self.days, strict=True)
        )
        return users.applications, (before, after)


def _count_users(
    study: Study, users: tuple[ActiveUsers, ...], periods: Iterable[Period]
) -> tuple[tuple[CountedUsers, ...], tuple[slice, ...]]:
    """Return the users of each application over the log, and the days of the periods."""
    start, end = study.tickets.first_date, study.tickets.last_date
    if start is None or end is None:
        raise ValueError("no dates")
    counted = match_users(users, study.tickets, start, (end - start).days + 1)
    return counted, tuple(
        slice((period.first - start).days, (period.last - start).days + 1) for period in periods
    )


def _find_days(study: Study) -> npt.NDArray[np.datetime64]:
    """Return the day of every ticket; raises ValueError if the log has no dates."""
    if study.tickets.first_date is None:
        raise ValueError("no dates")
    opened = study.tickets.frame[Field.CREATED_AT.value]
    return np.asarray(opened.dt.normalize(), dtype="datetime64[D]")


def _clip_period(study: Study, period: Period) -> Period:
    """Clip a period to the days of the log; raises ValueError if nothing is left."""
    first, last = study.tickets.first_date, study.tickets.last_date
    if first is None or last is None:
        raise ValueError("no dates")
    return Period(max(first, period.first), min(last, period.last))


def _mask_period(when: npt.NDArray[np.datetime64], period: Period) -> Mask:
    return np.asarray((when >= np.datetime64(period.first)) & (when <= np.datetime64(period.last)))


def _count_working_days(study: Study, periods: Iterable[Period], country: str | None) -> tuple[float, float]:
    """Count the working days of each period by the log's own week, at least one."""
    start, end = study.tickets.first_date, study.tickets.last_date
    if start is None or end is None:
        raise ValueError("no dates")
    when = _find_days(study)
    day = (when[~np.isnat(when)] - np.datetime64(start)).astype(np.int64)
    counts = np.bincount(day, minlength=(end - start).days + 1).astype(np.float64)
    days = learn_working_days(start, counts, country=country)
    one, two = (
        max(1.0, days.count(slice((period.first - start).days, (period.last - start).days + 1)))
        for period in periods
    )
    return one, two


def _compute_ratio(before: int, after: int, spans: tuple[float, float]) -> tuple[float, float, float]:
    """Return the ratio of the second rate to the first with its exact interval; 1 without tickets."""
    if not before and not after:
        return 1.0, 0.0, float("inf")
    ratio, low, high = rate_ratio(after, spans[1], before, spans[0])
    return float(ratio), low, high


def _test_equal_rates(before: int, after: int, spans: tuple[float, float]) -> float:
    """Return the chance of counts so far from equal rates; they are binomial given their sum."""
    if not before and not after:
        return 1.0
    return binomial_p(after, before + after, spans[1] / sum(spans))


def _add_trends(parts: tuple[PartChange, ...]) -> tuple[PartChange, ...]:
    """Adjust p for the number of parts, and set the trend of each."""
    if not parts:
        return ()
    adjusted = control_false_discoveries([part.q for part in parts])
    return tuple(
        replace(part, q=float(q), trend=_name_trend(part) if q <= MAX_Q else _name_unmoved(part))
        for part, q in zip(parts, adjusted, strict=True)
    )


def _name_trend(part: PartChange) -> Trend:
    if part.daily_after > part.daily_before:
        return Trend.GROWING if part.before or part.earlier else Trend.NEW
    return Trend.FALLING if part.after else Trend.GONE


def _name_unmoved(part: PartChange) -> Trend:
    """Return steady for a part whose interval excludes a large change, else unclear."""
    same = part.ratio_low >= SAME_FROM and part.ratio_high <= SAME_TO
    return Trend.STEADY if same else Trend.UNCLEAR


def _sort_by_change(parts: tuple[PartChange, ...]) -> tuple[PartChange, ...]:
    return tuple(sorted(parts, key=lambda part: (-abs(part.change), part.id)))
