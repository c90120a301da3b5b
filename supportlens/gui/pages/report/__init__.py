"""The export of the report."""
