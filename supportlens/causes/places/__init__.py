"""Places: fields as codes, and the values and combinations that are over-represented in a cause."""
