"""Finds the files of a study, previews how they would be read, and remembers decisions."""
