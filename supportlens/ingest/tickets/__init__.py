"""From tables to tickets: joins messages, converts columns and merges files."""
