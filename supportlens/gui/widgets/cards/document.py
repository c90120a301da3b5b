"""A printable document with a heading and titled sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import BODY, CARD_TITLE, STRONG, body, eyebrow, label, title
from supportlens.gui.widgets.cards.card import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.gui.theme import Theme

EDGE = 44


class DocumentSection(QWidget):
    """A titled section of a document; content is added from top to bottom."""

    def __init__(self, heading: str, theme: Theme) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(8)
        self.setAccessibleName(heading)
        self.rows.addWidget(label(heading, CARD_TITLE, theme))

    def add(self, item: QWidget | QLayout) -> None:
        """Add a widget or a layout at the bottom."""
        if isinstance(item, QWidget):
            self.rows.addWidget(item)
            return
        self.rows.addLayout(item)


class Document(Card):
    """The document: an optional small line, a title, and sections in one column or two."""

    def __init__(self, theme: Theme, above: str, heading: str) -> None:
        super().__init__(theme)
        self._theme = theme
        self.setAccessibleName(heading)
        self.rows.setContentsMargins(EDGE, 36, EDGE, EDGE)
        self.rows.setSpacing(28)
        top = QVBoxLayout()
        top.setSpacing(6)
        if above:
            top.addWidget(eyebrow(above, theme))
        top.addWidget(title(heading, theme))
        self.rows.addLayout(top)

    def add_columns(self, main: Iterable[QWidget], margin: Iterable[QWidget]) -> None:
        """Add a wide column of sections beside a narrow one."""
        columns = QHBoxLayout()
        columns.setSpacing(EDGE)
        for widgets, share in ((main, 62), (margin, 38)):
            column = QVBoxLayout()
            column.setSpacing(24)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            columns.addLayout(column, share)
        self.rows.addLayout(columns)


def text_section(heading: str, text: str, theme: Theme) -> DocumentSection:
    """Return a section of one paragraph."""
    section = DocumentSection(heading, theme)
    section.add(body(text, theme))
    return section


def numbered_list(texts: Iterable[str], theme: Theme) -> QVBoxLayout:
    """Return a list whose items have numbers."""
    rows = QVBoxLayout()
    rows.setSpacing(10)
    for number, text in enumerate(texts, start=1):
        sign = label(str(number), STRONG, theme, wrap=False, tabular=True)
        sign.setProperty("role", "accent")
        rows.addLayout(marked_paragraph(sign, text, theme))
    return rows


def bullet_list(texts: Iterable[str], theme: Theme) -> QVBoxLayout:
    """Return a list whose items have bullets."""
    rows = QVBoxLayout()
    rows.setSpacing(8)
    for text in texts:
        rows.addLayout(marked_paragraph(label("\N{BULLET}", BODY, theme, wrap=False), text, theme))
    return rows


def marked_paragraph(sign: QWidget, text: str, theme: Theme) -> QHBoxLayout:
    """Return a paragraph with a sign before it."""
    row = QHBoxLayout()
    row.setSpacing(10)
    sign.setFixedWidth(18)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(body(text, theme), 1)
    return row


def quote_frame(text: str, theme: Theme, *, above: str = "") -> Card:
    """Return spoken words in a soft frame."""
    frame = Card(theme, tone="soft")
    frame.rows.setContentsMargins(16, 12, 16, 12)
    frame.rows.setSpacing(4)
    if above:
        frame.add(label(above, CARD_TITLE, theme))
    frame.add(body(text, theme))
    return frame
