"""From tables to tickets: messages and rows are joined, converted and merged."""
