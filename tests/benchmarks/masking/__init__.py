"""What masking finds and what it hides in vain, on invented texts: `python -m tests.benchmarks.masking`."""
