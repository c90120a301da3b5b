"""Active users over time: what three times the users explain rose no more, what they do not explain did."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.rising.finding import find_causes
from supportlens.causes.rising.per_user import add_rate_per_user, find_causes_per_user
from supportlens.causes.time.active_users import CountedUsers, join_users, match_users
from supportlens.causes.time.timeline import LogTimeline
from supportlens.domain import ActiveUsers, Grouping, Name, Symptom, Tickets

FIRST, DAYS, GROWN = date(2026, 1, 1), 200, 100
LAST = FIRST + timedelta(days=DAYS - 1)
PRODUCTS = ("Atlas", "Beacon", "Delta")
THRICE = (
    ActiveUsers("atlas", 500.0, "", FIRST),
    ActiveUsers("atlas", 500.0, "", FIRST + timedelta(days=GROWN - 1)),
    ActiveUsers("atlas", 1500.0, "", FIRST + timedelta(days=GROWN)),
    ActiveUsers("beacon", 300.0, "", FIRST),
)


@dataclass
class Desk:
    """A log of three applications with four matters each; Atlas brings three times as many from GROWN on."""

    seed: int
    defect: int = 0
    until: int = DAYS

    def __post_init__(self) -> None:
        draw = np.random.default_rng(self.seed)
        rows = [
            (code, 4 * code + matter, day)
            for code in range(3)
            for day in range(DAYS)
            for matter in draw.integers(0, 4, draw.poisson(9.0 if code == 0 and day >= GROWN else 3.0))
        ]
        rows += [(0, 12, int(day)) for day in draw.integers(140, self.until, self.defect)]
        rows.sort(key=lambda row: row[2])
        self.codes, self.labels, day = (np.array(part) for part in zip(*rows, strict=True))
        self.line = LogTimeline(FIRST, day, DAYS)
        self.columns = (FieldColumn("product", self.codes, PRODUCTS),)

    def counted(self, users: tuple[ActiveUsers, ...]) -> tuple[CountedUsers, ...]:
        frame = pd.DataFrame({"product": np.array(PRODUCTS)[self.codes]})
        return match_users(users, Tickets(frame, frame, ()), FIRST, DAYS)

    def causes(self, users: tuple[ActiveUsers, ...]) -> list[CauseCandidate]:
        count = len(self.labels)
        names = (Symptom(f"S{n}", Name(es=str(n), en=str(n)), 1, None, ()) for n in range(13))
        known = (np.ones(count), np.full(count, -1), (None,) * count, tuple(names), 0, 0)
        grouping = Grouping(self.labels, *known)
        return find_causes_per_user(
            lambda line: find_causes(line, grouping, self.columns, (), lambda _: None),
            self.line,
            self.counted(users),
            np.ones(count, dtype=bool),
        )


@pytest.mark.parametrize("seed", range(3))
def test_tickets_that_grow_with_their_users_rise_only_where_nobody_counted_the_users(seed):
    desk = Desk(seed)
    risen = [group for group in desk.causes(()) if group.rise is not None]
    assert any(abs(group.rise.day - GROWN) <= 10 for group in risen)
    explained = desk.causes(THRICE)
    assert [group.rise for group in explained] == [None] * len(explained)
    assert sum(int(group.members.sum()) for group in explained) == len(desk.labels)


@pytest.mark.parametrize("seed", range(3))
def test_a_defect_among_three_times_the_users_is_still_found_at_its_own_start(seed):
    risen = [group for group in Desk(seed, defect=150).causes(THRICE) if group.rise is not None]
    assert [(group.symptoms, abs(group.rise.day - 140) <= 7) for group in risen] == [((12,), True)]
    assert risen[0].members.sum() >= 140
    assert risen[0].rise.excess == pytest.approx(150, rel=0.1)


@pytest.mark.parametrize("seed", range(3))
def test_three_bad_days_among_three_times_the_users_are_not_lost_in_a_long_log(seed):
    risen = [group for group in Desk(seed, defect=60, until=143).causes(THRICE) if group.rise is not None]
    assert [(group.symptoms[0], group.rise.day, group.rise.end) for group in risen] == [(12, 140, 142)]


def test_users_that_are_undated_or_steady_change_nothing():
    desk = Desk(1)
    plain = [(group.rise, group.symptoms) for group in desk.causes(())]
    undated = (ActiveUsers("Atlas", 500.0), ActiveUsers("Atlas", 20.0, "Norte"))
    steady = tuple(ActiveUsers("Atlas", 500.0, "", FIRST + timedelta(days=day)) for day in (0, 90))
    for users in (undated, steady):
        assert [(group.rise, group.symptoms) for group in desk.causes(users)] == plain


def test_a_rise_tells_its_users_before_and_after_and_its_rate_for_as_many():
    desk = Desk(2)
    group = next(group for group in desk.causes(()) if group.rise is not None)
    atlas = np.asarray(desk.codes == 0)
    users = join_users(desk.counted((*THRICE, ActiveUsers("atlas", 1500.0, "", LAST))), atlas)
    rates = add_rate_per_user(desk.line, desk.line.to_onset(group.rise), group.rise, atlas, users).per_user
    assert (rates.applications, rates.first) == (("Atlas",), None)
    assert rates.users_before == pytest.approx(500.0, rel=0.1)
    assert rates.users_after == pytest.approx(1500.0, rel=0.1)
    assert rates.before == pytest.approx(7 * 3 / 5, rel=0.15)
    assert rates.after == pytest.approx(7 * 9 / 15, rel=0.15)
    assert rates.low < 1.0 < rates.high
    assert rates.ratio == pytest.approx(1.0, abs=0.2)
    untold = add_rate_per_user(desk.line, desk.line.to_onset(group.rise), group.rise, atlas, None)
    assert untold.per_user is None


def test_only_tickets_of_the_months_whose_users_were_counted_enter_their_rate():
    desk = Desk(2)
    group = next(group for group in desk.causes(()) if group.rise is not None)
    atlas = np.asarray(desk.codes == 0)
    onset = desk.line.to_onset(group.rise)
    april = join_users(desk.counted(THRICE), atlas)
    rates = add_rate_per_user(desk.line, onset, group.rise, atlas, april).per_user
    assert (rates.first, rates.last) == (FIRST, date(2026, 4, 30))
    silent = (desk.line.day >= 0) & (desk.line.day < 120)
    cut = add_rate_per_user(desk.line, onset, group.rise, atlas & silent, april).per_user
    assert cut.after == rates.after > 0
    march = join_users(desk.counted((ActiveUsers("Atlas", 500.0, "", date(2026, 3, 15)),)), atlas)
    assert add_rate_per_user(desk.line, onset, group.rise, atlas, march).per_user is None


def test_the_rate_of_a_cause_in_several_applications_is_that_of_the_one_whose_users_were_counted():
    desk = Desk(2)
    group = next(group for group in desk.causes(()) if group.rise is not None)
    onset, everything = desk.line.to_onset(group.rise), np.ones(len(desk.codes), dtype=bool)
    atlas = (ActiveUsers("Atlas", 500.0),)
    for family in (everything, np.asarray(desk.codes == 0)):
        users = join_users(desk.counted(atlas), family)
        rates = add_rate_per_user(desk.line, onset, group.rise, family, users).per_user
        assert (rates.applications, rates.users_before, rates.ratio) == (("Atlas",), 500.0, None)
        assert rates.before == pytest.approx(7 * 3 / 5, rel=0.15)
    both = (*atlas, ActiveUsers("Beacon", 500.0))
    joined = join_users(desk.counted(both), everything)
    rates = add_rate_per_user(desk.line, onset, group.rise, everything, joined).per_user
    assert (rates.applications, rates.users_before) == (("Atlas", "Beacon"), 1000.0)
    assert rates.before == pytest.approx(7 * 6 / 10, rel=0.15)


@pytest.mark.parametrize("seed", range(3))
def test_a_claimed_rise_that_more_users_explain_loses_its_rise(seed):
    desk = Desk(seed)
    atlas = desk.codes == 0
    rise = next(group.rise for group in desk.causes(()) if group.rise is not None)
    claim = CauseCandidate(atlas, atlas, rise, (0, 1, 2, 3))

    (group,) = find_causes_per_user(
        lambda _: [claim], desk.line, desk.counted(THRICE), np.ones(len(desk.labels), dtype=bool)
    )

    assert group.rise is None
    assert group.members.tolist() == atlas.tolist()
