"""Rows that a report groups: its bands, and labels said once for several rows."""
