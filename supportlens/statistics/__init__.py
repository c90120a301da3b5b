"""Statistics: intervals of shares, ratios with intervals, and the test of two shares, with sources."""

from supportlens.statistics.ratio_intervals import HalfTicket, odds_ratio, rate_ratio, risk_ratio
from supportlens.statistics.share_intervals import Z_95, two_share_p, wilson_interval

__all__ = [
    "Z_95",
    "HalfTicket",
    "odds_ratio",
    "rate_ratio",
    "risk_ratio",
    "two_share_p",
    "wilson_interval",
]
