"""The verdict: causes in order, what people answered, how sure it is, and what the log leaves open."""
