"""The evidence benchmark: what the program says of planted logs and of real events, against the truth."""
