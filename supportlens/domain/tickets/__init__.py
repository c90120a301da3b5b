"""Tickets and accompanying data: sources, import decisions, customers and users."""
