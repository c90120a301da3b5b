"""Loads the bytes of a file, and checks that it does not change while it is read."""

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
"""Bytes checked first; if they are blank, all bytes are checked."""

_SIGNATURE = 64
"""Bytes that identify a file: the longest signature has 16."""


@contextmanager
def unchanged_while_read(path: Path) -> Iterator[None]:
    """Check that a file does not change while it is read; raises StillBeingWritten otherwise.

    An unusable file that changed meanwhile counts as still being written: half a workbook is damaged.
    """
    before = _size_and_time(path)
    try:
        yield
    except InputError:
        _check_unchanged(path, before)
        raise
    _check_unchanged(path, before)


def _check_unchanged(path: Path, before: tuple[int, int]) -> None:
    if _size_and_time(path) != before:
        raise StillBeingWritten(str(path))


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError as error:
        raise FileMissing(str(path)) from error
    return stat.st_size, stat.st_mtime_ns


def load_bytes(path: Path, most: int = Limits().file) -> bytes:
    """Return the bytes of a file.

    Raises FileMissing, NoPermission, NotATable (a device), TooLarge or EmptyFile.
    """
    if not path.exists():
        raise FileMissing(str(path))
    if not path.is_file():  # reading from a pipe or a device may never end
        raise NotATable(str(path))
    try:
        if path.stat().st_size > most:
            raise TooLarge(str(path), "file")
        data = path.read_bytes()
    except PermissionError as error:
        raise NoPermission(str(path)) from error
    except OSError as error:
        raise NotATable(str(path), error.strerror or "") from error
    refuse_empty(str(path), data)
    return data


def load_head(path: Path) -> bytes:
    """Return the first bytes of a file, enough to recognise what it is; none of one that cannot be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_SIGNATURE)
    except OSError:  # reading it whole says why
        return b""


def refuse_empty(path: str, data: bytes) -> None:
    """Raise EmptyFile for bytes that are only white space, zeros or a byte-order mark."""
    if not data[:_LOOKED_AT].strip(_NOTHING) and not data.strip(_NOTHING):
        raise EmptyFile(path)
