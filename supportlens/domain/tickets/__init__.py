"""Tickets and what comes with a log: where rows came from, how a file is read, customers and users."""
