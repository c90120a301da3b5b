"""Since when: tickets on a line of days, the days on which they rise, and two periods side by side."""
