"""The documents of the plan and the role cards, to be read, changed and saved."""
