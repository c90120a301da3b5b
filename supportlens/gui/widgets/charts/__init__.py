"""Painted figures: bars, lines, shares, dots and steps."""
