"""Prints a page of the window: always light, as wide as the paper, with a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from supportlens.gui.pages import page_entry
from supportlens.gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.i18n import Words

PAGE_WIDTH = 1000
"""Pixels of the page that fill the width of the paper: body text is printed at some 9 points."""
SHARPNESS = 2
"""Pixels painted for each pixel of the page, so that letters stay sharp on paper."""


def preview_page(parent: QWidget, page_id: str, study: Study, words: Words) -> QPrintPreviewDialog:
    """Open the preview of a page, from which it is printed; one that cannot be printed prints the verdict."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    picture = paint_page(page_id, study, words)
    preview = QPrintPreviewDialog(printer, parent)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.setWindowTitle(words.say("Print preview"))
    preview.paintRequested.connect(lambda where: fill_sheets(where, picture))
    preview.resize(900, 700)
    preview.open()
    return preview


def paint_page(page_id: str, study: Study, words: Words) -> QPixmap:
    """Return the picture of a whole page in the light look, `PAGE_WIDTH` wide."""
    theme = Theme(LIGHT)
    page = page_entry(page_id if page_id != "start" else "verdict").load_class()(study, words, theme)
    page.setStyleSheet(theme.style_sheet())
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(PAGE_WIDTH, 800)
    page.show()
    for _ in range(3):  # layouts settle in more than one round
        QApplication.processEvents()
    content = page.content
    content.setAutoFillBackground(False)
    content.setStyleSheet(f"QWidget#content {{ background: {theme.tokens.surface}; }}")
    height = max(content.height(), content.heightForWidth(content.width()))
    picture = QPixmap(content.width() * SHARPNESS, height * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(theme.colour("surface"))
    content.render(picture, QPoint(0, 0))
    page.close()
    page.deleteLater()
    return picture


def fill_sheets(printer: QPrinter, picture: QPixmap) -> int:
    """Print a picture as wide as the paper on as many sheets as it needs; return how many."""
    room = printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
    high = max(1, round(picture.width() * room.height() / max(1, room.width())))
    painter = QPainter(printer)
    sheets = 0
    for top in range(0, picture.height(), high):
        if sheets:
            printer.newPage()
        part = QRect(0, top, picture.width(), min(high, picture.height() - top))
        shown = QRect(0, 0, room.width(), round(room.width() * part.height() / part.width()))
        painter.drawPixmap(shown, picture, part)
        sheets += 1
    painter.end()
    return sheets
