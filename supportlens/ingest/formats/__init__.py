"""One reader for each format other than delimited text."""
