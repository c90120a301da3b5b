"""A page of Markdown to read: tables with lines, pictures as wide as the page, and the typed words marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor, QResizeEvent, QTextBlock

    from supportlens.gui.theme import Theme

PICTURE_WIDTH = 760
"""Pixels of the widest picture: a page of the window stays legible."""
LEAST_WIDTH = 240
MARGIN = 12
FONT_SIZE = 14
MOST_MARKS = 500
"""Marked places of a page at most, so that a single letter does not make typing slow."""


class ManualText(QTextBrowser):
    """Shows a file of Markdown in the look of the window; links are followed by whoever made it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setOpenLinks(False)
        self.setFont(theme.font(FONT_SIZE))
        self.document().setDefaultFont(theme.font(FONT_SIZE))
        self.document().setDocumentMargin(MARGIN)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture scaled to the page, or any other resource as it is."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        return self._scale_picture(QUrl(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pictures as wide as the page."""
        super().resizeEvent(event)
        document, image = self.document(), QTextDocument.ResourceType.ImageResource.value
        for name in self._pictures():
            document.addResource(image, document.baseUrl().resolved(name), self._scale_picture(name))
        document.markContentsDirty(0, document.characterCount())

    def _scale_picture(self, name: QUrl) -> QImage:
        picture = QImage(self.source().resolved(name).toLocalFile())
        ratio = self.devicePixelRatioF()
        widest = round(min(PICTURE_WIDTH, max(LEAST_WIDTH, self.viewport().width() - 4 * MARGIN)) * ratio)
        if picture.width() > widest:
            picture = picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    def _pictures(self) -> Iterator[QUrl]:
        """Yield the names of the pictures of the page."""
        for form in self.document().allFormats():
            if form.isImageFormat():
                yield QUrl(form.toImageFormat().name())

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002 - Qt's name
    ) -> None:
        """Show a file, and give its headings, tables and code the look of the window."""
        super().doSetSource(name, type)
        self._dress()

    def go_to_heading(self, slug: str) -> None:
        """Scroll to the heading whose slug, as web pages of repositories make it, is `slug`."""
        for block in self._blocks():
            if block.blockFormat().headingLevel() and slugify(block.text()) == slug:
                self.setTextCursor(QTextCursor(block))
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.cursorRect().top() - 8)
                return

    def mark(self, text: str) -> None:
        """Mark every place of the typed text, and go to the first one."""
        wanted = [word for word in (text.strip(), *text.split()) if len(word) > 1]
        marks = next((found for word in wanted if (found := list(self._places(word)))), [])
        self.setExtraSelections(marks)
        if marks:
            self.setTextCursor(marks[0].cursor)
            self.ensureCursorVisible()

    def find_next(self, text: str) -> None:
        """Go to the next place of the typed text, from the start again after the last one."""
        if text and not self.find(text):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(text)

    def _places(self, text: str) -> Iterator[QTextEdit.ExtraSelection]:
        place = self.document().find(text)
        for _ in range(MOST_MARKS):
            if place.isNull():
                return
            marked = QTextEdit.ExtraSelection()
            marked.cursor = place
            marked.format.setBackground(self._theme.colour("accent_soft"))
            yield marked
            place = self.document().find(text, place)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _dress(self) -> None:
        line, soft = self._theme.colour("line"), self._theme.colour("hover")
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _draw_lines(frame, line)
        for block in self._blocks():
            cursor = QTextCursor(block)
            shape = QTextBlockFormat()
            if _is_code(block):
                shape.setBackground(soft)
            if block.blockFormat().headingLevel():
                shape.setTopMargin(18)
                shape.setBottomMargin(8)
            elif cursor.currentTable() is None and not _continues(block):
                shape.setBottomMargin(10)
            cursor.mergeBlockFormat(shape)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _is_code(block: QTextBlock) -> bool:
    return bool(block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence))


def _continues(block: QTextBlock) -> bool:
    """Return whether the next block belongs to the same list or code."""
    following = block.next()
    if not following.isValid():
        return False
    return bool(block.textList() and following.textList()) or (_is_code(block) and _is_code(following))


def _draw_lines(table: QTextTable, line: QColor) -> None:
    """Draw thin lines between the rows of a table."""
    shape = table.format()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderBrush(line)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setCellPadding(6)
    shape.setCellSpacing(0)
    shape.setTopMargin(4)
    shape.setBottomMargin(12)
    table.setFormat(shape)


def slugify(heading: str) -> str:
    """Return the anchor that a repository's web page gives a heading."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))
