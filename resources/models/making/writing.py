"""Writes arrays and checksums so that the same content has the same bytes on any day and machine."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP archive can hold."""
UNIX = 3


def write_arrays(path: Path, arrays: dict[str, Any]) -> None:
    """Write an .npz file without dates; stored, as compressors differ from one version to the next."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in sorted(arrays.items()):
            content = io.BytesIO()
            np.save(content, np.asarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", EPOCH)
            # Windows would write another system number here, and so another file.
            entry.create_system = UNIX
            archive.writestr(entry, content.getvalue())


def record(checksums: Path, part: Path) -> None:
    """Put the checksum and size of `part` in its line of the checksums; raises KeyError without one."""
    content = part.read_bytes()
    line = f'"{part.name}" = {{ sha256 = "{sha256(content).hexdigest()}", size = {len(content)} }}'
    before = checksums.read_text(encoding="utf-8")
    after, found = re.subn(rf'^"{re.escape(part.name)}" = .*$', line, before, flags=re.MULTILINE)
    if found != 1:
        raise KeyError(part.name)
    checksums.write_text(after, encoding="utf-8", newline="\n")


def to_int8(matrix: Any) -> tuple[Any, Any]:
    """Give a matrix as int8 with a float32 scale for each row."""
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12).astype(np.float32) / np.float32(127)
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales
