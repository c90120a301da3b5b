"""Time: tickets by day, the days on which they rise, and the comparison of two periods."""
