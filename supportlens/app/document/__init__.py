"""Converts a study to the values of its JSON document."""
