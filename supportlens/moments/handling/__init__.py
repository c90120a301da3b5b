"""Compares how different groups handled the same cause."""

from supportlens.moments.handling.comparing import HandlingBasis, compare_handling, measure_handling

__all__ = ["HandlingBasis", "compare_handling", "measure_handling"]
