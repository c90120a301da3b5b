"""Kinds of causes: signals in the tickets, their weights, and the weights learnt from corrections."""
