"""Maps columns to fields by their headers and values."""
