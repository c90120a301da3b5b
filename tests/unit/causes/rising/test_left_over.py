"""Of what an export left over, ever fewer tickets are old: a share that steps up is a cause, a climb not."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.causes.rising.left_over import restate_by_share, stands_out
from supportlens.causes.time.onsets import find_rise
from tests.unit.causes.rising.planted_days import Planted

DAYS, LEFT = 200, np.exp(np.arange(-199, 1) / 40.0)


def leave(share, *, tickets=1500, seed=1):
    """Draw the tickets left of each day, and those of one matter, which has such a share of each day."""
    draw = np.random.default_rng(seed)
    total = draw.poisson(tickets * LEFT / LEFT.sum())
    return draw.binomial(total, share).astype(float), total.astype(float)


def step(day, size=0.2):
    return np.where(np.arange(DAYS) >= day, size, 0.02)


@pytest.mark.parametrize("day", [120, 150])
def test_a_share_that_steps_up_stands_out_and_is_dated(day):
    members, total = leave(step(day))
    rise = find_rise(members, total)
    assert rise is not None
    assert stands_out(rise, members, total)
    assert abs(rise.day - day) <= 7


@pytest.mark.parametrize("settled_after", [2, 5, 10, 20])
@pytest.mark.parametrize("seed", range(4))
def test_a_matter_that_is_settled_quickly_has_not_just_begun(settled_after, seed):
    left = np.exp(np.arange(-199, 1) / settled_after) / LEFT
    members, total = leave(0.3 * left / (0.7 + 0.3 * left), seed=seed)
    rise = find_rise(members, total)
    assert rise is None or not stands_out(rise, members, total)


def test_what_began_in_the_last_weeks_cannot_be_told_from_it():
    members, total = leave(step(DAYS - 20, 0.3))
    rise = find_rise(members, total)
    assert rise is not None
    assert not stands_out(rise, members, total)


def test_the_levels_are_those_of_the_share():
    members, total = leave(step(120), tickets=6000)
    rise = find_rise(members, total)
    assert rise is not None
    told = restate_by_share(rise, members, total)
    assert rise.ratio > 2 * told.ratio  # by days, the export has made most of the rise
    assert told.ratio == pytest.approx(12.25, rel=0.4)  # odds of 20 % against 2 %
    assert told.before_per_day * told.ratio == pytest.approx(told.after_per_day)


def test_a_cause_is_found_in_what_was_left_over_and_nothing_else_is():
    log = Planted().routine(4000).rising("Atlas", "gap", symptoms=6, each=90, since=150).left_over(40)
    (found,) = log.rising_causes()
    assert all(name.startswith("Atlas gap") for name in found[0])
    assert abs(found[1] - 150) <= 7
    assert Planted().routine(4000).left_over(40).rising_causes() == []
