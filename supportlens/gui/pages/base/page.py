"""The base of every page: it shows a study and emits what the reader asks for next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from supportlens.domain import TicketQuery
from supportlens.gui.pages.base.draft_answers import DraftAnswers
from supportlens.gui.pages.base.scrolling_keys import scroll_by_key
from supportlens.gui.widgets import eyebrow, headline
from supportlens.gui.widgets.basics.columns import STACKED_BELOW, Columns
from supportlens.gui.widgets.basics.dragging_out import DragHolder
from supportlens.gui.widgets.basics.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.gui.widgets.controls.trail import TrailStep
    from supportlens.i18n import Words

MARGIN = 40
CLOSE_MARGIN = 24
"""Pixels beside the content of a page that is narrower than `CLOSE_BELOW`."""
CLOSE_BELOW = 1000
TOP_MARGIN = 28
CLOSE_TOP = 16
"""Pixels above the content of a page that is lower than `LOW_BELOW`: a laptop shows a line more."""
LOW_BELOW = 720
SCROLL_MARGIN = 16
"""Pixels left free above a widget that the page is scrolled to."""
WIDEST = 1160
"""The width of a page of text. A line of more than some 160 letters is hard to follow."""


class Page(DragHolder):
    """A page that scrolls as a whole, 40 px from the edges (24 if narrow) and at most `widest` pixels wide.

    A page is rebuilt for another study, language or look and never changed in place. A page
    that fills the window by itself sets `scrolls` to False.
    """

    tickets_wanted = Signal(object)
    """A `domain.TicketQuery`: the tickets behind a number."""
    page_wanted = Signal(str)
    """The id of another page; after a slash what to show there: ``causes/C2``."""
    action_wanted = Signal(str)
    """The id of an action of `gui.menu_actions`."""
    statement_wanted = Signal(object)
    """What a person states about a cause: an `Answer`, or one of `pages.base.statements`."""

    left = Signal(object)
    """The memory of what the page showed before it shows something else."""
    menu_wanted = Signal(object)
    """Where in the page the menu of what can leave is asked for (QPoint)."""
    save_wanted = Signal(object)
    """The `TicketRows` to save as a table."""
    copy_wanted = Signal(object)
    """The `LeavingRows` to copy."""
    drag_wanted = Signal(object)
    """The `LeavingRows` that a hand drags."""
    place_copied = Signal(object)
    """The widget whose chart, card or text is to be copied: what has the focus, else the sentence."""

    hides_people = True
    """Whether the files that it writes hide who people are, as the settings say."""

    scrolls: ClassVar[bool] = True
    widest: ClassVar[int] = WIDEST
    """The greatest width of its content; a page of charts and lists uses more of a wide screen."""
    ends: ClassVar[bool] = True
    """Whether space that is left over stays empty at the foot of the page."""

    preview_wanted = Signal(object)
    """A `PreviewRequest`: what would come of a correction."""
    back_wanted = Signal(object)
    """How many places back to go."""

    level_wanted = Signal(int)
    """The number of symptoms to cut the log into, 0 for the default."""

    def __init__(
        self, study: Study | None, words: Words, theme: Theme, drafts: DraftAnswers | None = None
    ) -> None:
        """Build the page of a study; `drafts` holds unsaved answers."""
        super().__init__()
        self.study = study
        self.drafts = drafts or DraftAnswers()
        self.words = words if study is None else words.of_log(study.tickets)
        self.theme = theme
        self.content = QWidget()
        self.content.setObjectName("content")
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(0, TOP_MARGIN, 0, MARGIN)
        self.rows.setSpacing(16)
        self.content.setMaximumWidth(self.widest)
        self._build_frame()
        self.sentence_label: QLabel | None = None
        self._slices = Slices(self, self.content)
        self._slices.begin(self._build_all(), self)

    def build(self) -> Iterator[None] | None:
        """Build the content; each page overrides this. A large page yields where the window may react."""

    def _build_all(self) -> Iterator[None]:
        has_foot = self.scrolls and self.ends
        if has_foot:  # what is there stays at the top while the rest is built
            self.rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        yield from self.build() or ()
        if has_foot:
            self.rows.addStretch(1)
            self.rows.setAlignment(Qt.AlignmentFlag(0))

    def complete(self) -> None:
        """Build what is left of the page at once: for a picture of it."""
        self._slices.finish()

    def when_built(self, act: Callable[[], object]) -> None:
        """Do something once the page is complete."""
        self._slices.when_done(act)

    def build_part(self, part: QWidget, steps: Iterator[None]) -> None:
        """Build a part of the page as the page itself: the rest of it when the window is free."""
        self._slices.begin(steps, part)

    def memory(self) -> object:
        """Return the state that should survive a rebuild, None if there is none."""
        return None

    def recall(self, memory: object) -> None:
        """Restore the state from `memory`, or show what another page links to."""

    def say_as(self, other: Page) -> None:
        """Show what another page of the same kind and study shows."""
        memory = other.memory()
        if memory is not None:
            self.recall(memory)

    def place_name(self) -> str:
        """Return what the page shows, for the way back; "" for nothing more than its title."""
        return ""

    def show_trail(self, steps: Sequence[TrailStep]) -> None:
        """Show the places that led here; most pages do not."""

    def keeps(self, study: Study) -> bool:  # noqa: ARG002 - for pages that override it
        """Return whether the page shows a later study as it is and need not be rebuilt; most pages do not."""
        return False

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append a widget or a layout."""
        if isinstance(item, QWidget):
            self.rows.addWidget(item, stretch)
            return
        self.rows.addLayout(item, stretch)

    def add_heading(self, above: str, segments: Iterable[tuple[str, bool]]) -> QLabel:
        """Add a small line above a sentence of (text, is accented) segments; return the sentence."""
        heading = QVBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(eyebrow(above, self.theme))
        sentence = headline(segments, self.theme)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sentence.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # that of the page masks
        heading.addWidget(sentence)
        self.rows.addLayout(heading)
        self.sentence_label = sentence
        return sentence

    def follow(self, payload: object) -> None:
        """Open what a clicked number or button leads to: tickets, or a page by its id."""
        if isinstance(payload, TicketQuery):
            self.tickets_wanted.emit(payload)
            return
        self.page_wanted.emit(str(payload))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the place under the mouse."""
        self.menu_wanted.emit(event.pos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by Ctrl+C the chart or the card that has the focus, else the sentence; scroll the page."""
        if event.matches(QKeySequence.StandardKey.Copy):
            focused = self.focusWidget()
            inside = focused is not None and focused is not self and self.isAncestorOf(focused)
            self.place_copied.emit(focused if inside else self.sentence_label)
            return
        if self._area is not None and scroll_by_key(self._area, event):
            return
        super().keyPressEvent(event)

    def splitter(self) -> QSplitter | None:
        """Return the splitter whose place is remembered, None without one."""
        return None

    def search_box(self) -> QLineEdit | None:
        """Return the box in which the page is searched, None without one."""
        return None

    def act(self, action: object) -> None:
        """Request the action whose id a clicked button carries."""
        self.action_wanted.emit(str(action))

    def side_by_side(self, *parts: tuple[QWidget, int], stacked_below: int = STACKED_BELOW) -> Columns:
        """Return a row of widgets, each with its share of the width; a column where it is narrow."""
        return Columns(parts, stacked_below=stacked_below)

    @property
    def scrolled(self) -> int:
        """The scroll position in pixels."""
        return self._area.verticalScrollBar().value() if self._area is not None else 0

    def scroll_to(self, pixels: int) -> None:
        """Scroll to a position once the page has its final size."""
        self.when_built(lambda: QTimer.singleShot(0, self, lambda: self._scroll_by(pixels)))

    def _scroll_by(self, pixels: int) -> None:
        if self._area is None:
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._area.verticalScrollBar().setValue(pixels)

    def scroll_to_widget(self, widget: QWidget) -> None:
        """Scroll to a widget once the page has its final size."""
        self.when_built(lambda: QTimer.singleShot(0, widget, lambda: self._scroll_to(widget)))

    def _scroll_to(self, widget: QWidget) -> None:
        if self._area is None:
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        top = widget.mapTo(self._frame, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top - SCROLL_MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the margins when the window is resized."""
        if event.type() is QEvent.Type.Resize and watched is self._frame:
            self._keep_margins()
        return super().eventFilter(watched, event)

    def _keep_margins(self) -> None:
        """Set the margins from the width of the page, so that a scroll bar does not shift the content."""
        margin = max(self.least_margin, (self.width() - self.widest) // 2)
        bar = max(self.width() - self._frame.width(), 0) if self.scrolls else 0
        self._margins.setContentsMargins(margin, 0, max(margin - bar, 0), 0)
        inside = self.rows.contentsMargins()
        inside.setTop(CLOSE_TOP if self.height() < LOW_BELOW else TOP_MARGIN)
        self.rows.setContentsMargins(inside)

    @property
    def least_margin(self) -> int:
        """The pixels beside the content at the present width."""
        return CLOSE_MARGIN if self.width() < CLOSE_BELOW else MARGIN

    def _build_frame(self) -> None:
        """Centre the content in a frame, and put the frame into a scroll area."""
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
