"""Joining: what is too small to have a start of its own goes to the cause that it rises with."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.rising.candidates import CauseCandidate, RisingLog
from supportlens.causes.rising.finding import find_causes
from supportlens.causes.rising.joining import join_small_symptoms
from supportlens.causes.time.rises import measure_rise
from supportlens.causes.time.timeline import LogTimeline
from supportlens.domain import Grouping, Name, Shape, Symptom

DAYS, SINCE = 180, 120
SEEDS = range(1, 5)
GAP, DEFECT = 0, 1


class Desk:
    """Tickets as (symptom, day, kind, product), drawn from one seed upon ten routine symptoms."""

    def __init__(self, seed: int) -> None:
        self._draw = np.random.default_rng(seed)
        self._rows: list[tuple[str, int, int, int]] = []
        for symptom in range(10):
            self.says(f"routine {symptom}", 50, 0)

    def says(self, symptom: str, tickets: int, since: int, kind: int = -1, product: int = 0) -> "Desk":
        days = self._draw.integers(since, DAYS, tickets)
        self._rows += [(symptom, int(day), kind, product) for day in days]
        return self

    def causes(self, *, products: bool = False) -> list[tuple[set[str], int]]:
        """Return each cause that rose as its symptoms' names and its tickets."""
        names = sorted({row[0] for row in self._rows})
        labels = np.array([names.index(row[0]) for row in self._rows])
        kinds = np.array([row[2] for row in self._rows])
        codes = np.array([row[3] for row in self._rows], dtype=np.int64)
        symptoms = tuple(Symptom(name, Name(es=name, en=name), 1, None, ()) for name in names)
        count = len(labels)
        grouping = Grouping(labels, np.ones(count), np.full(count, -1), (None,) * count, symptoms, 0, 0)
        line = LogTimeline(date(2026, 1, 1), np.array([row[1] for row in self._rows]), DAYS)
        columns = (FieldColumn("product", codes, ("Atlas", "CRM")),) if products else ()
        found = find_causes(line, grouping, columns, (kinds == GAP, kinds == DEFECT), lambda _: None)
        return [
            ({names[symptom] for symptom in cause.symptoms}, int(cause.members.sum()))
            for cause in found
            if cause.rise
        ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_symptom_of_a_few_tickets_belongs_to_the_cause_it_rises_with(seed):
    desk = Desk(seed).says("menu", 60, SINCE).says("font", 50, SINCE).says("sort order", 7, SINCE)

    assert desk.causes() == [({"menu", "font", "sort order"}, 117)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_tickets_of_another_kind_stay_apart(seed):
    desk = Desk(seed).says("menu", 60, SINCE, GAP).says("font", 50, SINCE, GAP)
    desk.says("error 17", 6, SINCE, DEFECT)

    assert desk.causes() == [({"menu", "font"}, 110)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_tickets_of_another_application_stay_apart(seed):
    desk = Desk(seed).says("menu", 60, SINCE, product=1).says("font", 50, SINCE, product=1)
    desk.says("error 17", 6, SINCE, product=0)

    assert [symptoms for symptoms, _ in desk.causes(products=True)] == [{"menu", "font"}]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_tickets_from_long_before_stay_apart(seed):
    desk = Desk(seed).says("menu", 60, SINCE).says("font", 50, SINCE).says("lost card", 6, 0)

    assert desk.causes() == [({"menu", "font"}, 110)]


@pytest.mark.parametrize("seed", SEEDS)
def test_of_two_causes_the_one_with_its_start_gets_a_small_symptom(seed):
    desk = Desk(seed).says("menu", 70, 60, GAP).says("error 17", 60, 140, DEFECT)
    desk.says("blank page", 7, 140)

    assert sorted(map(sorted, (symptoms for symptoms, _ in desk.causes()))) == [
        ["blank page", "error 17"],
        ["menu"],
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_grows_with_all_traffic_joins_no_cause(seed):
    desk = Desk(seed).says("menu", 120, SINCE).says("font", 100, SINCE)
    for symptom in range(10):
        desk.says(f"routine {symptom}", 80, SINCE)

    assert [symptoms for symptoms, _ in desk.causes()] == [{"menu", "font"}]


def draw_two(
    lasts: int,
    kinds: tuple[int, int] = (GAP, GAP),
    *,
    ebbed_first: bool = True,
    goes_on: int = 170,
    between: tuple[int, int] = (80, 80),
):
    """Return what joining makes of two causes of day 80, one that goes on and one that `lasts` some days.

    The start of what goes on is known to lie `between` two days, and it was detectable on day 150.
    """
    dice = np.random.default_rng(1)
    day = np.concatenate(
        (dice.integers(0, DAYS, 500), dice.integers(80, DAYS, goes_on), dice.integers(80, 80 + lasts, 160))
    )
    labels = np.repeat((0, 1, 2), (500, goes_on, 160))
    line = LogTimeline(date(2026, 1, 1), day, DAYS)
    said = np.select((labels == 1, labels == 2), kinds, -1)
    log = RisingLog(line, labels, np.ones(len(day)), (said == GAP, said == DEFECT))
    causes = []
    for label, last in ((1, DAYS), (2, 80 + lasts)):
        mask, shape = labels == label, Shape.STEP if last == DAYS else Shape.SPIKE
        rise = measure_rise(line.count_daily(mask), line.count_daily(labels >= 0), shape, (80, last))
        if last == DAYS:
            rise = replace(rise, low=between[0], high=between[1])
        causes.append(CauseCandidate(mask, mask, rise, (label,), 150 if last == DAYS else 84))
    found, _ = join_small_symptoms(log, (), causes[::-1] if ebbed_first else causes, labels >= 0)
    return found


@pytest.mark.parametrize("ebbed_first", [True, False])
def test_what_ebbed_away_and_what_goes_on_are_one_cause_with_all_its_excess(ebbed_first):
    (cause,) = draw_two(lasts=45, ebbed_first=ebbed_first)

    assert (int(cause.members.sum()), cause.rise.end) == (330, None)
    assert cause.rise.excess > 300


def test_an_event_of_two_parts_has_the_start_and_the_detection_of_the_clearer():
    (cause,) = draw_two(lasts=45, goes_on=30, between=(50, 90))

    assert (cause.rise.low, cause.rise.day, cause.rise.high) == (80, 80, 80)
    assert cause.detectable_from == 84


def test_a_start_that_the_other_part_does_not_allow_stays_as_it_was():
    (cause,) = draw_two(lasts=45, goes_on=30, between=(81, 83))

    assert (cause.rise.low, cause.rise.high) == (81, 83)


@pytest.mark.parametrize(("lasts", "kinds"), [(8, (GAP, GAP)), (45, (GAP, DEFECT))])
def test_a_week_of_it_or_another_kind_stays_apart_from_what_began_with_it(lasts, kinds):
    assert [int(cause.members.sum()) for cause in draw_two(lasts, kinds)] == [160, 170]
