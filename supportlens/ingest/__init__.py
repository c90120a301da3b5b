"""The part ingest."""
