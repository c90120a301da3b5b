"""The page of what was set apart as nobody's request."""
