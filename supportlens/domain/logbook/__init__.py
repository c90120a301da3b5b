"""The log of moments: which tickets belong to each, and a row for each contact in which one occurred."""
