"""Names read in another language: word for word, by rules, and only where every word is sure."""
