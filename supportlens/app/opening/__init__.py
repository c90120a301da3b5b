"""From files to an open study, by whatever process does it."""
