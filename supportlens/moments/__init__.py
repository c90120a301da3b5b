"""The part moments."""
