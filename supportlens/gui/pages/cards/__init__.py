"""Cards and rows that more than one page shows."""
