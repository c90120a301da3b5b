"""Saves a study in a project file and opens it again."""
