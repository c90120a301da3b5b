"""Gathering: what rises together in one place, on one day and of one kind is one cause."""

from dataclasses import replace

import numpy as np
import pytest

from supportlens.causes.rising.candidate_sets import is_replacement
from supportlens.causes.rising.growing import date_by_seed
from supportlens.causes.rising.placed_tickets import PlacedTickets
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.rises import Rise
from supportlens.domain import Shape
from tests.unit.causes.rising.planted_days import DAYS, Planted

SEEDS = range(1, 5)


def names(product: str, kind: str, since: int, symptoms: int) -> set[str]:
    return {f"{product} {kind} {since} {number}" for number in range(symptoms)}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_redesign_that_shows_as_eight_symptoms_is_one_cause_with_eight_symptoms(seed):
    causes = Planted(seed).routine().rising("Atlas", "gap", 8, 30, since=150).rising_causes()

    assert [symptoms for symptoms, _, _ in causes] == [names("Atlas", "gap", 150, 8)]
    assert abs(causes[0][1] - 150) <= 3
    assert 235 <= causes[0][2] <= 265


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("second", ["gap", "defect"])
def test_two_causes_that_start_the_same_week_in_two_applications_stay_two(seed, second):
    log = Planted(seed).routine().rising("Atlas", "gap", 4, 40, 150).rising("CRM", second, 4, 40, 152)

    found = [symptoms for symptoms, _, _ in log.rising_causes()]

    assert sorted(found, key=min) == [names("Atlas", "gap", 150, 4), names("CRM", second, 152, 4)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("second", ["gap", "defect"])
def test_one_application_that_is_hit_twice_has_two_causes(seed, second):
    log = Planted(seed).routine().rising("Atlas", "gap", 4, 50, 100).rising("Atlas", second, 4, 45, 190)

    found = sorted(log.rising_causes(), key=lambda cause: cause[1])

    assert [symptoms for symptoms, _, _ in found] == [
        names("Atlas", "gap", 100, 4),
        names("Atlas", second, 190, 4),
    ]
    assert abs(found[0][1] - 100) <= 5
    assert abs(found[1][1] - 190) <= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_two_kinds_that_rise_together_in_one_application_are_two_causes(seed):
    log = Planted(seed).routine().rising("Atlas", "gap", 4, 50, 150).rising("Atlas", "defect", 3, 40, 151)

    found = [symptoms for symptoms, _, _ in log.rising_causes()]

    assert sorted(found, key=min) == [names("Atlas", "defect", 151, 3), names("Atlas", "gap", 150, 4)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_burst_in_several_applications_at_once_is_one_cause(seed):
    log = Planted(seed).routine()
    for product in ("Atlas", "CRM", "Mail"):
        log.rising(product, "outage", 1, 30, 150, until=152)

    causes = log.rising_causes()

    assert [symptoms for symptoms, _, _ in causes] == [
        {f"{product} outage 150 0" for product in ("Atlas", "CRM", "Mail")}
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_grows_into_an_application_that_brings_more_of_the_same_is_no_cause(seed):
    log = Planted(seed).routine().in_words_of("gap", 0.2)
    log.new_application("Puente", 220, since=150, kind="gap")

    assert log.rising_causes()
    assert log.rising_causes(usual="Puente") == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cause_beside_an_application_that_brings_more_of_the_same_stays(seed):
    log = Planted(seed).routine().new_application("Puente", 220, since=150, kind="gap")
    log.rising("Atlas", "gap", 3, 40, 160)

    assert [symptoms for symptoms, _, _ in log.rising_causes(usual="Puente")] == [
        names("Atlas", "gap", 160, 3)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_rises_in_a_language_that_brings_more_of_the_same_is_no_cause(seed):
    log = Planted(seed).routine().rising("in English", "access", 2, 40, 150)

    assert log.rising_causes()
    assert log.rising_causes(alike="in English") == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cause_beside_such_a_language_stays(seed):
    log = (
        Planted(seed).routine().rising("in English", "access", 2, 40, 150).rising("Atlas", "gap", 3, 40, 160)
    )

    assert [symptoms for symptoms, _, _ in log.rising_causes(alike="in English")] == [
        names("Atlas", "gap", 160, 3)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_growth_of_all_traffic_is_no_cause(seed):
    assert Planted(seed).routine(2000, growth=2.0).rising_causes() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_value_that_takes_the_place_of_another_is_no_cause(seed):
    """After an update everybody runs the new build, so that every ticket of it is new."""
    log = Planted(seed).routine(1500)
    log.moved_to_a_new_build(140)

    assert log.rising_causes() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_symptom_that_rises_among_moved_users_is_still_found(seed):
    log = Planted(seed).routine(1500).rising("Atlas", "gap", 3, 60, since=140)
    log.moved_to_a_new_build(140)

    assert [symptoms for symptoms, _, _ in log.rising_causes()] == [names("Atlas", "gap", 140, 3)]


def place(daily):
    """Return tickets of so many of each value and day."""
    codes, days = np.nonzero(daily)
    times = daily[codes, days].astype(int)
    return PlacedTickets(np.repeat(codes, times), np.repeat(days, times), *daily.shape)


def test_the_tickets_of_some_values_or_days_are_counted_as_in_a_table_of_all():
    daily = np.random.default_rng(2).poisson(1.0, (5, 30)).astype(float)
    tickets, week = place(daily), np.arange(30) % 7 == 3
    assert (tickets.count_daily(np.array([3, 1])) == daily[[3, 1]]).all()
    assert (tickets.count_within(week) == daily[:, week].sum(axis=1)).all()
    assert (tickets.sizes == daily.sum(axis=1)).all()
    assert (tickets.traffic == daily.sum(axis=0)).all()


def test_a_value_that_rises_beside_steady_ones_replaces_none():
    draw = np.random.default_rng(1)
    steady = draw.poisson(3.0, (4, DAYS)).astype(float)
    risen = np.where(np.arange(DAYS) < 150, 0.2, 4.0)
    daily = np.vstack([draw.poisson(risen), steady])
    rise = find_rise(daily[0], daily.sum(axis=0))

    assert rise is not None
    assert not is_replacement(rise, 0, place(daily))


@pytest.mark.parametrize("seed", SEEDS)
def test_it_could_have_been_known_soon_after_the_start_and_never_before_it(seed):
    (cause,) = (c for c in Planted(seed).routine().rising("Atlas", "gap", 8, 30, 150).gathered() if c.rise)

    assert cause.detectable_from is not None
    assert 150 <= cause.detectable_from <= 164


def rise_of(day: int, low: int, high: int, **more: object) -> Rise:
    return replace(
        Rise(day, low, high, None, Shape.SLOPE, 50.0, 1e-9, 0.5, 4.0, 8.0, 4.0, 16.0, 200.0), **more
    )


def test_a_climb_that_began_too_early_has_the_start_of_the_words_that_tell_its_kind():
    vague, clear = rise_of(56, 42, 71), rise_of(70, 68, 70, shape=Shape.STEP)
    dated = date_by_seed(vague, clear)
    assert (dated.day, dated.low, dated.high, dated.shape) == (70, 68, 70, Shape.STEP)
    assert dated.excess == vague.excess


@pytest.mark.parametrize(
    ("whole", "seed"),
    [
        (rise_of(56, 42, 71), rise_of(70, 50, 80)),  # nor is the seed's start known
        (rise_of(69, 66, 71), rise_of(80, 78, 81)),  # its own start is known
        (rise_of(66, 50, 71), rise_of(70, 68, 70)),  # they are of the same week
        (rise_of(56, 42, 71), rise_of(70, 68, 70, end=90)),  # the seed is a spike
    ],
)
def test_a_start_stays_where_the_seed_does_not_know_better(whole, seed):
    assert date_by_seed(whole, seed) is whole


def test_a_version_of_a_few_weeks_replaces_the_one_before_it_in_a_log_of_years():
    """Both have their six weeks only, so that hardly any other day shows what the first one lost."""
    daily = np.zeros((2, 1_260))
    daily[0, 400:442], daily[1, 442:484] = 10.0, 10.0
    rise = find_rise(daily[1], daily.sum(axis=0) + 20.0)
    assert rise is not None
    assert is_replacement(rise, 1, place(daily))
    daily[0, 400:484] = 10.0  # the first one goes on, so that the second comes on top
    assert not is_replacement(rise, 1, place(daily))


def test_an_outage_of_all_siblings_before_a_value_is_no_level_that_they_lost():
    """A new branch replaces none of the others, which were four times as busy for three days of an outage."""
    draw = np.random.default_rng(7)
    daily = draw.poisson(3.0, (6, 120)).astype(float)
    daily[:, 50:53] += 40.0
    daily[0] = np.where(np.arange(120) < 80, 0.0, draw.poisson(12.0, 120))
    rise = find_rise(daily[0], daily.sum(axis=0))
    assert rise is not None
    assert not is_replacement(rise, 0, place(daily))
    daily[1:, 80:] = draw.poisson(0.5, (5, 40))  # its tickets were theirs
    assert is_replacement(rise, 0, place(daily))
