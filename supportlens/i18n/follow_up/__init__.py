"""Sentences about what was done and what is due: actions with their effect, and customers."""
