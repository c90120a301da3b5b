"""A box for a day that may be left open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDateEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from supportlens.gui.theme import Theme

ARROW = 15
NEVER = QDate(1990, 1, 1)
"""The day that stands for no day: Qt's box always holds one."""


class DayBox(QDateEdit):
    """A day, chosen from a calendar or typed; with a text for `none` it may be left open."""

    def __init__(self, theme: Theme, name: str, locale: str, *, none: str = "") -> None:
        """Show today, or no day if `none` names that state, as a `locale` ("es_MX", "es") writes days."""
        super().__init__()
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setFont(theme.font(14))
        here = QLocale(locale)
        self.setLocale(here)
        month_first = here.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        self.setDisplayFormat("MMM d, yyyy" if month_first else "d MMM yyyy")
        self.setCalendarPopup(True)
        self.setStyleSheet(
            f"QDateEdit::drop-down {{ border: none; width: {ARROW + 8}px; }}"
            "QDateEdit::down-arrow { image: none; }"
        )
        self._arrow = theme.pixmap("calendar", "ink_3", ARROW)
        self._may_be_none = bool(none)
        if none:
            self.setMinimumDate(NEVER)
            self.setSpecialValueText(none)
        self.show_day(None)

    @property
    def day(self) -> date | None:
        """The day, None if it was left open."""
        shown = self.date()
        if self._may_be_none and shown == NEVER:
            return None
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date | None) -> None:
        """Show a day; None shows no day if that is allowed, else today."""
        if day is not None:
            self.setDate(QDate(day.year, day.month, day.day))
            return
        self.setDate(NEVER if self._may_be_none else QDate.currentDate())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box with the icon of the calendar that it opens."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(QPoint(self.width() - ARROW - 9, (self.height() - ARROW) // 2), self._arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ignore the wheel: scrolling the page must not change a day."""
        event.ignore()
