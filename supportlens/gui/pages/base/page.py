"""What every page is: told a study, it says what the reader wants next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from supportlens.domain import TicketQuery
from supportlens.gui.pages.base.draft_answers import DraftAnswers
from supportlens.gui.widgets import eyebrow, headline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MARGIN = 40
SCROLL_MARGIN = 16
"""What stays free above a part that the page is scrolled to."""
WIDEST = 1160


class Page(QWidget):
    """A page that scrolls as one, 40 px from the edges and at most 1160 px wide.

    It is made anew for another study, language or look; nothing in it changes in place. A page
    that fills the window by itself sets `scrolls` to False.
    """

    tickets_wanted = Signal(object)
    """A `domain.TicketQuery`: the tickets behind a number."""
    page_wanted = Signal(str)
    """The id of another page, with what to show there after a stroke: ``causes/C2``."""
    action_wanted = Signal(str)
    """The id of an action of `gui.menu_actions`."""
    statement_wanted = Signal(object)
    """What a person says of a cause: an `Answer`, or one of `pages.statements`."""

    scrolls: ClassVar[bool] = True
    ends: ClassVar[bool] = True
    """Whether what is left of the height stays empty at the foot."""

    level_wanted = Signal(int)
    """How many symptoms the log is to be cut into, 0 for as many as the program chooses."""

    def __init__(
        self, study: Study | None, words: Words, theme: Theme, drafts: DraftAnswers | None = None
    ) -> None:
        """Tell a page its study; `drafts` holds what is typed on it and not kept."""
        super().__init__()
        self.study = study
        self.drafts = drafts or DraftAnswers()
        self.words = words
        self.theme = theme
        self.content = QWidget()
        self.content.setObjectName("content")
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(0, 28, 0, MARGIN)
        self.rows.setSpacing(16)
        self.content.setMaximumWidth(WIDEST)
        self._build_frame()
        self.build()
        if self.scrolls and self.ends:
            self.rows.addStretch(1)

    def build(self) -> None:
        """Set the page; each page says how."""

    def memory(self) -> object:
        """Return what should survive when the page is made anew, None for nothing."""
        return None

    def recall(self, memory: object) -> None:
        """Take up again what `memory` gave, or what another page wants shown here."""

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.rows.addWidget(item, stretch)
            return
        self.rows.addLayout(item, stretch)

    def add_heading(self, above: str, segments: Iterable[tuple[str, bool]]) -> None:
        """Open the page: a small line, and the sentence of (text, accent) that carries it."""
        heading = QVBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(eyebrow(above, self.theme))
        heading.addWidget(headline(segments, self.theme))
        self.rows.addLayout(heading)

    def follow(self, payload: object) -> None:
        """Return what a pressed number or button leads to: tickets, or a page by its id."""
        if isinstance(payload, TicketQuery):
            self.tickets_wanted.emit(payload)
            return
        self.page_wanted.emit(str(payload))

    def act(self, action: object) -> None:
        """Ask for the action whose id a pressed button carries."""
        self.action_wanted.emit(str(action))

    def side_by_side(self, *parts: tuple[QWidget, int]) -> QHBoxLayout:
        """Put widgets beside each other, each with its share of the width."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for widget, share in parts:
            row.addWidget(widget, share)
        return row

    @property
    def scrolled(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self._area.verticalScrollBar().value() if self._area is not None else 0

    def scroll_to(self, pixels: int) -> None:
        """Scroll as far as the page before it was, once this one has found its sizes."""
        QTimer.singleShot(0, self, lambda: self._scroll_by(pixels))

    def _scroll_by(self, pixels: int) -> None:
        if self._area is None:
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._area.verticalScrollBar().setValue(pixels)

    def scroll_to_widget(self, widget: QWidget) -> None:
        """Scroll until a part of the page begins at the top, once the page has found its sizes."""
        QTimer.singleShot(0, widget, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        if self._area is None:
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        top = widget.mapTo(self._frame, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top - SCROLL_MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the margins as the window grows beyond the widest page."""
        if event.type() is QEvent.Type.Resize and watched is self._frame:
            self._keep_margins()
        return super().eventFilter(watched, event)

    def _keep_margins(self) -> None:
        """Measure from the page, not from what a scroll bar leaves, so that pages begin at one line."""
        margin = max(MARGIN, (self.width() - WIDEST) // 2)
        bar = max(self.width() - self._frame.width(), 0) if self.scrolls else 0
        self._margins.setContentsMargins(margin, 0, max(margin - bar, 0), 0)

    def _build_frame(self) -> None:
        """Put the content in the middle of a frame, and the frame in a scroll area."""
        self._frame = QWidget()
        self._frame.setObjectName("ground")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._margins = QHBoxLayout(self._frame)
        self._margins.setSpacing(0)
        self._margins.addWidget(self.content)
        self._keep_margins()
        self._frame.installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = self._scroll_area(self._frame) if self.scrolls else None
        outer.addWidget(self._area or self._frame)

    def _scroll_area(self, frame: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(frame)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area
