"""Loads the bytes of a file, and makes sure that it stays as it is while it is read."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain import (
    EmptyFile,
    FileMissing,
    InputError,
    NoPermission,
    NotATable,
    StillBeingWritten,
    TooLarge,
)
from supportlens.ingest.files.resource_limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator


_NOTHING = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"

_LOOKED_AT = 1 << 16


@contextmanager
def settled(path: Path) -> Iterator[None]:
    """Make sure that a file stays as it is while it is read; raises StillBeingWritten otherwise.

    An unusable file that changed meanwhile counts as still being written: half a workbook is damaged.
    """
    before = _state(path)
    try:
        yield
    except InputError:
        _unchanged(path, before)
        raise
    _unchanged(path, before)


def _unchanged(path: Path, before: tuple[int, int]) -> None:
    if _state(path) != before:
        raise StillBeingWritten(str(path))


def _state(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError as error:
        raise FileMissing(str(path)) from error
    return stat.st_size, stat.st_mtime_ns


def load(path: Path, most: int = Limits().file) -> bytes:
    """Read the bytes of a file.

    Raises FileMissing, NoPermission, NotATable (a device), TooLarge or EmptyFile.
    """
    if not path.exists():
        raise FileMissing(str(path))
    if not path.is_file():  # reading a pipe or a device may never end
        raise NotATable(str(path))
    try:
        if path.stat().st_size > most:
            raise TooLarge(str(path), "file")
        data = path.read_bytes()
    except PermissionError as error:
        raise NoPermission(str(path)) from error
    except OSError as error:
        raise NotATable(str(path), error.strerror or "") from error
    refuse_nothing(str(path), data)
    return data


def refuse_nothing(path: str, data: bytes) -> None:
    """Raise EmptyFile for bytes that are white space, zeros or a mark."""
    if not data[:_LOOKED_AT].strip(_NOTHING) and not data.strip(_NOTHING):
        raise EmptyFile(path)
