"""Compares how different groups handled the same cause."""

from supportlens.moments.handling.comparing import compare_handling

__all__ = ["compare_handling"]
