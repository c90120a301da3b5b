"""Sample logs: made, not collected; every person, company and ticket in them is invented."""
