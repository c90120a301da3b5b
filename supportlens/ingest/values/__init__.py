"""What single cells and columns say: letters, plain text, dates, numbers, durations and grades."""
