"""Moments of truth: contacts that put the customer relationship at risk, and how much."""

from supportlens.moments.coding import DEFAULT_RULES, explain_code
from supportlens.moments.matching import match_moments

__all__ = ["DEFAULT_RULES", "explain_code", "match_moments"]
