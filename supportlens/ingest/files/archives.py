"""Checks archives before they are unpacked, and unpacks them within limits."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from supportlens.domain import Damaged, NotATable, TooLarge, Unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.ingest.files.resource_limits import Limits

_BREAKING = (
    zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError, KeyError,
    IndexError, zlib.error,
)  # fmt: skip
"""Exceptions of the standard library for broken archives, including its decompressors' errors."""

_HEAD = 1 << 16
"""Bytes of an XML part that are searched for a document type definition; it must precede all content."""

_CHAT_FILE = re.compile(
    r"(?:^|/)(?:channels\.json|dms\.json|message_\d+\.json|group_info\.json|_chat\.txt|[^/]*WhatsApp[^/]*\.txt)$"
)
"""A file that only the export of a chat program has."""

_CHUNK = 1 << 20
_ROW = re.compile(rb'r="[A-Z]{0,3}(\d{1,9})"')
_HIGH_ROW = re.compile(rb'r="[A-Z]{0,3}(\d{6,9})"')
_FAR_CELL = re.compile(rb'r="([A-Z]{2,3})\d')
"""Row and column of a cell; a pattern that begins with plain letters matches five times faster."""

_OVERLAP = 256
"""Bytes kept between two chunks: longer than any reference to a cell."""


@contextmanager
def open_archive(path: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive; raises Damaged for any error in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _BREAKING as error:
        raise Damaged(path, "zip") from error


def check_archive(path: str, data: bytes, limits: Limits) -> None:
    """Check an archive's list of entries against the limits.

    Raises TooLarge for too many entries, too many bytes or the compression ratio of a bomb, and Unsafe for
    names that point outside the target folder.
    """
    with open_archive(path, data) as archive:
        entries = archive.infolist()
    most = limits.chat_entries if _is_chat([entry.filename for entry in entries]) else limits.entries
    if len(entries) > most:
        raise TooLarge(path, "entries")
    if sum(entry.file_size for entry in entries) > limits.unpacked_for(len(data)):
        raise TooLarge(path, "unpacked")
    if any(_escapes(entry.orig_filename) for entry in entries):
        raise Unsafe(path, "names")


def _is_chat(names: list[str]) -> bool:
    """Return whether an archive is the export of a chat program: with a file per day, or with photos."""
    return any(_CHAT_FILE.search(name) for name in names)


def _escapes(name: str) -> bool:
    """Return whether a name points outside the folder it is unpacked to."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or parts[0].endswith(":")


def check_workbook(path: str, data: bytes, limits: Limits) -> None:
    """Check the parts of a workbook, in addition to `check_archive`.

    Raises Unsafe for a document type definition, which bombs need and workbooks never have, and TooLarge for
    a sheet that spans more cells than the limit, even if few are written.
    """
    with open_archive(path, data) as archive:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels")):
                continue
            with archive.open(entry) as part:
                head = part.read(_HEAD).replace(b"\0", b"")  # XML may be UTF-16 too
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise Unsafe(path, "dtd")
            is_sheet = re.match(r"xl/worksheets/[^/]+\.xml", entry.filename)
            if is_sheet and _spans_more(archive, entry, limits.cells):
                raise TooLarge(path, "cells")


def _spans_more(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bool:
    """Return whether the rectangle from the first to the last cell, which readers allocate, has more cells.

    A cheap check is enough for sheets with few rows or few columns; the others are checked again.
    """
    return (
        _count_cells(archive, entry, _HIGH_ROW, 99_999) > most
        and _count_cells(archive, entry, _ROW, 1) > most
    )


def _count_cells(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, row: re.Pattern[bytes], rows: int) -> int:
    """Return the highest number that `row` matches, at least `rows`, times the number of columns."""
    columns, tail = 26, b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            text = tail + chunk
            rows = max([rows, *map(int, set(row.findall(text)))])
            columns = max([columns, *map(_column_number, set(_FAR_CELL.findall(text)))])
            tail = text[-_OVERLAP:]
    return rows * columns


def _column_number(letters: bytes) -> int:
    """Return the number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def read_members(path: str, data: bytes, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in an archive, sorted by name.

    Folders, hidden files and files with other suffixes than `suffixes` are skipped. Raises NotATable if
    nothing is left; call `check_archive` first.
    """
    with open_archive(path, data) as archive:
        entries = [entry for entry in archive.infolist() if _is_wanted(entry, suffixes)]
    if not entries:
        raise NotATable(path, "zip")
    with open_archive(path, data) as archive:  # once: listing thousands of entries takes time
        for entry in sorted(entries, key=lambda entry: entry.filename):
            yield entry.filename, archive.read(entry)


def _is_wanted(entry: zipfile.ZipInfo, suffixes: frozenset[str]) -> bool:
    where = PurePosixPath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in where.parts)
    return not entry.is_dir() and not hidden and where.suffix.lower() in {"", *suffixes}


def unpack_gzip(path: str, data: bytes, limits: Limits) -> bytes:
    """Unpack gzip; raises Damaged for cut-off or broken data and TooLarge for a bomb."""
    most = limits.unpacked_for(len(data))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(most + 1)
    except (*_BREAKING, gzip.BadGzipFile) as error:
        raise Damaged(path, "gzip") from error
    if len(content) > most:
        raise TooLarge(path, "unpacked")
    return content
