"""The description of a cause: name, place, evidence and is / is-not table."""
