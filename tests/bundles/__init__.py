"""Bundles that need no Python: made, checked and measured by `python -m tests.bundles`."""
