"""The rise of all traffic is dated without the causes that began on another day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.rising.general_rise import separate_general_rise
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.timeline import LogTimeline
from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.causes.time.working_days import learn_working_days

DAYS, FIRST = 200, date(2026, 1, 5)


def log(starts, rest):
    """Draw 10 tickets a day, a cause of 8 from each start, and `rest` more from the last start."""
    dice = np.random.default_rng(4)
    parts = [np.repeat(np.arange(DAYS), 10)]
    parts += [np.repeat(np.arange(start, DAYS), 8) for start in starts]
    parts.append(np.repeat(np.arange(starts[-1], DAYS), rest))
    day = np.concatenate(parts)
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    counts = np.bincount(day, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day, DAYS, learn_working_days(FIRST, counts))
    everything = dice.random(len(day)) >= 0
    causes = []
    for place in range(1, len(starts) + 1):
        members = owner == place
        rise = find_rise(line.count_daily(members), counts, line.exposure)
        assert rise is not None
        causes.append(CauseCandidate(members, members, rise, (place,)))
    return line, everything, causes, find_traffic_rise(counts, line.exposure)


@pytest.mark.parametrize("rest", [7, 0], ids=["more than its cause", "no more than its cause"])
def test_a_general_rise_beside_an_earlier_cause_has_its_own_day_and_excess(rest):
    line, among, causes, together = log((80, 120), rest)
    told = separate_general_rise(line, among, causes, together)
    assert told is not None
    first = 120 if rest else 80
    size = (8 + rest) * (DAYS - 120) if rest else 8 * (DAYS - 80)
    assert abs(told.day - first) <= 3
    assert told.excess == pytest.approx(size, rel=0.15)


def test_the_general_rise_of_one_cause_stays_as_it_is():
    line, among, causes, together = log((100,), 6)
    assert together is not None
    assert separate_general_rise(line, among, causes, together) is together


def test_without_a_general_rise_there_is_none():
    line, among, causes, _ = log((80, 120), 0)
    assert separate_general_rise(line, among, causes, None) is None
