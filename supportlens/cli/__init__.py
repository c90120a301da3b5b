"""The command line: the same analysis without a window."""

from supportlens.cli.running import run

__all__ = ["run"]
