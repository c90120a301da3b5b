"""Moments of truth: contacts that put the customer relationship at risk, and how much."""

from supportlens.moments.matching import match_moments

__all__ = ["match_moments"]
