"""Pages around the reading of a log: start, progress, how the files were read, and messages."""
