"""Findings in a log: causes with kind, place, change and cost, and the verdict."""
