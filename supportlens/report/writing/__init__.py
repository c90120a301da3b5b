"""Makes text safe for a spreadsheet, and writes files whole or not at all."""
