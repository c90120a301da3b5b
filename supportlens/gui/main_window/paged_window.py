"""A window that shows one page at a time and is rebuilt for another language or look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QMainWindow

from supportlens.gui.design_tokens import choose_tokens
from supportlens.gui.main_window.place_history import Place, PlaceHistory
from supportlens.gui.main_window.window_frame import WindowFrame
from supportlens.gui.pages import page_entry, page_ids
from supportlens.gui.pages.base.page import Page
from supportlens.gui.settings import ZOOMS, Settings
from supportlens.gui.theme import DesignTokens, Theme
from supportlens.gui.widgets.controls.trail import TrailStep
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from supportlens.domain import TicketQuery

PROGRESS, MESSAGE = "progress", "message"
"""Pages that are not in the registry."""
REMOVING_MS = 16
"""Milliseconds between two removed pages that are deleted: a frame, so that the window reacts in between.

All fourteen at once took 110 to 160 ms of the window's thread with 200 000 tickets.
"""
MOST_STEPS = 3
"""Places of the way here that a page names. Judgement: a line."""


class PagedWindow(QMainWindow):
    """Keeps the pages made so far, and the words and the theme they were made with.

    A subclass makes the pages and the frame, and calls `_rebuild` when it is ready.
    """

    language_changed = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.shown = "start"
        """The id of the page that is shown, `PROGRESS` or `MESSAGE`."""
        self._before = "start"
        self.history = PlaceHistory()
        """The places that were shown, for back and forward."""
        self._pages: dict[str, Page] = {}
        self._removed: list[Page] = []
        self._removing = QTimer(self, interval=REMOVING_MS)
        self._removing.timeout.connect(self._let_page_go)
        self._current_look: tuple[DesignTokens, int] | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.shown]

    def show_page(self, wanted: str) -> None:
        """Show a page by its id; what follows a slash is passed to the page to recall."""
        page_id, _, detail = wanted.partition("/")
        if page_id not in page_ids():
            return
        self._leave()
        self._show(page_id)
        if detail:
            self.page.recall(detail)

    def choose_page(self, wanted: str) -> None:
        """Show a page that was chosen in the navigation or by its key, and to which no link led."""
        self.show_page(wanted)
        if self.shown == wanted.partition("/")[0]:
            self.history.begin_way()
            self._show_trail()

    def show_tickets(self, query: TicketQuery) -> None:
        """Show the tickets behind a number."""
        self._leave()
        self._show("tickets")
        self.page.recall(query)

    def find_text(self, text: str) -> None:
        """Show the tickets with these words."""
        self._leave()
        self._show("tickets")
        self.page.recall(text)

    def go_back(self) -> None:
        """Show the page that was open before the analysis or the message."""
        self._show(self._before)

    def step_back(self) -> None:
        """Show what was shown before: another page, or other tickets."""
        self._go(self.history.back(self._here()))

    def step_back_by(self, steps: int) -> None:
        """Show what was shown some steps before."""
        self._go(self.history.back_by(steps, self._here()))

    def step_forward(self) -> None:
        """Show again what was left by going back."""
        self._go(self.history.forward(self._here()))

    def _here(self) -> Place:
        known = self.shown in page_ids()
        return Place(self.shown, *((self.page.memory(), self.page.place_name()) if known else (None, "")))

    def _leave(self) -> None:
        """Keep the present place for the way back."""
        if self.shown in page_ids() and self.shown in self._pages:
            self.history.leave(self._here())

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        self._show(place.page_id)
        if place.memory is not None:
            self.page.recall(place.memory)
        self._show_trail()

    def _show_trail(self) -> None:
        """Show on the page which places led to it: the last ones that another page or filter names."""
        past = self.history.way
        steps = [
            TrailStep(place.name or page_entry(place.page_id).title(self.words), len(past) - at)
            for at, place in enumerate(past)
        ]
        self.page.show_trail(steps[-MOST_STEPS:])

    def set_language(self, language: str) -> None:
        """Change the language of everything that is shown."""
        self.settings.language = language
        self.language_changed.emit(language)
        self._rebuild()

    def set_look(self, look: str) -> None:
        """Change the look: ``system``, ``light`` or ``dark``."""
        self.settings.look = look
        self._rebuild()

    def set_zoom(self, steps: int) -> None:
        """Make texts larger or smaller by some steps; 0 gives them their own size."""
        nearest = min(ZOOMS, key=lambda zoom: abs(zoom - self.settings.zoom))
        place = ZOOMS.index(nearest) + steps if steps else ZOOMS.index(100)
        self.settings.zoom = ZOOMS[min(max(place, 0), len(ZOOMS) - 1)]
        self._rebuild()

    # What a subclass makes

    def _make_page(self, page_id: str) -> Page:
        """Make a page."""
        raise NotImplementedError

    def _make_frame(self) -> WindowFrame:
        """Make the frame around the pages."""
        raise NotImplementedError

    # Everything is rebuilt for another language or look

    def _rebuild(self) -> None:
        memories = {page_id: page.memory() for page_id, page in self._pages.items()}
        self._clear_pages()
        self.words = words_for(self.settings.language, self.settings.region)
        self._apply_look()
        self._frame = self._make_frame()
        self.setCentralWidget(self._frame)
        self._frame.stack.setFocus()  # no focus ring until somebody uses the keyboard
        self._show(self.shown)
        memory = memories.get(self.shown)
        if memory is not None:
            self.page.recall(memory)

    def _clear_pages(self) -> None:
        """Delete the pages at once: a new style sheet costs time for every existing widget."""
        for page in (*self._pages.values(), *self._removed):
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
        self._pages, self._removed = {}, []

    def _apply_look(self) -> None:
        """Apply the look if it has changed."""
        look, app = (self._tokens(), self.settings.zoom), QApplication.instance()
        if look == self._current_look or not isinstance(app, QApplication):
            return
        self._current_look = look
        self.theme = Theme(*look)
        self.theme.apply(app)

    def _tokens(self) -> DesignTokens:
        hints = QGuiApplication.styleHints()
        return choose_tokens(
            self.settings.look,
            dark=hints.colorScheme() is Qt.ColorScheme.Dark,
            contrast=wants_contrast(hints),
        )

    def _follow_system(self) -> None:
        if self.settings.look == "system":
            self._rebuild()

    # The pages made so far

    def _show(self, page_id: str) -> None:
        """Show a page; make it if it is shown for the first time."""
        if self.shown in page_ids():
            self._before = self.shown
        self.shown = page_id
        if page_id not in self._pages:
            self._pages[page_id] = self._make_page(page_id)
            self._frame.stack.addWidget(self._pages[page_id])
        self._frame.stack.setCurrentWidget(self._pages[page_id])
        self._frame.side.mark_page("start" if page_id == PROGRESS else page_id)
        self._pages[page_id].setFocus(Qt.FocusReason.OtherFocusReason)  # the next Tab goes into the page
        self._show_trail()

    def _remake(self, page_id: str) -> None:
        self._remove_page(page_id)
        self._show(page_id)

    def _remove_pages(self, but: str = "") -> None:
        for page_id in tuple(self._pages):
            if page_id != but:
                self._remove_page(page_id)

    def _remove_page(self, page_id: str) -> None:
        page = self._pages.pop(page_id, None)
        if page is not None:
            self._frame.stack.removeWidget(page)
            self._removed.append(page)
            self._removing.start()

    def _let_page_go(self) -> None:
        """Delete one of the removed pages: of a large log each has made much, and is taken apart with it."""
        if self._removed:
            self._removed.pop().deleteLater()
        if not self._removed:
            self._removing.stop()


def wants_contrast(hints: QStyleHints) -> bool:
    """Return whether the system asks for high contrast, as far as it and this version of Qt can say so."""
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
