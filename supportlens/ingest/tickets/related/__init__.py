"""Tables that belong together: comments and people are joined to their tickets by keys."""
