"""Writes sheets as a PDF, or one sheet as a picture."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from supportlens.report.printing.fonts import page_font
from supportlens.report.printing.sheet_geometry import SheetGeometry
from supportlens.report.printing.sheet_painting import paint_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft

_MARGIN = 12.0
"""Millimetres of white on each side."""
_DOTS = 72.0
"""Points to the inch: a page is painted in points."""
_SHARP = 2.5
"""Dots of a picture to a point of the sheet: sharp on a screen and in a document."""
_WHITE = 24.0
_SMALLEST = 0.7
"""How much smaller a part may become to fit its page; what is longer goes on over several."""
_FOOT = 16.0

_kept: list[QGuiApplication] = []


def _start_painting() -> None:
    """Make what Qt needs for fonts where no window has made it; no display is needed."""
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["supportlens"]))


def pdf_of(book: BookDraft, sheets: Sequence[SheetDraft], words: Words) -> bytes:
    """Return a PDF of sheets on A4, each begun on a page of its own."""
    _start_painting()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(book.title)
    writer.setCreator("SupportLens")
    writer.setResolution(int(_DOTS) * 10)
    painter: QPainter | None = None
    for sheet in sheets:
        writer.setPageLayout(_page_layout(sheet))
        if painter is None:
            painter = QPainter(writer)
        else:
            writer.newPage()
        _paint_pages(painter, writer, book, sheet, words)
    if painter is not None:
        painter.end()
    buffer.close()
    return bytes(content.data())


def _page_layout(sheet: SheetDraft) -> QPageLayout:
    landscape = sheet.page is not None and sheet.page.landscape
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, margins, QPageLayout.Unit.Millimeter)


def _paint_pages(
    painter: QPainter, writer: QPdfWriter, book: BookDraft, sheet: SheetDraft, words: Words
) -> None:
    """Paint a sheet fitted to the width; one that is longer goes on, unless it is meant for one page."""
    geometry = SheetGeometry(sheet)
    dots = writer.resolution() / _DOTS
    page = QRectF(0, 0, writer.width() / dots, writer.height() / dots - _FOOT)
    scale = min(1.2, page.width() / geometry.width)
    if sheet.page is not None and sheet.page.one_page:
        scale = min(scale, page.height() / geometry.height)
    else:
        fitting = page.height() / _longest_part(sheet, geometry)
        scale = fitting if scale * _SMALLEST <= fitting < scale else scale
    parts = _split(sheet, geometry, page.height() / scale + 0.1)  # a rounding is no reason for a page
    for number, (top, bottom) in enumerate(parts, start=1):
        if number > 1:
            writer.newPage()
        painter.save()
        painter.scale(dots, dots)
        _paint_foot(painter, page, book, words, (number, len(parts)))
        painter.translate((page.width() - geometry.width * scale) / 2, 0)
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, geometry.width, bottom - top))
        painter.translate(0, -top)
        paint_sheet(painter, book, sheet, geometry, words)
        painter.restore()


def _longest_part(sheet: SheetDraft, geometry: SheetGeometry) -> float:
    """Return the height of the longest part between two breaks: what is meant for one page."""
    ends = [0.0, *(geometry.tops[row] for row in sheet.page_breaks if row < len(geometry.tops))]
    return max(after - before for before, after in pairwise([*ends, geometry.height]))


def _split(sheet: SheetDraft, geometry: SheetGeometry, room: float) -> list[tuple[float, float]]:
    """Return where each page begins and ends: between rows, and at the breaks of the sheet."""
    breaks = {geometry.tops[row] for row in sheet.page_breaks if row < len(geometry.tops)}
    parts, top, last = [], 0.0, 0.0
    for edge in geometry.tops[1:]:
        if edge - top > room and last > top:
            parts.append((top, last))
            top = last
        last = edge
        if edge in breaks:
            parts.append((top, edge))
            top = edge
    end = max(geometry.height, last)
    return [*parts, (top, end)] if end > top + 1 else parts


def _paint_foot(
    painter: QPainter, page: QRectF, book: BookDraft, words: Words, place: tuple[int, int]
) -> None:
    painter.setFont(page_font(8))
    box = QRectF(0, page.bottom() + 2, page.width(), _FOOT - 2)
    painter.drawText(box, 0x0081, book.look.footer or book.look.name or "SupportLens")
    if place[1] > 1:
        line = words.say("Page {page} of {pages}", page=place[0], pages=place[1])
        painter.drawText(box, 0x0082, line)


def picture_of(book: BookDraft, sheet: SheetDraft, words: Words) -> bytes:
    """Return a sheet as a PNG."""
    _start_painting()
    geometry = SheetGeometry(sheet)
    width, height = (int((side + 2 * _WHITE) * _SHARP) for side in (geometry.width, geometry.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    image.setText("Title", book.title)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(_SHARP, _SHARP)
    painter.translate(_WHITE, _WHITE)
    paint_sheet(painter, book, sheet, geometry, words)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes
    return bytes(content.data())
