"""The cost of a cause, and the part of it that came after the cause could have been detected."""
