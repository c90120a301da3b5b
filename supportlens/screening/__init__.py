"""Finds tickets that are nobody's request: advertising, programs, tests, alerts, one person's, praise."""

from supportlens.screening.screening import screen_tickets

__all__ = ["screen_tickets"]
