"""Finds the files of a study, shows how they would be read, and remembers what was decided."""
