"""Working days: how much traffic each day of a log may be expected to bring, whatever is asked.

The week's rhythm is learnt from the log itself, public holidays come from the calendar of a country,
and a first or last day that the log holds only in part counts as the part it holds.
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
"""Whole weeks from which the log itself shows which weekdays are quiet.

Two of each weekday at least; with fewer all days count alike.
"""
TRIMMED_SHARE = 0.1
"""The part of a weekday's days that is left out of its mean, the busiest: one burst is no rhythm.

Judgement: one day in ten; larger lowers all levels alike, nought lets one burst make a busy weekday.
"""
QUIET_SHARE = 0.35
"""A weekday with less than this part of a middling weekday's traffic is no working day.

Judgement: Saturdays with a skeleton shift lie below a third; larger makes slow Fridays days off.
"""
HOLIDAY_LEVEL, HOLIDAY_PRIOR_DAYS = 0.25, 2.0
"""What a holiday is taken to bring before the log says so, and the weight of that in holidays seen.

Judgement: a quarter of a day, worth two holidays; the log's own holidays soon outweigh it.
"""
MIN_EXPOSURE = 0.01
"""Expected traffic of the emptiest day, so that no rate is divided by nought."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The d days of a log: `exposure` is the expected traffic, 1 on a mean working day.

    `working` marks the days that people would call working days; `holiday` the public holidays.
    """

    exposure: Counts
    working: Mask
    holiday: Mask
    held: tuple[float, float] = (1.0, 1.0)
    """The parts of the first and the last day that the log holds."""

    def count(self, days: Mask | slice) -> float:
        """Count the working days among some days; a day held in part counts as its part."""
        part = np.minimum(1.0, self.exposure[days] / np.maximum(MIN_EXPOSURE, self._usual[days]))
        return float(part[self.working[days]].sum())

    @property
    def _usual(self) -> Counts:
        """Return each working day the exposure of its weekday when it is held whole."""
        usual = np.zeros(len(self.exposure))
        for weekday in range(7):
            same = slice(weekday, None, 7)
            usual[same] = self.exposure[same].max(initial=MIN_EXPOSURE)
        return usual


def has_calendar(country: str | None) -> bool:
    """Return whether the public holidays of a country (ISO 3166 code) are known; None is no country."""
    if not country:
        return False
    import holidays  # noqa: PLC0415 - most logs are read without a country, and it takes long to load

    return country.upper() in holidays.list_supported_countries()


def find_public_holidays(first: date, days: int, country: str | None) -> Mask:
    """Mark the public holidays of a country (ISO 3166 code, "MX" or "mx") among d days from `first`.

    None marks nothing. Raises ValueError for a country of which no calendar is known.
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
    """Learn from d daily counts of all traffic, the first of them on `first`, what each day should bring.

    `held` are the parts (0 to 1) of the first and the last day that the log holds. Raises
    ValueError for a `country` of which no calendar is known.
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
    """Return the seven mean counts, bursts left out; all alike where the log is too short to tell."""
    if len(counts) < 7 * MIN_WEEKS or counts.sum() == 0:
        return np.ones(7)
    means = np.array([_compute_trimmed_mean(counts[whole & (weekday == day)]) for day in range(7)])
    return np.asarray(np.maximum(means, MIN_EXPOSURE * max(means.max(), MIN_EXPOSURE)))


def _compute_trimmed_mean(counts: Counts) -> float:
    if not len(counts):
        return 0.0
    return float(np.sort(counts)[: len(counts) - math.ceil(TRIMMED_SHARE * (len(counts) - 1))].mean())


def _estimate_holiday_level(counts: Counts, exposure: Counts, holiday: Mask) -> float:
    """Return the part of a day's traffic that comes on holidays, the log's own holidays with a prior."""
    expected = exposure[holiday].sum()
    if expected <= 0:
        return HOLIDAY_LEVEL
    prior = HOLIDAY_PRIOR_DAYS * expected / holiday.sum()
    return float((counts[holiday].sum() + HOLIDAY_LEVEL * prior) / (expected + prior))


def measure_edge_coverage(times: Counts, day: npt.NDArray[np.int64], days: int) -> tuple[float, float]:
    """Return the parts of the first and last day that a log holds, from the hours at which people call.

    `times` (n) are parts of a day (0 to 1), `day` (n) counts from the first, -1 without a date. A
    log that begins at noon holds of its first day what usually comes after noon. Both are 1 where
    no hours are written, or where the edge lies where hardly anybody calls.
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
    """Return 1 for a part that the mean gap between two tickets of a whole day would explain, else it."""
    return 1.0 if part >= 1.0 - 3.0 / (per_day + 1.0) else max(MIN_EXPOSURE, part)
