"""Approved cells of the workbook; `python -m tests.golden.approving` approves what it is now."""
