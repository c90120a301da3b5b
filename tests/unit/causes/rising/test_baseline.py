"""What rises with everything is measured against the symptoms that rose the least."""

from __future__ import annotations

from datetime import date

import numpy as np

from supportlens.causes.rising.baseline import find_baseline
from supportlens.causes.time.timeline import LogTimeline
from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.causes.time.working_days import learn_working_days

DAYS, FIRST = 140, date(2026, 1, 5)


def log(rates, *, times, start=70, seed=1):
    """Draw the tickets of symptoms with daily `rates`, which rise by `times` from day `start` on."""
    dice = np.random.default_rng(seed)
    day, labels = [], []
    for symptom, (rate, factor) in enumerate(zip(rates, times, strict=True)):
        counts = dice.poisson([rate * (factor if at >= start else 1.0) for at in range(DAYS)])
        day += np.repeat(np.arange(DAYS), counts).tolist()
        labels += [symptom] * int(counts.sum())
    day_of, label_of = np.array(day), np.array(labels)
    counts = np.bincount(day_of, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day_of, DAYS, learn_working_days(FIRST, counts))
    return line, label_of, find_traffic_rise(counts, line.exposure)


def test_the_symptoms_that_rose_most_are_left_out():
    line, labels, rise = log([1.0] * 8 + [0.1] * 3, times=[1.6] * 8 + [40.0] * 3)
    assert rise is not None
    kept = find_baseline(line, labels, np.ones(len(labels), dtype=bool), rise)
    assert set(np.unique(labels[~kept])) >= {8, 9, 10}
    assert len(set(np.unique(labels[kept])) & set(range(8))) >= 5


def test_without_a_general_rise_everything_is_the_baseline():
    line, labels, rise = log([1.0] * 8, times=[1.0] * 8)
    among = np.ones(len(labels), dtype=bool)
    assert rise is None
    assert find_baseline(line, labels, among, rise) is among
