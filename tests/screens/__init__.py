"""The window in pictures: every page, in both languages, looks and sizes."""
