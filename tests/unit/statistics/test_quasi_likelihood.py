"""Quasi-likelihood gives what a table gives, and wider intervals where counts vary more than chance."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.statistics import exact_interval, fit_binomial, fit_poisson

GROUP = np.array([0.0] * 10 + [1.0] * 10)
DESIGN = np.column_stack([np.ones(20), GROUP])
STEP = np.array([0.0, 1.0])


def test_a_poisson_model_of_two_groups_gives_the_ratio_of_their_rates():
    counts, exposure = np.array([20.0] * 10 + [5.0] * 10), np.array([1.0] * 10 + [2.0] * 10)

    value, low, high = fit_poisson(DESIGN, counts, exposure).interval(STEP)

    assert value == pytest.approx(np.log(5 / 2 / 20))
    # The error of a log ratio of counts is the root of the sum of their reciprocals.
    assert (high - low) / 2 == pytest.approx(2.1 * np.sqrt(1 / 200 + 1 / 50), rel=0.03)


def test_a_binomial_model_of_two_groups_gives_their_odds_ratio():
    fit = fit_binomial(DESIGN, np.array([4.0] * 10 + [8.0] * 10), np.full(20, 16.0))

    assert fit.interval(STEP)[0] == pytest.approx(np.log(1 / (1 / 3)))
    assert fit.dispersion == 1.0


def test_counts_that_vary_more_than_chance_have_wider_intervals():
    even, uneven = np.full(20, 20.0), np.tile([2.0, 38.0], 10)
    fits = [fit_poisson(DESIGN, counts, np.ones(20)) for counts in (even, uneven)]
    widths = [fit.interval(STEP)[2] - fit.interval(STEP)[1] for fit in fits]

    assert fits[1].dispersion > 5
    assert widths[1] > 2 * widths[0]


def test_a_group_without_tickets_has_an_interval_without_a_lower_end():
    low = fit_poisson(DESIGN, np.array([5.0] * 10 + [0.0] * 10), np.ones(20)).interval(STEP)[1]

    assert np.isfinite(low)
    assert low < -8


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(6, 10, 0.2624, 0.8784), (0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_exact_interval_is_that_of_the_tables(hits, total, low, high):
    assert exact_interval(hits, total) == pytest.approx((low, high), abs=1e-4)
