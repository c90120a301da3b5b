"""Dispersion is that of the text books: von Neumann's differences along a climb, Pearson's outside a rise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2_contingency, norm
from scipy.stats import t as student

from supportlens.causes.time.dispersion import (
    PRIOR_FREEDOM,
    bin_counts,
    convert_to_normal,
    measure_dispersion_along,
    measure_dispersion_outside,
)

SWINGS = np.array([20.0, 40.0] * 20)
DAYS = np.full(40, 200.0)


def test_the_dispersion_along_a_climb_is_that_of_neighbouring_days() -> None:
    # Each pair: pooled share 0.15, difference 0.1; 0.1 ^ 2 / (0.15 x 0.85 x (1/200 + 1/200)) = 7.843.
    dispersion, freedom = measure_dispersion_along(SWINGS, DAYS, 40)
    assert dispersion == pytest.approx(0.01 / (0.15 * 0.85 * 0.01))
    assert freedom == pytest.approx(2.0 / 3.0 * 39)


def test_the_dispersion_outside_a_rise_is_chi_squared_over_its_degrees_of_freedom() -> None:
    generator = np.random.default_rng(5)
    counts = generator.integers(5, 60, 30).astype(float)
    total = np.full(30, 300.0)
    known = chi2_contingency(np.stack([counts, total - counts]), correction=False)
    # Pearson's over hits alone: the misses add the factor 1 - share.
    dispersion, freedom = measure_dispersion_outside(counts, total, 30, 30, 30)
    assert freedom == 29
    assert dispersion == pytest.approx(known.statistic / 29)


def test_what_chance_often_brings_is_no_dispersion() -> None:
    counts = np.random.default_rng(1).binomial(200, 0.1, 60).astype(float)
    assert measure_dispersion_along(counts, np.full(60, 200.0), 7) == (1.0, math.inf)
    assert measure_dispersion_outside(counts, np.full(60, 200.0), 60, 60, 7) == (1.0, math.inf)


def test_an_estimated_dispersion_makes_a_statistic_students() -> None:
    assert convert_to_normal(3.0, math.inf) == 3.0
    assert convert_to_normal(3.0, 7.0) == pytest.approx(norm.isf(student.sf(3.0, 7.0 + PRIOR_FREEDOM)))


def test_bins_add_up_days_and_the_last_may_be_shorter() -> None:
    assert bin_counts(np.arange(8.0), 3).tolist() == [3.0, 12.0, 13.0]
