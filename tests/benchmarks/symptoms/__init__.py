"""How good, fast and steady symptoms are, beside other tools: `python -m tests.benchmarks.symptoms`."""
