"""The checkout under test: where it is and which of its files a person wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "supportlens"

_WRITTEN = ("supportlens", "resources", "sample_logs", "tests", ".ci", "*.md", "*.toml", "*.yaml", "NOTICE")
_TEXT = {"", ".md", ".py", ".toml", ".yaml", ".po", ".csv", ".json", ".svg", ".qss", ".txt"}


def written_files() -> Iterator[Path]:
    """Return every text file of the repository; works without git too."""
    for pattern in _WRITTEN:
        for start in sorted(TOP.glob(pattern)):
            for path in [start] if start.is_file() else sorted(start.rglob("*")):
                if path.is_file() and path.suffix in _TEXT and "__pycache__" not in path.parts:
                    yield path


def modules(folder: Path = PACKAGE) -> Iterator[Path]:
    """Return every Python module below a folder."""
    return (path for path in sorted(folder.rglob("*.py")) if "_data" not in path.parts)
