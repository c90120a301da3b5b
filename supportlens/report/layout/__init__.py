"""Formats cells, tables, pages and charts in one style."""
