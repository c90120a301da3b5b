"""How well contacts are coded: `python -m tests.benchmarks.coding`."""
