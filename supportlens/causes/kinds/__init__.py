"""Of which kind: the signals that tickets show, their weights, and what corrections teach about these."""
