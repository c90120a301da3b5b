"""Makes text safe for a spreadsheet, and writes files completely or not at all."""
