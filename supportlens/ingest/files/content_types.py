"""Recognises the content type of a file by its bytes, whatever its name."""

from __future__ import annotations

from enum import StrEnum

from supportlens.domain import NotATable, PasswordProtected
from supportlens.ingest.files.archives import open_archive
from supportlens.ingest.formats.mail import is_mail

_LOOKED_AT = 1 << 16
"""Bytes checked to decide whether a file is text. Judgement: fewer miss a late binary part."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_GZIP = b"\x1f\x8b"

_PARQUET = b"PAR1"

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_FOREIGN = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"\x7fELF", b"MZ\x90", b"7z\xbc\xaf\x27\x1c",
    b"Rar!", b"BZh9", b"SQLite format 3\x00", b"RIFF", b"OggS", b"ID3\x03", b"{\\rtf",
)  # fmt: skip

_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<svg")

_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b") - {0})


class ContentType(StrEnum):
    """The content type of a file."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    GZIP = "gzip"
    PARQUET = "parquet"
    MAIL = "mail"


def content_type_of(path: str, data: bytes) -> ContentType:
    """Return the content type of a file; raises NotATable or PasswordProtected."""
    if data.startswith(_ZIP):
        return _content_of_zip(path, data)
    if data.startswith(_OLE):
        # Office stores an encrypted workbook in a stream of this name (MS-OFFCRYPTO 2.3.4.4)
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PasswordProtected(path)
        return ContentType.XLS
    if data.startswith((b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00")):
        return ContentType.XLS  # a bare BIFF stream, as written by old reporting tools
    if data.startswith(_GZIP):
        return ContentType.GZIP
    if data.startswith(_PARQUET):
        return ContentType.PARQUET
    if _is_text(data):
        return ContentType.MAIL if is_mail(data) else ContentType.TEXT
    raise NotATable(path)


def _content_of_zip(path: str, data: bytes) -> ContentType:
    with open_archive(path, data) as archive:
        names = set(archive.namelist())
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise PasswordProtected(path)
        if any(name.startswith("xl/workbook.") for name in names):
            return ContentType.XLSX
        if "content.xml" in names and "META-INF/manifest.xml" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise PasswordProtected(path)
            return ContentType.ODS
    return ContentType.ZIP


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
