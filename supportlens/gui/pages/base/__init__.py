"""The base of every page, the statements that pages emit, and unsaved answers."""
