"""A page of one ticket: what was said, what was answered, and all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.flow_layout import FlowLayout
from supportlens.gui.widgets.basics.labels import STRONG, label, muted, set_text
from supportlens.gui.widgets.controls.buttons import Button
from supportlens.gui.widgets.controls.chip import Chip
from supportlens.gui.widgets.tickets.highlighting import highlight_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QToolButton

    from supportlens.gui.theme import Theme


LEAST_TEXT = 96
"""Height of the text that is always seen, in pixels: four lines."""
ROOM = 54
"""What margins and gaps take."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the (start, length) of each stretch to mark, and of each that ties it to its symptom.

    No two stretches of either kind overlap.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    ties: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnusedText:
    """What of a ticket did not count when it was compared: a title, and the passages below it."""

    title: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortFact:
    """A short fact above the text; one with a `payload` narrows the list to its like.

    `tip` says on hover what the fact means.
    """

    text: str
    payload: object = None
    hue: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class TicketReading:
    """One ticket, ready to be read."""

    title: str
    said: MarkedText
    answered_title: str
    answered: MarkedText
    mentions: tuple[ShortFact, ...]
    facts: tuple[tuple[str, str], ...]
    """(name, value) of every field, in their order."""
    aloof: tuple[UnusedText, ...] = ()
    """What is unfolded on demand."""


class ReadingPane(QFrame):
    """Shows one `Reading`; says `narrowed(payload)` when a mention is clicked."""

    narrowed = Signal(object)

    def __init__(self, theme: Theme, name: str, buttons: Sequence[QToolButton], unfold: str = "") -> None:
        """Start empty, with `buttons` at the top right; `unfold` names what shows the passages left out."""
        super().__init__()
        self._theme = theme
        self._mark = highlight_colour(theme).name()
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self._title = label("", STRONG, theme)
        self._title.setFont(theme.font(16, 600))
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place = muted("", theme, wrap=False)
        self._mentions = QWidget()
        self._mentions_row = FlowLayout(8, self._mentions)
        self._text = _browser(theme, name)
        self._facts = _browser(theme, name)
        self._reading: TicketReading | None = None
        self.unfold = Button(unfold, theme, role="quiet", icon="chevron-down")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._tell)
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
        columns = QHBoxLayout()
        columns.setSpacing(28)
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(self._text, 1)
        said.addWidget(self.unfold)
        columns.addLayout(said, 62)
        columns.addWidget(self._facts, 38)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 12, 12)
        rows.setSpacing(10)
        rows.addLayout(top)
        rows.addWidget(self._mentions)
        rows.addLayout(columns, 1)

    def show_reading(self, reading: TicketReading, place: str) -> None:
        """Show a ticket; `place` says which of how many it is."""
        set_text(self._title, reading.title)
        set_text(self._place, place)
        self._show_mentions(reading.mentions)
        self._reading = reading
        self.unfold.setVisible(bool(reading.aloof))
        self._tell()
        self._facts.setHtml(self._listed(reading.facts))
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for what wraps at the new width."""
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        """Never be lower than title, mentions and some lines of text: a splitter knows no wrapped lines."""
        inner = self._mentions.width() or self.width() - 32
        wrapped = self._title.heightForWidth(self._title.width()) + self._mentions_row.heightForWidth(inner)
        below = self.unfold.sizeHint().height() if self._reading and self._reading.aloof else 0
        self.setMinimumHeight(wrapped + LEAST_TEXT + below + ROOM)

    def plain_text(self) -> str:
        """Return what is read, as a person would copy it."""
        return f"{self._title.text()}\n{self._text.toPlainText()}\n{self._facts.toPlainText()}"

    def marked_texts(self) -> list[str]:
        """Return the stretches marked as searched for, from the first to the last."""
        return self._stretches(lambda form: form.background().style() is not Qt.BrushStyle.NoBrush)

    def tied_texts(self) -> list[str]:
        """Return the stretches that tie the ticket to its symptom, from the first to the last."""
        return self._stretches(QTextCharFormat.fontUnderline)

    def _stretches(self, wanted: Callable[[QTextCharFormat], bool]) -> list[str]:
        found, block = [], self._text.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if wanted(piece.charFormat()):
                    found.append(piece.text())
                pieces += 1
            block = block.next()
        return found

    def _show_mentions(self, mentions: Iterable[ShortFact]) -> None:
        while self._mentions_row.count():
            item = self._mentions_row.takeAt(0)
            gone = item.widget() if item else None
            if gone is not None:
                gone.hide()  # it is deleted only when the event loop comes round
                gone.deleteLater()
        for mention in mentions:
            chip = Chip(mention.text, self._theme, payload=mention.payload, hue=mention.hue, tip=mention.tip)
            chip.wanted.connect(self.narrowed)
            self._mentions_row.addWidget(chip)

    def _tell(self) -> None:
        """Set the text anew, with what did not count where that is unfolded."""
        if self._reading is not None:
            self._text.setHtml(self._told(self._reading))

    def _told(self, reading: TicketReading) -> str:
        told = self._marked(reading.said)
        if reading.answered.text:
            told += self._headed(reading.answered_title) + self._marked(reading.answered)
        for aloof in reading.aloof if self.unfold.isChecked() else ():
            told += self._headed(aloof.title) + "".join(map(self._quiet, aloof.passages))
        return told

    def _headed(self, title: str) -> str:
        return (
            f'<p style="color:{self._theme.tokens.ink_2}; margin:14px 0 2px 0; font-weight:600;'
            f' font-size:13px">{escape(title)}</p>'
        )

    def _quiet(self, passage: str) -> str:
        lines = escape(passage).replace("\r\n", "\n").replace("\n", "<br>")
        return f'<p style="color:{self._theme.tokens.ink_3}; margin:0 0 4px 0; font-size:13px">{lines}</p>'

    def _marked(self, marked: MarkedText) -> str:
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

    def _listed(self, facts: Iterable[tuple[str, str]]) -> str:
        quiet = self._theme.tokens.ink_2
        rows = (
            f'<tr><td style="color:{quiet}; padding:2px 14px 2px 0" width="36%">{escape(name)}</td>'
            f'<td style="padding:2px 0">{escape(value)}</td></tr>'
            for name, value in facts
        )
        return f'<table width="100%" cellspacing="0" style="font-size:13px">{"".join(rows)}</table>'


def _browser(theme: Theme, name: str) -> QTextBrowser:
    browser = QTextBrowser()
    browser.setOpenLinks(False)  # a ticket's text must not be able to open anything
    browser.setFrameShape(QFrame.Shape.NoFrame)
    browser.setFont(theme.font(14))
    browser.document().setDocumentMargin(0)
    browser.setAccessibleName(name)
    browser.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0; }")
    return browser
