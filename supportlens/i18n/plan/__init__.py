"""Sentences and documents of the plan."""
