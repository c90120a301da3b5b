"""Recognises the content type of a file by its bytes, whatever its name."""

from __future__ import annotations

from enum import StrEnum

from supportlens.domain import NotATable, OutlookDataFile, OutlookMessage, PasswordProtected
from supportlens.ingest.files.archives import open_archive
from supportlens.ingest.formats.mail import is_mail
from supportlens.ingest.formats.markup.parsing import is_markup
from supportlens.ingest.formats.markup.web_archives import is_web_archive

_LOOKED_AT = 1 << 16
"""Bytes checked to decide whether a file is text. Judgement: fewer miss a late binary part."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_OUTLOOK_DATA = b"!BDN"

_OUTLOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("__properties_version1.0", "__substg1.0_"))
"""Names of streams of Outlook messages (MS-OXMSG 2.1 and 2.4); a damaged one may have lost the first."""

_WORKBOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
"""Names of the stream of a workbook, which may hold messages as objects."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_DOCUMENT_PARTS = frozenset(
    ("word/document.xml", "ppt/presentation.xml", "META-INF/container.xml", "visio/document.xml")
)

_NAME = 100
"""Bytes read of the name of a media type, which may be malicious."""

_OPEN_TEXT = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.presentation",
)

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_FOREIGN = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"\x7fELF", b"MZ\x90", b"7z\xbc\xaf\x27\x1c",
    b"Rar!", b"BZh9", b"SQLite format 3\x00", b"RIFF", b"OggS", b"ID3\x03", b"{\\rtf",
)  # fmt: skip

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
    MARKUP = "markup"


_BEGINNINGS = {
    b"\x09\x08\x10\x00": ContentType.XLS,  # a bare BIFF stream, as written by old reporting tools
    b"\x09\x08\x08\x00": ContentType.XLS,
    b"\x09\x04\x06\x00": ContentType.XLS,
    b"\x1f\x8b": ContentType.GZIP,
    b"PAR1": ContentType.PARQUET,
}


def content_type_of(path: str, data: bytes) -> ContentType:
    """Return the content type of a file.

    Raises NotATable, PasswordProtected, OutlookMessage or OutlookDataFile.
    """
    refuse_foreign(path, data)
    if data.startswith(_ZIP):
        return _content_of_zip(path, data)
    if data.startswith(_OLE):
        # Office stores an encrypted workbook in a stream of this name (MS-OFFCRYPTO 2.3.4.4)
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PasswordProtected(path)
        if any(name in data for name in _OUTLOOK_STREAMS) and not any(name in data for name in _WORKBOOKS):
            raise OutlookMessage(path)
        return ContentType.XLS
    for beginning, content in _BEGINNINGS.items():
        if data.startswith(beginning):
            return content
    if is_markup(data) or is_web_archive(data):
        return ContentType.MARKUP
    if _is_text(data):
        return ContentType.MAIL if is_mail(data) else ContentType.TEXT
    raise NotATable(path)


def refuse_foreign(path: str, head: bytes) -> None:
    """Raise NotATable or OutlookDataFile for the first bytes of a file without a reader, however large."""
    if head.startswith(_OUTLOOK_DATA):
        raise OutlookDataFile(path)
    if head.startswith(_FOREIGN):
        raise NotATable(path)


def _content_of_zip(path: str, data: bytes) -> ContentType:
    with open_archive(path, data) as archive:
        names = set(archive.namelist())
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise PasswordProtected(path)
        if any(name.startswith("xl/workbook.") for name in names):
            return ContentType.XLSX
        if names & _DOCUMENT_PARTS:
            raise NotATable(path, "document")
        if "content.xml" in names and "META-INF/manifest.xml" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise PasswordProtected(path)
            if "mimetype" in names and archive.open("mimetype").read(_NAME).startswith(_OPEN_TEXT):
                raise NotATable(path, "document")
            return ContentType.ODS
    return ContentType.ZIP


def _is_text(data: bytes) -> bool:
    head = data[:_LOOKED_AT]
    if head.startswith(_BOMS):
        return True
    nothings = head.count(0)
    if nothings > len(head) // 5:  # UTF-16 without a mark has them on one side of each pair only
        rarer_side = min(head[::2].count(0), head[1::2].count(0))
        return nothings <= len(head) // 2 + 1 and rarer_side <= len(head) // 50
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls + nothings <= len(head) // 20
