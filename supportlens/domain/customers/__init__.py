"""Customers: what files say about them, and what is due to them."""
