"""Scattered faults: what lies in many small symptoms is found by their rising together, and only then."""

from datetime import date

import numpy as np
import pytest

from supportlens.causes.rising.candidates import RisingLog
from supportlens.causes.rising.diffuse import find_diffuse_rise
from supportlens.causes.rising.finding import find_causes
from supportlens.causes.time.timeline import LogTimeline
from supportlens.domain import Cancelled, Grouping, Name, Symptom

DAYS, SINCE = 90, 78
SEEDS = range(1, 9)


def young_log(seed: int, parts: tuple[int, ...] = (6, 5, 4), since: int = SINCE):
    """Routine tickets in 20 symptoms of 5 to 19, and a young fault in small ones of its own."""
    draw = np.random.default_rng(seed)
    routine = np.repeat(np.arange(20), draw.integers(5, 20, 20))
    fault = np.repeat(100 + np.arange(len(parts)), parts)
    labels = np.unique(np.concatenate([routine, fault]), return_inverse=True)[1]
    day = np.concatenate([draw.integers(0, DAYS, len(routine)), draw.integers(since, DAYS, len(fault))])
    return labels, day


def log_of(labels: np.ndarray, day: np.ndarray) -> RisingLog:
    return RisingLog(LogTimeline(date(2026, 1, 1), day, DAYS), labels, np.ones(len(labels)), ())


def rising(labels: np.ndarray, day: np.ndarray) -> list[tuple[tuple[int, ...], int, int]]:
    symptoms = tuple(
        Symptom(f"S{n}", Name(es="x", en="x"), 1, None, ()) for n in range(int(labels.max()) + 1)
    )
    grouping = Grouping(
        labels, np.ones(len(labels)), np.full(len(labels), -1), (None,) * len(labels), symptoms, 0, 0
    )
    line = LogTimeline(date(2026, 1, 1), day, DAYS)
    found = find_causes(line, grouping, (), (), lambda _: None)
    return [(each.symptoms, each.rise.day, int(each.members.sum())) for each in found if each.rise]


@pytest.mark.parametrize("seed", SEEDS)
def test_three_small_symptoms_that_begin_together_are_one_cause(seed):
    ((symptoms, day, tickets),) = rising(*young_log(seed))

    assert {20, 21, 22} <= set(symptoms)
    assert abs(day - SINCE) <= 4
    assert 15 <= tickets <= 19


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_a_day_of_outage_does_not_hide_small_symptoms_that_go_on(seed):
    labels, day = young_log(seed)
    outage = int(labels.max()) + 1
    both = rising(np.append(labels, np.full(24, outage)), np.append(day, np.full(24, 40)))

    assert [(symptoms, day) for symptoms, day, _ in both if outage in symptoms] == [((outage,), 40)]
    assert [abs(day - SINCE) <= 4 for symptoms, day, _ in both if outage not in symptoms] == [True]


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_beside_a_day_of_outage_nothing_goes_on_that_begins_on_no_common_day(seed):
    labels, day = young_log(seed, since=0)
    outage = int(labels.max()) + 1

    both = rising(np.append(labels, np.full(24, outage)), np.append(day, np.full(24, 40)))

    assert [symptoms for symptoms, _, _ in both] == [(outage,)]


@pytest.mark.parametrize("seed", SEEDS)
def test_small_symptoms_that_begin_on_no_common_day_are_no_cause(seed):
    labels, day = young_log(seed, since=0)

    assert rising(labels, day) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_tickets_with_their_dates_dealt_anew_are_no_cause(seed):
    labels, day = young_log(seed)

    assert rising(labels, np.random.default_rng(seed).permutation(day)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_growth_of_all_traffic_raises_no_small_symptoms_together(seed):
    labels, _ = young_log(seed)
    weight = np.linspace(1.0, 4.0, DAYS)
    day = np.random.default_rng(seed).choice(DAYS, len(labels), p=weight / weight.sum())

    assert find_diffuse_rise(log_of(labels, day), np.ones(len(labels), dtype=bool)) is None


def test_the_order_of_the_rows_changes_nothing():
    labels, day = young_log(1)
    order = np.random.default_rng(5).permutation(len(labels))
    everything = np.ones(len(labels), dtype=bool)

    one, other = (find_diffuse_rise(log_of(labels[at], day[at]), everything) for at in (slice(None), order))

    assert one is not None
    assert other is not None
    assert one[1] == other[1]
    assert np.array_equal(one[0].mask[order], other[0].mask)


def test_the_chance_that_is_told_is_never_surer_than_the_deals_allow():
    found = find_diffuse_rise(log_of(*young_log(1)), np.ones(len(young_log(1)[0]), dtype=bool))

    assert found is not None
    assert 1 / 2000 <= found[1].p <= 0.003


def test_the_search_can_be_stopped_while_it_deals():
    def stop() -> None:
        raise Cancelled

    labels, day = young_log(1)

    with pytest.raises(Cancelled):
        find_diffuse_rise(log_of(labels, day), np.ones(len(labels), dtype=bool), stop)


def test_a_log_without_dates_has_none():
    labels, day = young_log(1)
    none = log_of(labels, np.full(len(day), -1))

    assert find_diffuse_rise(none, np.ones(len(labels), dtype=bool)) is None
