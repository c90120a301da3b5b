"""Two periods side by side."""
