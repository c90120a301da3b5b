"""Loyalty by bad experiences: compared only where the log is long enough for somebody to have stayed away."""

from __future__ import annotations

from datetime import date, timedelta

from supportlens.customers.loyalty import LoyaltyFacts, compare_loyalty

END = date(2026, 6, 30)


def facts(*days_ago, bad=0, **more):
    return LoyaltyFacts(bad, [END - timedelta(days=days) for days in days_ago], (), **more)


def test_in_three_months_nobody_can_have_stayed_away_for_half_a_year():
    assert compare_loyalty([facts(80), facts(60, 2, bad=1)], END, sold=False) == ()


def test_in_a_year_those_who_came_back_are_counted_by_their_bad_experiences():
    calm, hurt = compare_loyalty([facts(300, 20), facts(90), facts(320, bad=1)], END, sold=False)
    assert (calm.customers, calm.returning) == (2, 2)
    assert (hurt.bad, hurt.customers, hurt.returning) == (1, 1, 0)


def test_marks_about_recommending_are_compared_however_short_the_log():
    (group,) = compare_loyalty([facts(30, marks=[9.0]), facts(10, marks=[3.0])], END, sold=False)
    assert (group.marks, group.promoters, group.detractors) == (2, 1, 1)
