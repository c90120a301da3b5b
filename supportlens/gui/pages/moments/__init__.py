"""The moments of truth, and the sheet of each."""
