"""The log of moments: a row for each contact in which a moment of truth occurred."""
