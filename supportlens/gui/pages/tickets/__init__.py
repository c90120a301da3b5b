"""The tickets as a list, filtered, searched and read."""
