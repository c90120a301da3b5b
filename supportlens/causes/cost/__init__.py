"""What a cause costs, and how much of that came after it could have been detected."""
