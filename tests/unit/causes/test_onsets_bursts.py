"""A cause so large that all traffic jumps with it is told by its level, where its share alone says little."""

import numpy as np

from supportlens.causes.onsets import find_rise

DAYS = 41


def log(seed: int, jump: float, members_before: float, members_after: float):
    """Four tickets a day until day 17, `jump` times as many after; the cause's part of them."""
    generator = np.random.default_rng(seed)
    late = np.arange(DAYS) >= 17
    members = generator.poisson(np.where(late, members_after, members_before)).astype(float)
    rest = generator.poisson(np.where(late, 4.0 * jump, 4.0)).astype(float)
    return members, members + rest


def test_a_cause_within_a_jump_of_all_traffic_is_found_by_its_level():
    found = by_share = 0
    for seed in range(20):
        members, total = log(seed, 5.0, 0.12, 4.8)
        rise = find_rise(members, total, np.ones(DAYS))
        found += rise is not None and rise.p < 1e-6 and abs(rise.day - 17) <= 1
        alone = find_rise(members, total)
        by_share += alone is not None and alone.p < 1e-6
    assert found >= 15
    assert by_share <= 3


def test_what_only_keeps_its_share_of_a_jump_is_not_found():
    claimed = 0
    for seed in range(60):
        members, total = log(seed, 5.0, 0.7, 3.5)
        rise = find_rise(members, total, np.ones(DAYS))
        claimed += rise is not None and rise.p < 1e-4
    assert claimed <= 1


def test_steady_traffic_gives_the_same_answer_with_and_without_the_expected_traffic():
    generator = np.random.default_rng(3)
    members = generator.poisson(np.where(np.arange(200) < 90, 1.0, 3.0)).astype(float)
    total = members + 20.0
    assert find_rise(members, total, np.ones(200)) == find_rise(members, total)
