"""Rows of cells: how delimited text is written, where the table is among the rows, and what headers mean."""
