"""The verdict: ranked causes, answers, certainty and gaps of the log."""
