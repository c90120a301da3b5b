"""The page of the follow-up: what was done, and what came of it."""
