"""Paints sheets of the workbook on pages: as PDF to print, as a picture to paste."""
