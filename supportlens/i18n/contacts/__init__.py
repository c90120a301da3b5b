"""Words for the codes of contacts, their definitions and their map."""
