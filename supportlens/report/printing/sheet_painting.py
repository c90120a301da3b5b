"""Paints the cells of a sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPen, QTextCharFormat, QTextLayout, QTextOption

from supportlens.report.drawing.chart_drawing import SCREEN_POINT, draw_chart
from supportlens.report.drawing.shown_values import shown_text
from supportlens.report.layout.book import RichText
from supportlens.report.layout.charts import recolour
from supportlens.report.layout.ranges import CellRange
from supportlens.report.printing.fonts import page_font
from supportlens.report.printing.qt_canvas import QtCanvas

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetCell, SheetDraft
    from supportlens.report.layout.styles import Style
    from supportlens.report.printing.sheet_geometry import SheetGeometry

_INDENT = 7.0
_MARGIN = 2.0
_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def paint_sheet(
    painter: QPainter, book: BookDraft, sheet: SheetDraft, geometry: SheetGeometry, words: Words
) -> None:
    """Paint a sheet with its charts, its first cell at the painter's origin."""
    spans = {(cells.first_row, cells.first_column): cells for cells in sheet.merged}
    covered = {
        (row, column)
        for cells in sheet.merged
        for row in range(cells.first_row, cells.last_row + 1)
        for column in range(cells.first_column, cells.last_column + 1)
    } - set(spans)
    for (row, column), cell in sorted(sheet.cells.items()):
        if (row, column) not in covered and column not in sheet.hidden:
            cells = spans.get((row, column), CellRange(row, column, row, column))
            _paint_cell(painter, QRectF(*geometry.box(cells)), _in_look(cell, book), words)
    for chart in sheet.charts:
        painter.save()
        painter.translate(*geometry.corner(*chart.at))
        draw_chart(QtCanvas(painter), book, sheet, recolour(chart, book.colour), words)
        painter.restore()
    for picture in sheet.pictures:
        at = QPointF(*geometry.corner(picture.row, picture.column))
        _paint_picture(painter, picture.content, at, picture.scale)


def _in_look(cell: SheetCell, book: BookDraft) -> SheetCell:
    """Return a cell in the colours of the company."""
    style, value = cell.style, cell.value
    if isinstance(value, RichText):
        value = RichText(tuple(replace(run, colour=book.colour(run.colour)) for run in value.runs))
    fill = book.colour(style.fill) if style.fill else style.fill
    return replace(cell, value=value, style=replace(style, colour=book.colour(style.colour), fill=fill))


def _paint_picture(painter: QPainter, content: bytes, at: QPointF, scale: float) -> None:
    image = QImage.fromData(content)
    size = image.size() * scale * SCREEN_POINT
    painter.drawImage(QRectF(at.x(), at.y(), size.width(), size.height()), image)


def _paint_cell(painter: QPainter, box: QRectF, cell: SheetCell, words: Words) -> None:
    style = cell.style
    if style.fill:
        painter.fillRect(box, QColor(f"#{style.fill}"))
    if style.line:
        painter.setPen(QPen(QColor(f"#{style.line}"), 0.6))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    text = shown_text(cell, words)
    if text:
        _paint_text(painter, box, text, cell)


def _paint_text(painter: QPainter, box: QRectF, text: str, cell: SheetCell) -> None:
    style = cell.style
    left = box.left() + _MARGIN + _INDENT * style.indent
    room = max(4.0, box.right() - _MARGIN - left)
    layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), page_font(style.size, bold=style.bold))
    option = QTextOption(_ALIGNED.get(style.across, Qt.AlignmentFlag.AlignLeft))
    wraps = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    option.setWrapMode(wraps if style.wrap else QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(_looks(cell, style))
    height = _lay_out(layout, room)
    free = box.height() - height
    top = box.top() + {"top": 1.0, "center": free / 2, "bottom": free - 1.0}[style.down]
    painter.save()
    if style.wrap:
        painter.setClipRect(box.adjusted(0, -1, 0, 1))
    painter.setPen(QColor(f"#{style.colour}"))
    layout.draw(painter, QPointF(left, max(box.top(), top)))
    painter.restore()


def _lay_out(layout: QTextLayout, room: float) -> float:
    """Break the text into lines and return their height."""
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.08
    layout.endLayout()
    return height


def _looks(cell: SheetCell, style: Style) -> list[QTextLayout.FormatRange]:
    """Return the looks of the parts of a text; none for a text in one look."""
    if not isinstance(cell.value, RichText):
        return []
    found, start = [], 0
    for run in cell.value.runs:
        look = QTextLayout.FormatRange()
        look.start, look.length = start, len(run.text)
        shape = QTextCharFormat()
        shape.setForeground(QColor(f"#{run.colour}"))
        shape.setFont(page_font(style.size, bold=run.bold))
        look.format = shape
        found.append(look)
        start += len(run.text)
    return found
