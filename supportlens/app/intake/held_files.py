"""Which files an analysis already has, told by their content before anything is read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import SourceFile

LARGEST = 32 << 20
"""Bytes of a file that is compared. Judgement: read in a tenth of a second, while somebody drags."""


def find_held(paths: Iterable[Path], files: Iterable[SourceFile]) -> tuple[Path, ...]:
    """Return those of the paths whose content is that of one of the files, whatever its name.

    A folder, a file that cannot be read and one that is too large to be read at once are never among them.
    """
    known = {file.sha256 for file in files if file.sha256}
    return tuple(path for path in paths if known and _hash(path) in known)


def _hash(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
