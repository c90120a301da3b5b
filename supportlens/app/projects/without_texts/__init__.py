"""Projects that hold ids, counts and hashes only: what is left out, and how their files are read again."""
