"""Sets cells, tables, pages and charts in one look."""
