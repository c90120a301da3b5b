"""The pane of one ticket: its text, its answer and its fields."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from supportlens.gui.widgets.basics.flow_layout import FlowLayout
from supportlens.gui.widgets.basics.labels import STRONG, label, muted, set_text
from supportlens.gui.widgets.controls.buttons import Button
from supportlens.gui.widgets.controls.chip import Chip
from supportlens.gui.widgets.tickets.highlighting import highlight_colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QToolButton

    from supportlens.gui.theme import Theme


LEAST_TEXT, LEAST_FACTS = 72, 44
"""The least heights of the text and of the fields in pixels: three lines and two."""
NARROW_BELOW = 560
"""Pixels below which the fields stand below the text."""
EDGES = 6
"""Pixels of the frame around a text, and of rounding."""
ROOM = 54
"""Pixels of margins and gaps."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the (start, length) of what to highlight, and of the words that tie it to its symptom.

    No two of these spans overlap.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    ties: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnusedText:
    """Passages of a ticket that were ignored when tickets were compared, and their title."""

    title: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortFact:
    """A short fact above the text; with a `payload` a click filters the list.

    `tip` explains the fact on hover.
    """

    text: str
    payload: object = None
    hue: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class TicketReading:
    """A ticket as the pane shows it."""

    title: str
    said: MarkedText
    answer_title: str
    answer: MarkedText
    short_facts: tuple[ShortFact, ...]
    facts: tuple[tuple[str, str], ...]
    """(name, value) of every field, in order."""
    unused: tuple[UnusedText, ...] = ()
    """Passages that are unfolded on demand."""


class ReadingPane(QFrame):
    """Shows one `TicketReading`; emits `narrowed(payload)` when a short fact is clicked."""

    narrowed = Signal(object)

    def __init__(self, theme: Theme, name: str, buttons: Sequence[QToolButton], unfold: str = "") -> None:
        """Start empty, with `buttons` at the top right; `unfold` is the text of the button that shows all."""
        super().__init__()
        self._theme = theme
        self._mark = highlight_colour(theme).name()
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self._title = label("", STRONG, theme)
        self._title.setFont(theme.font(16, 600))
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place = muted("", theme, wrap=False)
        self._short_facts = QWidget()
        self._short_facts_row = FlowLayout(8, self._short_facts)
        self._text = _make_browser(theme, name)
        self._facts = _make_browser(theme, name)
        self._reading: TicketReading | None = None
        self.unfold = Button(unfold, theme, role="quiet", icon="chevron-down")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._show_text)
        self.unfold.hide()
        self._arrange(buttons)

    def _arrange(self, buttons: Sequence[QToolButton]) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._title, 1)
        walking = QHBoxLayout()
        walking.setSpacing(4)
        for widget in (self._place, *buttons):
            walking.addWidget(widget)
        top.addLayout(walking)
        top.setAlignment(walking, Qt.AlignmentFlag.AlignTop)
        self._columns = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(28)
        text_column = QVBoxLayout()
        text_column.setSpacing(6)
        text_column.addWidget(self._text, 1)
        text_column.addWidget(self.unfold)
        self._spare = QSpacerItem(0, 0)
        text_column.addItem(self._spare)
        # A short text leaves its room to what follows it.
        self._text.document().documentLayout().documentSizeChanged.connect(self._fit_text)
        columns.addLayout(text_column, 62)
        columns.addWidget(self._facts, 38)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 12, 12)
        rows.setSpacing(10)
        rows.addLayout(top)
        rows.addWidget(self._short_facts)
        rows.addLayout(columns, 1)

    def show_reading(self, reading: TicketReading, place: str) -> None:
        """Show a ticket; `place` states its position among the others."""
        set_text(self._title, reading.title)
        set_text(self._place, place)
        self._show_short_facts(reading.short_facts)
        self._reading = reading
        self.unfold.setVisible(bool(reading.unused))
        self._show_text()
        self._facts.setHtml(self._facts_html(reading.facts))
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields below the text of a narrow pane; keep enough height for text that wraps."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        across = QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else across)
        self._columns.setSpacing(10 if narrow else 28)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self._spare.changeSize(0, 0, fixed, fixed if narrow else free)
        self._columns.invalidate()
        self._keep_room()

    def _fit_text(self, size: QSizeF) -> None:
        """Keep the text no higher than its lines."""
        self._text.setMaximumHeight(round(size.height()) + EDGES)

    def _keep_room(self) -> None:
        """Set the minimum height for title, facts and text: a splitter ignores wrapped lines."""
        inner = self._short_facts.width() or self.width() - 32
        wrapped = self._title.heightForWidth(self._title.width()) + self._short_facts_row.heightForWidth(
            inner
        )
        below = self.unfold.sizeHint().height() if self._reading and self._reading.unused else 0
        if self.width() < NARROW_BELOW:
            below += LEAST_FACTS
        self.setMinimumHeight(wrapped + LEAST_TEXT + below + ROOM)

    def _show_short_facts(self, short_facts: Iterable[ShortFact]) -> None:
        while self._short_facts_row.count():
            item = self._short_facts_row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()  # deleteLater takes effect only in the event loop
                widget.deleteLater()
        for fact in short_facts:
            chip = Chip(fact.text, self._theme, payload=fact.payload, hue=fact.hue, tip=fact.tip)
            chip.wanted.connect(self.narrowed)
            self._short_facts_row.addWidget(chip)

    def _show_text(self) -> None:
        """Show the text, with the passages left out where they are unfolded."""
        if self._reading is not None:
            self._text.setHtml(self._text_html(self._reading))

    def _text_html(self, reading: TicketReading) -> str:
        html = self._marked_html(reading.said)
        if reading.answer.text:
            html += self._heading_html(reading.answer_title) + self._marked_html(reading.answer)
        for unused in reading.unused if self.unfold.isChecked() else ():
            html += self._heading_html(unused.title) + "".join(map(self._passage_html, unused.passages))
        return html

    def _heading_html(self, title: str) -> str:
        return (
            f'<p style="color:{self._theme.tokens.ink_2}; margin:14px 0 2px 0; font-weight:600;'
            f' font-size:13px">{escape(title)}</p>'
        )

    def _passage_html(self, passage: str) -> str:
        lines = escape(passage).replace("\r\n", "\n").replace("\n", "<br>")
        return f'<p style="color:{self._theme.tokens.ink_3}; margin:0 0 4px 0; font-size:13px">{lines}</p>'

    def _marked_html(self, marked: MarkedText) -> str:
        pieces, at = [], 0
        searched = f"background-color:{self._mark}"
        tied = f"text-decoration:underline; color:{self._theme.tokens.accent}"
        stretches = [(*span, searched) for span in marked.spans] + [(*span, tied) for span in marked.ties]
        for start, length, style in sorted(stretches):
            pieces.append(escape(marked.text[at:start]))
            hit = escape(marked.text[start : start + length])
            pieces.append(f'<span style="{style}">{hit}</span>')
            at = start + length
        pieces.append(escape(marked.text[at:]))
        lines = "".join(pieces).replace("\r\n", "\n").replace("\n", "<br>")
        return f'<p style="margin:0; line-height:135%">{lines}</p>'

    def _facts_html(self, facts: Iterable[tuple[str, str]]) -> str:
        quiet = self._theme.tokens.ink_2
        rows = (
            f'<tr><td style="color:{quiet}; padding:2px 14px 2px 0" width="36%">{escape(name)}</td>'
            f'<td style="padding:2px 0">{escape(value)}</td></tr>'
            for name, value in facts
        )
        return f'<table width="100%" cellspacing="0" style="font-size:13px">{"".join(rows)}</table>'


def _make_browser(theme: Theme, name: str) -> QTextBrowser:
    browser = QTextBrowser()
    browser.setOpenLinks(False)  # text of a ticket must not open anything
    browser.setFrameShape(QFrame.Shape.NoFrame)
    browser.setFont(theme.font(14))
    browser.document().setDocumentMargin(0)
    browser.setAccessibleName(name)
    browser.setStyleSheet(
        "QTextBrowser { background: transparent; border: 1px solid transparent; padding: 0; }"
        f"QTextBrowser:focus {{ border: 1px solid {theme.tokens.accent}; }}"
    )
    return browser
