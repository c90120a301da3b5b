"""Rows of unit length and many tests at once, held against the libraries that they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import false_discovery_control
from sklearn.preprocessing import normalize

from supportlens.statistics import control_false_discoveries, scale_rows


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_rows_are_scaled_to_the_last_digit_as_scikit_learn_does(dtype: type) -> None:
    points = np.random.default_rng(1).normal(size=(60, 40)).astype(dtype)
    points[3], points[4] = 0.0, 1e-9
    before = points.copy()

    for layout in (points, np.asfortranarray(points)[:, -30:]):
        assert np.array_equal(scale_rows(layout), normalize(layout))
    assert np.array_equal(points, before)


@pytest.mark.parametrize("count", [1, 2, 40])
def test_p_values_are_adjusted_as_scipy_does(count: int) -> None:
    ps = np.random.default_rng(count).uniform(size=count) ** 3

    assert np.array_equal(control_false_discoveries(ps.tolist()), false_discovery_control(ps))


def test_no_test_needs_no_adjustment() -> None:
    assert not control_false_discoveries([]).size
