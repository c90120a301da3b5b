"""Gathers what several sheets say of a study: figures, facts of a cause, columns of tickets."""
