"""The sentences of standing moments: sheets, lives, readings, cards and the log of occurrences."""
