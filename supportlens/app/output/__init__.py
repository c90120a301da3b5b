"""Writes the workbook, the JSON document and the table of tickets."""
