"""The window in pictures: every page, in both languages and looks."""
