"""The pages before the verdict: start, progress, messages, and how the files were read."""
