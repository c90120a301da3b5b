"""Writes a workbook of values to a file of Excel; the one place that knows XlsxWriter."""
