"""Collects content that several sheets share: figures, facts about a cause, columns of tickets."""
