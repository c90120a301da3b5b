"""One reader per chat program: each yields messages, which are grouped to conversations later, all alike."""
