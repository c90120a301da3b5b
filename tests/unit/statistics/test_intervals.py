"""Every interval and ratio is that of SciPy, or of a worked example in print."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest, chi2_contingency, contingency

from supportlens.statistics import (
    HalfTicket,
    odds_ratio,
    rate_ratio,
    risk_ratio,
    two_share_p,
    wilson_interval,
)

NEWCOMBE = (
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
)
"""Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, score method."""
RISKS = ((30, 100, 12, 120), (8, 40, 3, 900), (55, 60, 200, 400), (3, 1000, 1, 1000))
ODDS = ((30, 100, 12, 120), (8, 40, 3, 900), (55, 60, 200, 400))
RATES = ((30, 10.0, 10, 10.0), (12, 7.0, 2, 60.0), (5, 20.0, 0, 100.0), (0, 10.0, 6, 10.0))


@pytest.mark.parametrize(("hits", "total", "low", "high"), NEWCOMBE)
def test_the_interval_of_a_share_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(hits, total) == pytest.approx((low, high), abs=5e-5)
    exact = binomtest(hits, total).proportion_ci(method="wilson")
    assert wilson_interval(hits, total) == pytest.approx((exact.low, exact.high), abs=1e-5)


def test_the_share_of_nothing_may_be_any() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "size", "others", "rest"), RISKS)
def test_a_risk_ratio_and_its_interval_are_those_of_scipy(
    hits: int, size: int, others: int, rest: int
) -> None:
    known = contingency.relative_risk(hits, size, others, rest)
    interval = known.confidence_interval(0.95)
    found = risk_ratio(hits, size, others, rest)
    assert found == pytest.approx((known.relative_risk, interval.low, interval.high), rel=2e-4)


def test_half_a_ticket_stands_in_for_none_alone_or_for_all() -> None:
    ratio, low, high = risk_ratio(np.array([6.0, 6.0]), np.array([20.0, 20.0]), np.array([0.0, 3.0]), 40.0)
    assert ratio[0] == pytest.approx((6.5 / 20.5) / (0.5 / 40.5))
    assert ratio[1] == pytest.approx((6 / 20) / (3 / 40))
    assert (low < ratio).all()
    assert (ratio < high).all()
    always, _, _ = risk_ratio(6, 20, 3, 40, HalfTicket.ALWAYS)
    assert always == pytest.approx((6.5 / 20.5) / (3.5 / 40.5))


@pytest.mark.parametrize(("a", "b", "c", "d"), ODDS)
def test_an_odds_ratio_is_woolfs_with_half_a_ticket_added_to_each_count(
    a: int, b: int, c: int, d: int
) -> None:
    known = contingency.odds_ratio([[a, b], [c, d]], kind="sample")
    interval = known.confidence_interval(0.95)
    found = odds_ratio((a - 0.5, b - 0.5), (c - 0.5, d - 0.5))
    assert found == pytest.approx((known.statistic, interval.low, interval.high))


def test_dispersion_widens_an_odds_ratio_by_its_root() -> None:
    ratio, low, _ = odds_ratio((30, 100), (12, 120))
    same, wider, _ = odds_ratio((30, 100), (12, 120), 4.0)
    assert same == ratio
    assert np.log(same / wider) == pytest.approx(2.0 * np.log(ratio / low))


@pytest.mark.parametrize(("hits", "span", "misses", "rest"), RATES)
def test_a_rate_ratio_has_the_exact_interval_of_a_share(
    hits: int, span: float, misses: int, rest: float
) -> None:
    ratio, low, high = rate_ratio(hits, span, misses, rest)
    exact = binomtest(hits, hits + misses).proportion_ci(method="exact")
    assert ratio == pytest.approx((hits / span) / (max(misses, 0.5) / rest))
    assert low == pytest.approx(exact.low / (1 - exact.low) * rest / span)
    if misses:
        assert high == pytest.approx(exact.high / (1 - exact.high) * rest / span)
    else:
        assert high == pytest.approx((2 * hits + 1) * rest / span)


@pytest.mark.parametrize(("hits", "size", "others", "rest"), RISKS)
def test_two_shares_are_tested_as_by_chi_squared(hits: int, size: int, others: int, rest: int) -> None:
    two_sided = chi2_contingency([[hits, size - hits], [others, rest - others]], correction=False).pvalue
    assert two_share_p(hits / size, size, others / rest, rest) == pytest.approx(two_sided / 2)
    assert two_share_p(others / rest, rest, hits / size, size) == pytest.approx(1 - two_sided / 2)
