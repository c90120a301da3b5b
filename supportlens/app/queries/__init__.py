"""Answers questions about a study: its tickets, its periods, its evidence."""
