"""Impact: satisfaction without the cause, hours, reopenings, first contacts, and when it could be known."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.cost.impact import compute_impact
from supportlens.causes.cost.ticket_costs import read_ticket_costs
from supportlens.causes.rising import detection
from supportlens.causes.rising.detection import find_detection_day
from supportlens.causes.time.onsets import find_rise
from supportlens.domain import Field, Share, Tickets

FIRST = datetime(2026, 3, 2, 9)


def tickets(**columns: list) -> Tickets:
    size = len(next(iter(columns.values())))
    frame = pd.DataFrame({"ticket_id": [f"T{n}" for n in range(size)], **columns})
    return Tickets(frame, frame, ())


def days(*numbers: float) -> list[datetime]:
    return [FIRST + timedelta(days=number) for number in numbers]


def impact(log: Tickets, members: list[bool], later: list[bool] | None = None):
    mask = np.array(members)
    ledger = read_ticket_costs(log, np.where(mask, 0, 1), np.zeros(len(mask), dtype=bool))
    after = np.array(later) if later else np.zeros(len(mask), dtype=bool)
    return compute_impact(ledger, mask, after, date(2026, 3, 5))


def test_the_effect_on_satisfaction_is_the_overall_mark_less_the_mark_without_the_cause():
    log = tickets(satisfaction=[1.0, 2.0, np.nan, 5.0, 4.0, 4.0])
    found = impact(log, [True, True, True, False, False, False]).satisfaction

    assert found.mean == pytest.approx(1.5)
    assert found.overall == pytest.approx(3.2)
    assert found.without == pytest.approx(13 / 3)
    assert found.effect == pytest.approx(3.2 - 13 / 3)
    assert found.overall_satisfied == Share(3, 5)
    assert found.without_satisfied.share == 1.0


def test_hours_are_those_of_the_cause_and_its_part_of_all():
    found = impact(
        tickets(minutes=[30.0, 90.0, 120.0, np.nan]), [True, True, False, False], [False, True, True, True]
    )

    assert found.hours == pytest.approx(2.0)
    assert found.hours_share == pytest.approx(0.5)
    assert found.hours_since_detectable == pytest.approx(1.5)
    assert found.tickets_since_detectable == 1
    assert found.effort_share == pytest.approx(1.5 / 4.0)


def test_without_hours_the_effort_is_counted_in_tickets():
    log = tickets(requester=["a", "b", "c", "d"])
    found = impact(log, [True, True, True, False], [False, True, True, True])

    assert found.hours is None
    assert found.effort_share == pytest.approx(2 / 4)


def test_reopenings_are_counted_among_the_tickets_of_which_it_is_known():
    found = impact(tickets(reopened=[1.0, 0.0, np.nan, 2.0, 0.0]), [True, True, True, False, False])

    assert found.reopened == Share(1, 2)
    assert found.reopened_outside == Share(1, 2)


def test_a_contact_was_enough_unless_the_person_came_back_within_a_week_or_it_was_reopened():
    log = tickets(
        created_at=days(0, 3, 0, 9, 1, 2, 30),
        requester=["Ana", "ana ", "Luis", "Luis", "Eva", "", "Zoe"],
        reopened=[0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    )
    found = impact(log, [True] * 7)

    # Ana came back after 3 days, Luis after 9, Eva's was reopened; one has no name, one is too recent.
    assert found.first_contact == Share(3, 5)


def test_a_ticket_about_something_else_is_no_second_contact():
    log = tickets(created_at=days(0, 2, 30), requester=["Ana", "Ana", "Luis"])

    assert impact(log, [True, False, False]).first_contact == Share(1, 1)


def test_what_is_still_open_is_not_judged():
    log = tickets(
        created_at=days(0, 1, 30),
        requester=["Ana", "Luis", "Eva"],
        resolved_at=[FIRST + timedelta(days=1), pd.NaT, FIRST + timedelta(days=31)],
    )

    assert impact(log, [True] * 3).first_contact == Share(1, 1)


def test_what_the_log_does_not_tell_is_left_open():
    found = impact(tickets(subject=["a", "b"]), [True, False])

    assert (found.satisfaction, found.hours, found.reopened, found.first_contact) == (None,) * 4


@pytest.mark.parametrize("seed", range(6))
def test_it_could_have_been_known_within_two_weeks_of_a_clear_step_and_never_before_it(seed):
    draw = np.random.default_rng(seed)
    rest = draw.poisson(6.0, 200).astype(float)
    members = np.where(np.arange(200) < 120, 0, draw.poisson(3.0, 200)).astype(float)
    rise = find_rise(members, members + rest)

    day = find_detection_day(members, members + rest, rise, 60)

    assert 120 <= day <= 134


def test_a_larger_rise_is_known_sooner_and_more_candidates_later():
    draw = np.random.default_rng(3)
    rest = draw.poisson(6.0, 200).astype(float)
    slight = np.where(np.arange(200) < 120, 0.0, 1.0)
    rises = [find_rise(size * slight, size * slight + rest) for size in (1, 4)]

    late, soon = (
        find_detection_day(size * slight, size * slight + rest, rise, 60)
        for size, rise in zip((1, 4), rises, strict=True)
    )
    many = find_detection_day(slight, slight + rest, rises[0], 10**12)

    assert soon < late < many


def test_the_day_leaves_room_for_tickets_that_were_not_yet_recognised(monkeypatch):
    draw = np.random.default_rng(3)
    rest = draw.poisson(6.0, 200).astype(float)
    members = np.where(np.arange(200) < 120, 0.0, 1.0)
    rise = find_rise(members, members + rest)

    day = find_detection_day(members, members + rest, rise, 60)
    monkeypatch.setattr(detection, "RECOGNISED_SHARE", 1.0)

    assert find_detection_day(members, members + rest, rise, 60) < day < 160


@pytest.mark.parametrize("others", [0, 3])
def test_a_cause_that_is_all_of_a_log_could_have_been_known_soon_after_its_start(others):
    draw = np.random.default_rng(1)
    members = draw.poisson(np.where(np.arange(100) < 60, 2.0, 12.0)).astype(float)
    total = members + (np.arange(100) < others)
    rise = find_rise(members, total, np.ones(100))

    assert 60 <= find_detection_day(members, total, rise, 60, np.ones(100)) <= 67


def test_the_people_of_a_log_with_customers_alone_are_its_customers():
    log = tickets(created_at=days(0, 2, 30), customer=["Sol", "Sol", "Mar"])

    assert impact(log, [True] * 3).first_contact == Share(1, 2)
    assert log.has(Field.CUSTOMER)


def test_the_first_days_of_a_climb_that_begins_with_the_log_are_looked_at_without_a_fault():
    for seed in range(13):
        draw = np.random.default_rng(seed)
        days = np.arange(90)
        members = draw.poisson(0.2 + 0.1 * days).astype(float)
        total = members + draw.poisson(5.0, 90)
        rise = find_rise(members, total)
        assert rise is not None
        assert rise.day <= find_detection_day(members, total, rise, 60) < 90
