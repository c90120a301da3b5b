"""Surfaces that hold other widgets: cards, documents, and what an empty page shows."""
