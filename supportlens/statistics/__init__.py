"""Intervals, exact tests, tests of two shares and of many, overlap of mixes, rows and their place, TF-IDF."""

from supportlens.statistics.exact_tests import binomial_p, hypergeometric_tail
from supportlens.statistics.false_discoveries import control_false_discoveries
from supportlens.statistics.held_rows import HoldRows, give_back, hold_in_memory
from supportlens.statistics.likelihoods import max_log_likelihood
from supportlens.statistics.mixes import measure_overlap
from supportlens.statistics.quasi_likelihood import QuasiFit, fit_binomial, fit_poisson
from supportlens.statistics.rate_intervals import poisson_interval
from supportlens.statistics.ratio_intervals import HalfTicket, odds_ratio, rate_ratio, risk_ratio
from supportlens.statistics.share_intervals import Z_95, exact_interval, two_share_p, wilson_interval
from supportlens.statistics.term_counts import count_holders, count_terms, scale_terms, weigh_terms
from supportlens.statistics.unit_rows import scale_rows

__all__ = [
    "Z_95",
    "HalfTicket",
    "HoldRows",
    "QuasiFit",
    "binomial_p",
    "control_false_discoveries",
    "count_holders",
    "count_terms",
    "exact_interval",
    "fit_binomial",
    "fit_poisson",
    "give_back",
    "hold_in_memory",
    "hypergeometric_tail",
    "max_log_likelihood",
    "measure_overlap",
    "odds_ratio",
    "poisson_interval",
    "rate_ratio",
    "risk_ratio",
    "scale_rows",
    "scale_terms",
    "two_share_p",
    "weigh_terms",
    "wilson_interval",
]
