"""Inputs that accompany logs: change calendars, customers and active users."""
