"""The part report."""
