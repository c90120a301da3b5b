"""A bad day that people tell in many words is gathered to one cause; the usual tickets of the day are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from supportlens.causes.rising.candidates import CauseCandidate, RisingLog
from supportlens.causes.rising.gathering import gather_spike, gather_spikes
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.timeline import LogTimeline
from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.causes.time.working_days import learn_working_days

DAYS, BAD, FIRST, SYMPTOMS = 90, 60, date(2026, 1, 5), 10


def log(*, phrase=50, other=100):
    """Draw 20 tickets a day, and on the bad day `phrase` more of one symptom and `other` more of any."""
    dice = np.random.default_rng(2)
    day = np.concatenate((np.repeat(np.arange(DAYS), 20), np.full(phrase + other, BAD)))
    labels = np.concatenate(
        (dice.integers(0, SYMPTOMS, 20 * DAYS), np.full(phrase, SYMPTOMS), dice.integers(-1, SYMPTOMS, other))
    )
    counts = np.bincount(day, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day, DAYS, learn_working_days(FIRST, counts))
    known = RisingLog(line, labels, dice.random(len(day)), ())
    members = labels == SYMPTOMS
    rise = find_rise(line.count_daily(members), counts, line.exposure)
    assert rise is not None
    cause = CauseCandidate(members, members, rise, (SYMPTOMS,))
    return known, cause, find_traffic_rise(counts, line.exposure)


@pytest.mark.parametrize(("phrase", "other"), [(50, 100), (30, 60), (40, 160)])
def test_a_day_told_in_many_words_is_gathered(phrase, other):
    known, cause, traffic = log(phrase=phrase, other=other)
    remaining = ~cause.members
    (whole,), left = gather_spike(known, [cause], remaining, traffic)
    held = int(whole.members.sum())
    assert 0.8 * (phrase + other) <= held <= 1.1 * (phrase + other)
    assert set(known.timeline.day[whole.members].tolist()) == {BAD}
    assert not (left & whole.members).any()
    assert whole.rise is not None
    assert whole.rise.excess == pytest.approx(held, rel=0.1)


def test_a_cause_that_holds_the_excess_stays_as_it_is():
    known, cause, traffic = log(phrase=150, other=5)
    assert gather_spike(known, [cause], ~cause.members, traffic)[0] == [cause]


def test_without_a_spike_of_all_traffic_nothing_is_gathered():
    known, cause, traffic = log()
    assert traffic is not None
    lasting = replace(traffic, end=None)
    for other in (None, lasting):
        assert gather_spike(known, [cause], ~cause.members, other)[0] == [cause]


def test_a_cause_of_other_days_gathers_nothing():
    known, cause, traffic = log()
    assert cause.rise is not None
    elsewhere = replace(cause, rise=replace(cause.rise, day=20, end=21))
    assert gather_spike(known, [elsewhere], ~cause.members, traffic)[0] == [elsewhere]


STEP, SPIKE = range(BAD + 10, DAYS), range(BAD - 20, BAD - 18)
"""The days of another cause: from one on, and two in which all traffic is more than on the bad day."""


def mixed_log(*, telling, other, beside=range(0), each=0):
    """Draw 20 tickets a day of which one names a failure, more on the bad day, and another cause."""
    dice = np.random.default_rng(3)
    usual, bad = 20 * DAYS, telling + other
    after = np.repeat(np.array(beside, dtype=np.int64), each)
    day = np.concatenate((np.repeat(np.arange(DAYS), 20), np.full(bad, BAD), after))
    labels = dice.integers(0, SYMPTOMS, len(day))
    labels[usual + bad :] = SYMPTOMS
    failure = np.zeros(len(day), dtype=bool)
    failure[:usual:20] = True
    failure[usual : usual + telling] = True
    counts = np.bincount(day, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day, DAYS, learn_working_days(FIRST, counts))
    calm = dice.random(len(day)) < 0.3
    known = RisingLog(line, labels, dice.random(len(day)), (calm, failure))
    found = []
    if each:
        members = labels == SYMPTOMS
        rise = find_rise(line.count_daily(members), counts, line.exposure)
        found = [CauseCandidate(members, members, rise, (SYMPTOMS,))]
    return known, found, find_traffic_rise(counts, line.exposure)


@pytest.mark.parametrize(("beside", "each"), [(range(0), 0), (STEP, 20), (SPIKE, 150)])
def test_a_bad_day_without_a_symptom_of_its_own_is_a_cause_where_a_kind_is_named_more_often(beside, each):
    known, found, traffic = mixed_log(telling=12, other=38, beside=beside, each=each)
    remaining = ~np.any([cause.members for cause in found], axis=0) if found else known.labels >= 0
    causes, left = gather_spikes(known, found, remaining, traffic)
    own = causes[-1]
    assert len(causes) == len(found) + 1
    assert set(known.timeline.day[own.members].tolist()) == {BAD}
    assert 0.8 * 50 <= own.members.sum() <= 1.1 * 50
    assert own.rise is not None
    assert own.rise.excess == own.members.sum()
    assert not (left & own.members).any()


def test_a_busy_day_of_the_usual_mix_is_no_cause():
    known, found, traffic = mixed_log(telling=2, other=48)
    assert traffic is not None
    assert gather_spikes(known, found, known.labels >= 0, traffic)[0] == []
