"""Standing moments: moments of truth that a desk made its own, with their sheets, lives and readings."""
