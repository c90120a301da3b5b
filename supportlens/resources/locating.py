"""Finds the program's own data files."""

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    """Find the folder that holds `resources` and `sample_logs`.

    A frozen app unpacks beside its executable, a wheel carries them in `supportlens/_data`, a
    checkout has them at its top.
    """
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen)] if frozen else []
    candidates += [package / "_data", package.parent]
    for candidate in candidates:
        if (candidate / "resources").is_dir():
            return candidate
    raise FileNotFoundError("resources")


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below `resources/`."""
    return _root().joinpath("resources", *parts)


def sample_log(*parts: str) -> Path:
    """Return the path of a file or folder below `sample_logs/`."""
    return _root().joinpath("sample_logs", *parts)
