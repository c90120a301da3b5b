"""Watches a folder: which of its files are finished, and what was done with them."""
