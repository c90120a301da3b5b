"""The sheets of the workbook: each module is one, and declares it as `SHEET`."""
