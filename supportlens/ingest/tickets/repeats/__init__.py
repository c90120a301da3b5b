"""Repeated ids: what they mean for a table, and the tickets that come of their rows."""
