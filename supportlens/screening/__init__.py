"""Finds tickets that are nobody's request: advertising, automatic answers, tests, alerts, one customer's."""

from supportlens.screening.screening import screen_tickets

__all__ = ["screen_tickets"]
