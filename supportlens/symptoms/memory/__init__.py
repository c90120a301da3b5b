"""State carried from one study to the next: known symptoms, their ids and names, and their growth."""
