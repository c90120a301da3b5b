"""Finds, recognises and unpacks files, and reads them within resource limits."""
