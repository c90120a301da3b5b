"""Two periods: every part of the traffic is counted, and the parts add up to the whole."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.app import compare
from supportlens.causes import choose_periods, compare_periods
from supportlens.domain import ActiveUsers, Assigned, Field, Period, Trend
from tests.builders import ONSET, WEEKS, a_study, periods_around_onset

BEFORE = Period(ONSET - timedelta(weeks=8), ONSET - timedelta(days=1))
SINCE = Period(ONSET, ONSET + timedelta(weeks=8) - timedelta(days=1))


def trend(comparison, cause_id):
    return next(part for part in comparison.causes if part.id == cause_id)


def test_a_cause_that_began_is_new_and_one_that_stopped_is_gone():
    forward = compare_periods(a_study(), BEFORE, SINCE)
    backward = compare_periods(a_study(), SINCE, BEFORE)

    assert trend(forward, "C1").trend is Trend.NEW
    assert trend(backward, "C1").trend is Trend.GONE
    assert trend(forward, "C2").trend is Trend.STEADY
    assert [part.id for part in forward.causes_with(Trend.NEW)] == ["C1"]


def test_what_paused_for_a_period_and_comes_again_is_not_new():
    study = a_study()
    frame = study.tickets.frame.copy()
    ours = (study.assignment[Assigned.CAUSE] == "C1").to_numpy()
    frame.loc[frame.index[np.flatnonzero(ours)[:6]], Field.CREATED_AT] = pd.Timestamp(
        BEFORE.first - timedelta(days=1)
    )
    paused = replace(study, tickets=replace(study.tickets, frame=frame))

    again = trend(compare_periods(paused, BEFORE, SINCE), "C1")

    assert (again.before, again.earlier, again.trend) == (0, 6, Trend.GROWING)


@pytest.mark.parametrize(("one", "two"), [(BEFORE, SINCE), (SINCE, BEFORE)])
def test_the_parts_add_up_to_the_whole_with_the_tickets_of_no_cause_among_them(one, two):
    comparison = compare_periods(a_study(), one, two)

    for parts in (comparison.causes, comparison.symptoms):
        assert "" in {part.id for part in parts}
        assert sum(part.before for part in parts) == comparison.total.before
        assert sum(part.after for part in parts) == comparison.total.after
        assert sum(part.change for part in parts) == comparison.total.change


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 150), st.integers(1, 60), st.integers(0, 20), st.integers(1, 60))
def test_the_parts_add_up_whatever_the_periods_are(start, length, gap, other):
    first = Period(WEEKS[0] + timedelta(days=start), WEEKS[0] + timedelta(days=start + length))
    opening = first.last + timedelta(days=1 + gap)
    second = Period(opening, opening + timedelta(days=other))
    study = a_study()
    try:
        comparison = compare_periods(study, first, second)
    except ValueError:
        assert second.first > study.tickets.last_date
        return

    assert sum(part.change for part in comparison.causes) == comparison.total.change
    assert sum(part.change for part in comparison.symptoms) == comparison.total.change


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (5, 1, Trend.UNCLEAR),
        (1, 3, Trend.UNCLEAR),
        (0, 0, Trend.UNCLEAR),
        (30, 31, Trend.UNCLEAR),
        (140, 150, Trend.STEADY),
        (20, 120, Trend.GROWING),
        (0, 40, Trend.NEW),
    ],
)
def test_only_what_cannot_have_moved_much_is_called_steady(before, after, told):
    study = a_study()
    days = study.tickets.frame[Field.CREATED_AT.value]
    owner = pd.Series("C4", index=study.assignment.index)
    for period, wanted in ((BEFORE, before), (SINCE, after)):
        within = days.index[days.between(pd.Timestamp(period.first), pd.Timestamp(period.last))]
        owner.loc[within[:wanted]] = "C2"
    moved = replace(study, assignment=study.assignment.assign(**{Assigned.CAUSE: owner}))

    part = trend(compare_periods(moved, BEFORE, SINCE), "C2")

    assert (part.before, part.after) == (before, after)
    assert part.trend is told
    assert part.trend.is_change is (told in {Trend.GROWING, Trend.NEW})


def test_users_who_become_more_are_counted_as_of_each_period():
    users = (
        ActiveUsers("Portal", 100.0, day=BEFORE.first),
        ActiveUsers("Portal", 100.0, day=BEFORE.last),
        ActiveUsers("Portal", 200.0, day=SINCE.first),
        ActiveUsers("Portal", 200.0, day=SINCE.last),
    )
    portal = trend(compare_periods(a_study(), BEFORE, SINCE, users=users), "C2")

    assert portal.users_before == pytest.approx(portal.before)
    assert portal.users_after == pytest.approx(portal.after / 2)


def test_a_shorter_period_with_as_many_tickets_a_day_has_not_moved():
    half = Period(SINCE.first, SINCE.first + timedelta(weeks=2) - timedelta(days=1))
    later = Period(half.last + timedelta(days=1), half.last + timedelta(weeks=6))

    cause = trend(compare_periods(a_study(), half, later), "C1")

    assert cause.after > 2 * cause.before
    assert not cause.trend.is_change
    assert cause.daily_after == pytest.approx(cause.daily_before, rel=0.2)


def test_a_cause_that_doubles_grows_and_one_that_halves_falls():
    study = a_study()
    frame = study.tickets.frame
    kept = frame[Field.CREATED_AT.value].ge(pd.Timestamp(SINCE.first)) | (frame.index % 4 == 0)
    thinned = replace(
        study,
        tickets=replace(
            study.tickets,
            frame=frame[kept].reset_index(drop=True),
            original=study.tickets.original[kept].reset_index(drop=True),
        ),
        assignment=study.assignment[kept].reset_index(drop=True),
    )

    assert trend(compare_periods(thinned, BEFORE, SINCE), "C2").trend is Trend.GROWING
    assert trend(compare_periods(thinned, SINCE, BEFORE), "C2").trend is Trend.FALLING


def test_rates_are_also_given_for_a_hundred_active_users_of_the_application():
    users = (ActiveUsers("Atlas", 200), ActiveUsers("Portal", 1000))
    comparison = compare_periods(a_study(), BEFORE, SINCE, users=users)

    cause, other = trend(comparison, "C1"), trend(comparison, "C2")
    assert cause.users_after == pytest.approx(cause.after / 2)
    assert other.users_after == pytest.approx(other.after / 10)
    assert (cause.users_of, other.users_of) == (("Atlas",), ("Portal",))


def test_the_rate_of_all_traffic_is_that_of_the_applications_whose_users_were_counted():
    study = a_study()
    only = compare_periods(study, BEFORE, SINCE, users=(ActiveUsers("Atlas", 200),)).total
    when = study.tickets.frame[Field.CREATED_AT.value].dt.date
    atlas = study.tickets.frame[Field.PRODUCT.value].eq("Atlas")
    assert only.users_of == ("Atlas",)
    assert only.users_after == pytest.approx((atlas & when.between(SINCE.first, SINCE.last)).sum() / 2)
    assert only.users_after < only.after / 2
    every = dict.fromkeys(study.tickets.frame[Field.PRODUCT.value].unique(), 100.0)
    whole = compare_periods(study, BEFORE, SINCE, users=tuple(map(ActiveUsers, every, every.values()))).total
    assert whole.users_after == pytest.approx(whole.after / len(every))


def test_a_period_with_a_month_whose_users_nobody_counted_has_no_rate():
    def rates(*days):
        users = tuple(ActiveUsers("Portal", 100.0, day=day) for day in days)
        total = compare_periods(a_study(), BEFORE, SINCE, users=users).total
        return total.users_before, total.users_after

    assert rates(BEFORE.first, BEFORE.last) == (None, None)
    assert None not in rates(BEFORE.first, SINCE.last)


def test_the_default_is_the_last_four_whole_weeks_and_the_four_before_them():
    first, second = choose_periods(a_study().tickets)

    assert (first.days, second.days) == (28, 28)
    assert (first.first.weekday(), second.last.weekday()) == (0, 6)
    assert second.first == first.last + timedelta(days=1)
    assert second.last <= a_study().tickets.last_date < second.last + timedelta(days=7)


def test_since_the_onset_of_the_verdict_everything_is_compared():
    study = a_study()
    comparison = compare(study, periods_around_onset(study))

    assert comparison.second.first == study.main_cause.onset.day
    assert comparison.total.before + comparison.total.after == len(study.tickets)


def test_periods_that_overlap_or_lie_outside_the_log_are_refused():
    with pytest.raises(ValueError):
        compare_periods(a_study(), BEFORE, Period(BEFORE.last, SINCE.last))
    with pytest.raises(ValueError):
        compare_periods(a_study(), BEFORE, Period(date(2030, 1, 1), date(2030, 2, 1)))


def test_a_log_without_dates_or_of_a_few_days_has_nothing_to_compare():
    study = a_study()
    short = study.tickets.frame.head(20)
    few = replace(study, tickets=replace(study.tickets, frame=short), assignment=study.assignment.head(20))
    undated = replace(
        study, tickets=replace(study.tickets, frame=study.tickets.frame.drop(columns=Field.CREATED_AT.value))
    )

    assert compare(few) is None
    assert compare(undated) is None
    assert Assigned.CAUSE in study.assignment
