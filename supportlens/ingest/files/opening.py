"""Looks at a path and at the first bytes of a file before anything is read into a table."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain import (
    EmptyFile,
    FileMissing,
    FolderWithoutLogs,
    InputError,
    NoPermission,
    NotATable,
    PasswordProtected,
    StillBeingWritten,
    TooLarge,
)
from supportlens.ingest.files.archives import opened
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.formats.mail import is_mail

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG_SUFFIXES = frozenset(
    (
        ".csv .tsv .tab .txt .log .xlsx .xlsm .xlsb .xls .ods .json .jsonl .ndjson .ics"
        " .eml .mbox .mbx .zip .gz .parquet"
    ).split()
)
"""What a folder is searched for; a file that a person names is judged by its content alone."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_NOTHING = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_FOREIGN = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"\x7fELF", b"MZ\x90", b"7z\xbc\xaf\x27\x1c",
    b"Rar!", b"BZh9", b"SQLite format 3\x00", b"RIFF", b"OggS", b"ID3\x03", b"{\\rtf",
)  # fmt: skip
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<svg")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b") - {0})
_LOOKED_AT = 1 << 16


class Content(StrEnum):
    """What the bytes of a file are."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    GZIP = "gzip"
    PARQUET = "parquet"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `named` says whether a person named it or a folder held it."""

    path: Path
    named: bool
    size: int


def find(path: Path) -> tuple[Found, ...]:
    """List the file at `path`, or all logs below the folder at `path`, in the order of their names.

    Raises FileMissing, NoPermission, or FolderWithoutLogs.
    """
    try:
        if path.is_dir():
            return _below(path)
        return (Found(path, named=True, size=path.stat().st_size),)
    except PermissionError as error:
        raise NoPermission(str(path)) from error
    except OSError as error:  # a name that is too long or holds a NUL is no file either
        raise FileMissing(str(path)) from error
    except ValueError as error:
        raise FileMissing(str(path)) from error


def _below(folder: Path) -> tuple[Found, ...]:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise NoPermission(str(folder))
    files = sorted(path for path in _walk(folder) if path.suffix.lower() in LOG_SUFFIXES)
    if not files:
        raise FolderWithoutLogs(str(folder))
    return tuple(Found(path, named=False, size=path.stat().st_size) for path in files)


def _walk(folder: Path) -> Iterator[Path]:
    """Go through a folder, each real folder once, so that a link to a parent ends."""
    seen: set[tuple[int, int]] = set()
    for where, folders, files in os.walk(folder, followlinks=True):
        stat = Path(where).stat()
        if (stat.st_dev, stat.st_ino) in seen:
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # "~$" opens the lock files that Excel leaves beside a workbook
        visible = (name for name in files if not name.startswith((".", "~$")))
        yield from (Path(where, name) for name in visible if Path(where, name).is_file())


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


def recognise(path: str, data: bytes) -> Content:
    """Return what the bytes are, whatever the file is called; raises NotATable or PasswordProtected."""
    if data.startswith(_ZIP):
        return _zipped(path, data)
    if data.startswith(_OLE):
        # Office puts an encrypted workbook, whole, into a stream of this name (MS-OFFCRYPTO 2.3.4.4)
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PasswordProtected(path)
        return Content.XLS
    if data.startswith((b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00")):
        return Content.XLS  # a bare BIFF stream, as old reporting tools write it
    if data.startswith(_GZIP):
        return Content.GZIP
    if data.startswith(_PARQUET):
        return Content.PARQUET
    if _is_text(data):
        return Content.MAIL if is_mail(data) else Content.TEXT
    raise NotATable(path)


def _zipped(path: str, data: bytes) -> Content:
    with opened(path, data) as archive:
        names = set(archive.namelist())
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise PasswordProtected(path)
        if any(name.startswith("xl/workbook.") for name in names):
            return Content.XLSX
        if "content.xml" in names and "META-INF/manifest.xml" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise PasswordProtected(path)
            return Content.ODS
    return Content.ZIP


def _is_text(data: bytes) -> bool:
    head = data[:_LOOKED_AT]
    if head.startswith(_BOMS):
        return True
    if head.startswith(_FOREIGN) or head.lstrip()[:20].lower().startswith(_MARKUP):
        return False
    nothings = head.count(0)
    if nothings > len(head) // 5:  # UTF-16 without a mark has them on one side of each pair only
        rarer_side = min(head[::2].count(0), head[1::2].count(0))
        return nothings <= len(head) // 2 + 1 and rarer_side <= len(head) // 50
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls + nothings <= len(head) // 20
