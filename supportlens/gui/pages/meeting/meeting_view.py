"""The meeting on the whole screen: the arrows turn the pages, one key copies or saves a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from supportlens.gui.pages.meeting.meeting_slide import MeetingSlide
from supportlens.gui.theme import Theme
from supportlens.gui.widgets import faint
from supportlens.gui.widgets.basics.labels import set_text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from supportlens.app.output.meeting import Meeting
    from supportlens.i18n import Words

TEXT_SIZE, ITS_HEIGHT = 135, 1080
"""The size of texts in percent on a screen of this height: its headline is read from the back of a room.

Lower screens have smaller texts in proportion, so that a page is seen whole."""
LEAST_SIZE = 85
FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)
END = (Qt.Key.Key_Escape, Qt.Key.Key_F5)
SHARPNESS = 2
LEAST_PAGE = QSize(1280, 720)
"""The size of a page that leaves the program at least: in a smaller window its sentence may be cut."""
TOLD_MS = 2_500
"""Milliseconds for which what was done is shown. Judgement: long enough to look down once."""


class MeetingView(QWidget):
    """Shows one page at a time; emits `saving(form)` with ``png`` or ``pdf`` when a page shall be saved."""

    saving = Signal(str)

    def __init__(self, parent: QWidget, meeting: Meeting, words: Words, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.say("Meeting"))
        self.setAccessibleName(words.say("Meeting"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words, self._meeting = words, meeting
        screen = parent.screen().size().height()
        self._large = Theme(theme.tokens, max(LEAST_SIZE, round(TEXT_SIZE * min(screen / ITS_HEIGHT, 1.2))))
        self._stack = QStackedWidget()
        self._slides: list[MeetingSlide] = []
        for number in range(len(meeting.pages)):
            self._slides.append(self._make_slide(number, self._large))
            self._stack.addWidget(self._slides[-1])
        self._keys = words.say(
            "→ next · ← back · C copies the page · P saves a picture · D saves a PDF · Esc ends"
        )
        self._hint = faint(self._keys, theme)
        self._hint.setMinimumHeight(self._hint.sizeHint().height())  # arrows of another font make it higher
        self._told = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._told.timeout.connect(lambda: set_text(self._hint, self._keys))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self._hint)

    def _make_slide(self, number: int, theme: Theme) -> MeetingSlide:
        words, pages = self._words, self._meeting.pages
        count = words.number(len(pages))
        place = words.say("{row} of {count}", row=words.number(number + 1), count=count)
        return MeetingSlide(pages[number], self._meeting.study, place, words, theme)

    @property
    def place(self) -> int:
        """The number of the page that is shown, from 0."""
        return self._stack.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages, copy or save one, or end."""
        key = Qt.Key(event.key())
        if key in FORWARD:
            self.turn(1)
        elif key in BACK:
            self.turn(-1)
        elif key in END:
            self.close()
        elif key is Qt.Key.Key_C:
            QGuiApplication.clipboard().setPixmap(self.picture())
            self.tell(self._words.say("The page was copied."))
        elif key in (Qt.Key.Key_P, Qt.Key.Key_D):
            self.saving.emit("png" if key is Qt.Key.Key_P else "pdf")
        else:
            super().keyPressEvent(event)

    def tell(self, text: str) -> None:
        """Show for a while what was done, where the keys are explained."""
        set_text(self._hint, text)
        self._told.start()

    def turn(self, by: int) -> None:
        """Go some pages on or back, stopping at the ends."""
        self._stack.setCurrentIndex(min(max(self.place + by, 0), self._stack.count() - 1))

    def picture(self) -> QPixmap:
        """Return the page that is shown, sharp enough for a slide; whole also from a small window."""
        slide = self._slides[self.place]
        leaving = slide
        if slide.size() != slide.size().expandedTo(LEAST_PAGE):
            leaving = self._lay_out(self._large)
        image = QPixmap(leaving.size() * SHARPNESS)
        image.setDevicePixelRatio(SHARPNESS)
        leaving.render(image)
        if leaving is not slide:
            leaving.close()
            leaving.deleteLater()
        return image

    def _lay_out(self, theme: Theme) -> MeetingSlide:
        """Return the page that is shown, made anew in a look to leave the program, as large as it must be."""
        slide = self._make_slide(self.place, theme)
        slide.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        slide.setStyleSheet(self.window().styleSheet())
        slide.resize(self._slides[self.place].size().expandedTo(LEAST_PAGE))
        slide.show()  # so that it is laid out
        return slide

    def save(self, path: Path) -> bool:
        """Write the page that is shown as a PDF or a picture, by the suffix; return whether it worked."""
        if path.suffix.lower() != ".pdf":
            return self.picture().save(str(path))
        writer = QPdfWriter(str(path))
        slide = self._lay_out(self._large.for_copied_texts())
        writer.setPageSize(QPageSize(slide.size(), "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
        painter = QPainter()
        if not painter.begin(writer):
            slide.deleteLater()
            return False
        scale = writer.width() / slide.width()
        painter.scale(scale, scale)
        slide.render(painter, QPoint(0, 0))
        painter.end()
        slide.close()
        slide.deleteLater()
        return path.exists()
