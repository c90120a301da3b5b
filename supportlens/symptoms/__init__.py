"""The part symptoms."""
