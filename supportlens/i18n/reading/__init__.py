"""Sentences about how rows and files were read: mail, records, repeated numbers, missing dates, and what the desk changed."""
