"""SupportLens: why customers call, from the help desk's own log."""

__version__ = "0.1.0"
