"""Standing moments: drafts from a cause, changes, and what next month's file says about each."""
