"""The part gui."""
