"""Applies the answers, kinds and names people give, and carries them over to the next study."""
