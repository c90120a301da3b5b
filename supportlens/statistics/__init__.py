"""Statistics: intervals, the test of two shares and of many, how alike mixes are, rows of unit length."""

from supportlens.statistics.false_discoveries import control_false_discoveries
from supportlens.statistics.mixes import measure_overlap
from supportlens.statistics.quasi_likelihood import QuasiFit, fit_binomial, fit_poisson
from supportlens.statistics.rate_intervals import poisson_interval
from supportlens.statistics.ratio_intervals import HalfTicket, odds_ratio, rate_ratio, risk_ratio
from supportlens.statistics.share_intervals import Z_95, exact_interval, two_share_p, wilson_interval
from supportlens.statistics.unit_rows import scale_rows

__all__ = [
    "Z_95",
    "HalfTicket",
    "QuasiFit",
    "control_false_discoveries",
    "exact_interval",
    "fit_binomial",
    "fit_poisson",
    "measure_overlap",
    "odds_ratio",
    "poisson_interval",
    "rate_ratio",
    "risk_ratio",
    "scale_rows",
    "two_share_p",
    "wilson_interval",
]
