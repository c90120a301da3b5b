"""The part cli."""
