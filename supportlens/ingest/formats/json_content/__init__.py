"""What JSON holds: documents, lists of records, cells, rich text and messages inside records."""
