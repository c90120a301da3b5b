"""The exact tests against SciPy's, which take half a second to load."""

import random

import pytest
from scipy import stats

from supportlens.statistics import binomial_p, hypergeometric_tail


def test_the_binomial_test_is_that_of_scipy() -> None:
    draw = random.Random(7)
    for _ in range(400):
        trials = draw.choice([1, 2, 7, 60, 900, 40_000])
        hits, share = draw.randint(0, trials), draw.choice([draw.random(), 0.5, 1 / 3])
        if draw.random() < 0.7:  # near what is expected, where both tails count
            hits = min(trials, max(0, round(trials * share + draw.gauss(0, 1.5) * trials**0.5)))
        expected = stats.binomtest(hits, trials, share).pvalue
        assert binomial_p(hits, trials, share) == pytest.approx(expected, rel=1e-7, abs=1e-300)


def test_equally_unlikely_counts_of_both_sides_are_added() -> None:
    assert binomial_p(3, 10, 0.5) == pytest.approx(stats.binomtest(3, 10, 0.5).pvalue)
    assert binomial_p(5, 10, 0.5) == 1.0
    assert binomial_p(0, 4, 0.01) == 1.0


def test_the_hypergeometric_tail_is_that_of_scipy() -> None:
    draw = random.Random(8)
    for _ in range(300):
        whole = draw.choice([5, 80, 3_000, 90_000])
        marked, drawn = draw.randint(0, whole), draw.randint(0, whole)
        hits = draw.randint(0, min(marked, drawn))
        expected = stats.hypergeom.sf(hits - 1, whole, marked, drawn)
        assert hypergeometric_tail(hits, whole, marked, drawn) == pytest.approx(
            expected, rel=1e-6, abs=1e-200
        )
