"""Tables that are edited in Excel and read back: what they hold, how they are written and read."""
