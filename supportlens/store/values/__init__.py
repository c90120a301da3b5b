"""Writes any value of the domain as text and bytes, and reads it again; nothing that is read is run."""
