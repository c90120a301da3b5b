"""Working days: the expected traffic of each day of a log.

The weekly pattern is learnt from the log itself, public holidays come from a country's calendar, and a first
or last day that the log covers in part counts as that part.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

MIN_WEEKS = 2
"""Minimum whole weeks to learn which weekdays are quiet.

Two of each weekday at least; with fewer all days count alike.
"""
TRIMMED_SHARE = 0.1
"""Share of a weekday's busiest days that its mean leaves out: one burst is no pattern.

Judgement: one day in ten; larger lowers all levels alike, 0 lets one burst make a weekday look busy.
"""
QUIET_SHARE = 0.35
"""Minimum traffic of a working weekday, as a share of the median weekday's.

Judgement: Saturdays with a skeleton shift are below a third; larger makes slow Fridays days off.
"""
HOLIDAY_LEVEL, HOLIDAY_PRIOR_DAYS = 0.25, 2.0
"""Prior traffic of a holiday, as a part of a day, and the weight of this prior in holidays.

Judgement: a quarter of a day, worth two holidays; the log's own holidays soon outweigh it.
"""
MIN_EXPOSURE = 0.01
"""Minimum expected traffic of a day, to avoid division by zero."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The d days of a log: `exposure` is the expected traffic, 1 on a mean working day.

    `working` marks the working days, `holiday` the public holidays.
    """

    exposure: Counts
    working: Mask
    holiday: Mask
    held: tuple[float, float] = (1.0, 1.0)
    """The parts of the first and the last day that the log covers."""

    def count(self, days: Mask | slice) -> float:
        """Count the working days among some days; a partly covered day counts as its part."""
        part = np.minimum(1.0, self.exposure[days] / np.maximum(MIN_EXPOSURE, self._usual[days]))
        return float(part[self.working[days]].sum())

    @property
    def _usual(self) -> Counts:
        """Return the exposure of each working day as if it were fully covered."""
        usual = np.zeros(len(self.exposure))
        for weekday in range(7):
            same = slice(weekday, None, 7)
            usual[same] = self.exposure[same].max(initial=MIN_EXPOSURE)
        return usual


def has_calendar(country: str | None) -> bool:
    """Return whether the public holidays of a country (ISO 3166 code) are known; False for None."""
    if not country:
        return False
    import holidays  # noqa: PLC0415 - most logs are read without a country, and it takes long to load

    return country.upper() in holidays.list_supported_countries()


def find_holidays(country: str | None, last: date | None) -> frozenset[date]:
    """Return the public holidays of a country in the year of a day and in the next one; none without both."""
    if last is None or country is None or not has_calendar(country):
        return frozenset()
    import holidays  # noqa: PLC0415 - as above

    return frozenset(holidays.country_holidays(country.upper(), years=(last.year, last.year + 1)))


def find_public_holidays(first: date, days: int, country: str | None) -> Mask:
    """Mark the public holidays of a country (ISO 3166 code, "MX" or "mx") among d days from `first`.

    None marks nothing. Raises ValueError for a country without a known calendar.
    """
    marked = np.zeros(days, dtype=bool)
    if not country or not days:
        return marked
    import holidays  # noqa: PLC0415 - most logs are read without a country, and it takes long to load

    last = first + timedelta(days=days - 1)
    try:
        calendar = holidays.country_holidays(country.upper(), years=range(first.year, last.year + 1))
    except NotImplementedError as unknown:
        raise ValueError(country) from unknown
    for day in calendar:
        if first <= day <= last:
            marked[(day - first).days] = True
    return marked


def learn_working_days(
    first: date, counts: Counts, *, country: str | None = None, held: tuple[float, float] = (1.0, 1.0)
) -> WorkingDays:
    """Learn the expected traffic of each day from d daily counts of all traffic, starting on `first`.

    `held` are the parts (0 to 1) of the first and the last day that the log covers. Raises ValueError for a
    `country` without a known calendar.
    """
    days = len(counts)
    holiday = find_public_holidays(first, days, country)
    whole = ~holiday
    whole[:1] &= held[0] >= 1.0
    whole[-1:] &= held[1] >= 1.0
    weekday = (first.weekday() + np.arange(days)) % 7
    level = _measure_weekday_levels(counts, weekday, whole)
    exposure = level[weekday]
    exposure[holiday] *= _estimate_holiday_level(counts, exposure, holiday)
    working = (level >= QUIET_SHARE * np.median(level[level > 0]))[weekday] & ~holiday
    if days:
        exposure[0] *= held[0]
        exposure[-1] *= held[1] if days > 1 else 1.0
    middle = exposure[working].mean() if working.any() else 1.0
    exposure = np.maximum(exposure / max(middle, MIN_EXPOSURE), MIN_EXPOSURE)
    return WorkingDays(exposure, working, holiday, held)


def _measure_weekday_levels(counts: Counts, weekday: npt.NDArray[np.int64], whole: Mask) -> Counts:
    """Return the mean count of each weekday without bursts; all equal if the log is too short."""
    if len(counts) < 7 * MIN_WEEKS or counts.sum() == 0:
        return np.ones(7)
    means = np.array([_compute_trimmed_mean(counts[whole & (weekday == day)]) for day in range(7)])
    return np.asarray(np.maximum(means, MIN_EXPOSURE * max(means.max(), MIN_EXPOSURE)))


def _compute_trimmed_mean(counts: Counts) -> float:
    if not len(counts):
        return 0.0
    return float(np.sort(counts)[: len(counts) - math.ceil(TRIMMED_SHARE * (len(counts) - 1))].mean())


def _estimate_holiday_level(counts: Counts, exposure: Counts, holiday: Mask) -> float:
    """Return the part of a day's traffic that comes on holidays, by the log's own holidays with a prior."""
    expected = exposure[holiday].sum()
    if expected <= 0:
        return HOLIDAY_LEVEL
    prior = HOLIDAY_PRIOR_DAYS * expected / holiday.sum()
    return float((counts[holiday].sum() + HOLIDAY_LEVEL * prior) / (expected + prior))


def measure_edge_coverage(times: Counts, day: npt.NDArray[np.int64], days: int) -> tuple[float, float]:
    """Return the parts of the first and last day that a log covers, by the usual hours of calls.

    `times` (n) are parts of a day (0 to 1), `day` (n) counts from the first, -1 without a date. A log that
    begins at noon covers what usually comes after noon. Both are 1 if there are no times, or if hardly
    anybody calls at the edge.
    """
    known = day >= 0
    inner = np.sort(times[known & (day > 0) & (day < days - 1)])
    if days < 3 or len(inner) < 20 or (inner == inner[0]).all():
        return 1.0, 1.0
    begin = float(times[known & (day == 0)].min(initial=1.0))
    end = float(times[known & (day == days - 1)].max(initial=0.0))
    first = 1.0 - np.searchsorted(inner, begin, side="left") / len(inner)
    last = np.searchsorted(inner, end, side="right") / len(inner)
    per_day = len(inner) / max(1, days - 2)
    return _round_up_part(first, per_day), _round_up_part(last, per_day)


def _round_up_part(part: float, per_day: float) -> float:
    """Return 1 for a part that the mean gap between two tickets of a whole day explains, else the part."""
    return 1.0 if part >= 1.0 - 3.0 / (per_day + 1.0) else max(MIN_EXPOSURE, part)
