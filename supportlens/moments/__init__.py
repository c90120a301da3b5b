"""Moments of truth: contacts that put the customer relationship at risk, and how much."""

from supportlens.moments.coding import DEFAULT_RULES, explain_code
from supportlens.moments.handling import HandlingBasis, compare_handling, measure_handling
from supportlens.moments.matching import match_moments, read_words
from supportlens.moments.standing import list_questions, measure_period, measure_weekly

__all__ = [
    "DEFAULT_RULES",
    "HandlingBasis",
    "compare_handling",
    "explain_code",
    "list_questions",
    "match_moments",
    "measure_handling",
    "measure_period",
    "measure_weekly",
    "read_words",
]
