"""The part causes."""
