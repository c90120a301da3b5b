"""Prints a page of the window: always light, as wide as the paper, with a preview."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from supportlens.gui.main_window.leaving.list_printing import ListDrawing
from supportlens.gui.main_window.leaving.paper import fit_for_paper, hide_list
from supportlens.gui.main_window.leaving.sheet_breaks import find_breaks, list_blocks
from supportlens.gui.pages import page_entry, page_ids
from supportlens.gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.main_window.leaving.list_printing import PrintedList
    from supportlens.gui.main_window.leaving.sheet_breaks import PageBlocks
    from supportlens.gui.pages.base.page import Page
    from supportlens.i18n import Words

PAGE_WIDTH = 1000
"""Pixels of the page that fill the width of the paper: body text is printed at some 9 points."""
SHARPNESS = 2
"""Pixels painted for each pixel of the page, so that letters stay sharp on paper."""
PREVIEW_SIZE, AROUND = QSize(900, 700), QSize(20, 60)
"""The size of the preview where the screen has room for it, and what its frame and a panel take."""


class PaintedPage(NamedTuple):
    """The picture of a page, and what of it is not cut."""

    picture: QPixmap
    blocks: PageBlocks


def preview_page(
    parent: QWidget, painted: PaintedPage, words: Words, listed: PrintedList | None = None
) -> QPrintPreviewDialog:
    """Open the preview of a page and of the list below it, from which they are printed."""
    preview = QPrintPreviewDialog(parent)  # its own printer: one made here would be gone while it is seen
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.setWindowTitle(words.say("Print preview"))
    preview.paintRequested.connect(lambda where: fill_sheets(where, *painted, listed, words))
    preview.resize(PREVIEW_SIZE.boundedTo(parent.screen().availableSize() - AROUND))
    preview.open()
    return preview


def paint_page(page_id: str, study: Study, words: Words, shown: Page | None = None) -> QPixmap:
    """Return the picture of a whole page in the light look, `PAGE_WIDTH` wide."""
    return paint_blocks(page_id, study, words, shown)[0]


def paint_blocks(
    page_id: str, study: Study, words: Words, shown: Page | None = None, *, with_list: bool = True
) -> PaintedPage:
    """Return the picture of a whole page in the light look, `PAGE_WIDTH` wide, and what of it is not cut.

    It says what the one that is `shown` says: the chosen cause, the two periods. For what is no page of the
    study (Start, a message) the verdict is printed. Without its list a page ends with what stands above it.
    """
    theme = Theme(LIGHT)
    printed = page_id if page_id in page_ids() and page_id != "start" else "verdict"
    page = page_entry(printed).load_class()(study, words, theme)
    page.complete()
    if shown is not None and printed == page_id:
        page.say_as(shown)
        page.complete()
    fit_for_paper(page)
    if not with_list:
        hide_list(page)
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
    if not with_list:
        height = content.childrenRect().bottom() + 1
    picture = QPixmap(content.width() * SHARPNESS, height * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(theme.colour("surface"))
    content.render(picture, QPoint(0, 0))
    blocks = list_blocks(content)
    page.close()
    page.deleteLater()
    return PaintedPage(picture, blocks)


def fill_sheets(
    printer: QPrinter,
    picture: QPixmap,
    blocks: PageBlocks,
    listed: PrintedList | None = None,
    words: Words | None = None,
) -> int:
    """Print a picture as wide as the paper, cut between its blocks, and below it a list in these words.

    Return the number of sheets.
    """
    room = printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
    width, height = (picture.deviceIndependentSize().width(), picture.deviceIndependentSize().height())
    high = max(1, int(width * room.height() / max(1, room.width())))
    tops = find_breaks(round(height), high, blocks)
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # a preview is smaller than the picture
    for top, bottom in pairwise((*tops, round(height))):
        if top:
            printer.newPage()
        part = QRect(0, top * SHARPNESS, picture.width(), (bottom - top) * SHARPNESS)
        shown = QRect(0, 0, room.width(), round(room.width() * part.height() / part.width()))
        painter.drawPixmap(shown, picture, part)
    more = 0
    if listed is not None and words is not None:
        more = ListDrawing(printer, listed, width, words).draw(painter, round(height) - tops[-1])
    painter.end()
    return len(tops) + more
