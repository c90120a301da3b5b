"""Parses the values of cells and columns: letters, plain text, dates, numbers, durations and grades."""
