"""Finds personal data in texts and columns and replaces it."""
