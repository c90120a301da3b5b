"""From how many tickets on a rise is spoken of: of the whole log, or of its own days."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.rises import Rise
from supportlens.causes.time.thresholds import compute_min_excess, is_reportable

DAYS = 120
ROUTINE = 50.0


def _risen(extra: float, first: int, last: int) -> tuple[Rise, float]:
    """Return the rise of a topic from one ticket a day by `extra` a day, and the required excess."""
    days = np.arange(DAYS)
    members = np.ones(DAYS) + np.where((days >= first) & (days <= last), extra, 0.0)
    total = members + ROUTINE
    rise = find_rise(members, total)
    assert rise is not None
    return rise, compute_min_excess(rise, total)


def test_a_bad_day_is_not_lost_in_a_long_log() -> None:
    rise, least = _risen(40.0, 80, 80)
    assert rise.excess < 0.02 * DAYS * ROUTINE  # a small part of the log, and nearly half of the day
    assert is_reportable(rise, 200, least)


def test_two_months_that_are_over_must_be_a_part_of_the_whole_log_and_two_weeks_need_not() -> None:
    long, least = _risen(2.0, 30, 75)
    short, less = _risen(7.0, 30, 42)
    assert 0.005 * DAYS * ROUTINE < short.excess < long.excess < 0.02 * DAYS * ROUTINE
    assert not is_reportable(long, 1, least)
    assert is_reportable(short, 1, less)


def test_what_lasts_must_be_a_part_of_the_whole_log() -> None:
    rise, least = _risen(1.2, 60, DAYS - 1)
    assert rise.excess == pytest.approx(72.0, rel=0.2)
    assert not is_reportable(rise, 1, least)


def test_a_few_tickets_of_a_very_long_log_are_no_verdict_however_sudden() -> None:
    rise, _ = _risen(20.0, 80, 80)
    long = np.full(DAYS, 60.0)
    assert not is_reportable(rise, 1, compute_min_excess(rise, 10 * long))


@pytest.mark.parametrize("years", [1, 2, 5])
def test_what_a_desk_acts_on_does_not_grow_with_the_years_that_its_log_keeps(years: int) -> None:
    days = 365 * years
    members, rest = np.ones(days), np.full(days, ROUTINE)
    members[-30:] += 4.0
    rise = find_rise(members, members + rest)
    assert rise is not None
    assert rise.excess == pytest.approx(120.0, rel=0.05)
    assert is_reportable(rise, 200, compute_min_excess(rise, members + rest))
    members[-30:] = 1.0
    members[-30:-20] += 4.0
    slight = find_rise(members, members + rest)
    assert slight is not None
    assert not is_reportable(slight, 1, compute_min_excess(slight, members + rest))


def test_what_lasts_for_years_must_be_a_part_of_all_their_tickets() -> None:
    days = 5 * 365
    members, rest = np.ones(days), np.full(days, ROUTINE)
    members[365:] += 0.7
    rise = find_rise(members, members + rest)
    assert rise is not None
    assert rise.excess > 0.02 * 365 * ROUTINE * 2
    assert not is_reportable(rise, 1, compute_min_excess(rise, members + rest))
