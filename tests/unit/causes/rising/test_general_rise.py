"""The rise of all traffic is dated without the causes that began on another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.rising.candidates import CauseCandidate, RisingLog
from supportlens.causes.rising.general_rise import date_with_general_rise, separate_general_rise
from supportlens.causes.rising.usual_mix import UsualValue
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


def test_without_causes_it_has_the_start_of_what_brings_more_of_the_same():
    line, among, (branch,), together = log((100,), 2)
    assert together is not None
    assert branch.rise is not None
    later = replace(branch.rise, day=together.day + 2, low=together.day - 1, high=together.day + 4)
    column = FieldColumn("site", np.where(branch.members, 1, 0), ("Norte", "Guayas"))
    usual = [UsualValue(column, 1, branch.members, later, is_new=True)]
    told = separate_general_rise(line, among, [], together, usual)
    assert told is not None
    assert (told.day, told.excess) == (later.day, together.excess)
    assert separate_general_rise(line, among, [], together) is together


@pytest.mark.parametrize("is_seen", [True, False], ids=["the spike is seen", "nothing is seen"])
def test_the_spike_of_a_cause_hides_no_lasting_rise(is_seen):
    line, _, (lasting,), _ = log((120,), 6)
    day = np.concatenate((line.day, np.full(900, 60)))
    spiky = LogTimeline(
        FIRST, day, DAYS, learn_working_days(FIRST, np.bincount(day, minlength=DAYS).astype(float))
    )
    everything = np.ones(len(day), dtype=bool)
    traffic = spiky.count_daily(everything)
    spike = np.arange(len(day)) >= len(line.day)
    burst = find_rise(spiky.count_daily(spike), traffic, spiky.exposure)
    assert burst is not None
    assert burst.end is not None
    began = np.concatenate((lasting.members, np.zeros(900, dtype=bool)))
    causes = [CauseCandidate(spike, spike, burst, (9,)), replace(lasting, members=began, family=began)]

    seen = burst if is_seen else None

    told = separate_general_rise(spiky, everything, causes, seen)

    assert told is not None
    assert told.end is None
    assert abs(told.day - 120) <= 3
    assert separate_general_rise(spiky, everything, causes[:1], seen) is seen


def test_a_general_rise_has_the_start_of_the_cause_that_it_was_dated_with():
    line, among, (cause,), together = log((100,), 6)
    assert together is not None
    rise = replace(cause.rise, day=103, low=98, high=104)
    told = separate_general_rise(line, among, [replace(cause, rise=rise)], together)
    assert told is not None
    assert (told.day, told.low, told.high, told.excess) == (103, 98, 104, together.excess)
    other = replace(cause.rise, day=150, low=145, high=155)
    assert separate_general_rise(line, among, [replace(cause, rise=other)], together) is together


@pytest.mark.parametrize("starts", [(100,), (60, 100)], ids=["of one day", "of two days"])
def test_causes_of_one_day_alone_are_dated_by_the_general_rise(starts):
    line, among, causes, together = log(starts, 6)
    known = RisingLog(line, np.zeros(len(among), dtype=np.int64), np.ones(len(among)), ())
    vague = [
        replace(one, rise=replace(one.rise, day=one.rise.day - 12, low=one.rise.day - 20)) for one in causes
    ]
    remaining = ~np.any([one.members for one in causes], axis=0)
    found, left = date_with_general_rise(known, vague, together, remaining)
    moved = [one.rise.day - other.rise.day for one, other in zip(found, vague, strict=True)]
    assert moved == ([12] if len(starts) == 1 else [0, 0])
    assert not any((left & one.members).any() for one in found)


def test_without_a_general_rise_there_is_none():
    line, among, causes, _ = log((80, 120), 0)
    assert separate_general_rise(line, among, causes, None) is None
