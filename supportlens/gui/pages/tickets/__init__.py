"""The page of the tickets: filter, search and read them."""
