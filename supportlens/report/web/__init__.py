"""Writes the sheets of the workbook as one web page that needs no file, network or script."""
