"""The logo of a company as a picture on a sheet."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from supportlens.report.layout.book import Picture

if TYPE_CHECKING:
    from supportlens.domain import CompanyLook

_HEIGHT, _WIDTH = 34.0, 210.0
"""The most points of the screen that a logo may take: the height of a line of title, and two columns."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"


def place_logo(look: CompanyLook, row: int, column: int) -> list[Picture]:
    """Return the logo as a picture at a cell, as large as there is room; none without a logo."""
    size = picture_size(look.logo)
    if size is None:
        return []
    width, height = size
    scale = min(_HEIGHT / height, _WIDTH / width)
    return [Picture(row, column, look.logo, scale, look.name or "Logo")]


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG, None for anything else."""
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(_JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return the size that the frame of a JPEG states (ITU T.81: a marker, its length, its parts)."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
