"""The description of a cause: its name, its place, its evidence and its is / is-not table."""
