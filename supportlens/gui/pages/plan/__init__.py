"""The plan, with a document for each action."""
