"""Tells of long files at the end of a run: a place to look, not a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.quality.tree import TOP, modules

if TYPE_CHECKING:
    import pytest

MANY = 300


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the modules of more than `MANY` lines."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    for path, lines in sorted(lengths.items(), key=lambda row: -row[1]):
        if lines > MANY:
            terminalreporter.write_line(f"{path.relative_to(TOP)}: {lines} lines; does it hold one thought?")
