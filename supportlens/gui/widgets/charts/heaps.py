"""Heaps that grow while texts are read, and the weeks that fill: an analysis under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from supportlens.gui.widgets.charts.bar_shape import bar_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme

ROW = 34
BAR = 8
WEEKS_HEIGHT = 76


class HeapRow(NamedTuple):
    """A heap: its name, and its part of all tickets."""

    name: str
    share: float


class Heaps(QWidget):
    """Named heaps as bars below their names; each is as long as the tickets that came to it so far."""

    def __init__(self, theme: Theme, *, name: str, count: Callable[[float], str]) -> None:
        """Show heaps; `count` says in words how many tickets a part of all is, "" for none yet."""
        super().__init__()
        self._theme, self._count = theme, count
        self._heaps: tuple[HeapRow, ...] = ()
        self._read = 0.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_heaps((), 0.0)

    def show_heaps(self, heaps: Sequence[HeapRow], read: float) -> None:
        """Show heaps when a part of all texts (0 to 1) was read."""
        self._heaps, self._read = tuple(heaps), read
        self.setFixedHeight(ROW * len(self._heaps))
        counted = ((heap.name, self._count(heap.share * read)) for heap in self._heaps)
        said = (f"{name}: {count}" if count else name for name, count in counted)
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a width that most pages have, and the height of the rows."""
        return QSize(360, ROW * len(self._heaps))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((heap.share for heap in self._heaps), default=1.0) or 1.0
        for place, heap in enumerate(self._heaps):
            self._draw_heap(painter, QRectF(0, ROW * place, self.width(), ROW), heap, most)
        painter.end()

    def _draw_heap(self, painter: QPainter, area: QRectF, heap: HeapRow, most: float) -> None:
        painter.setFont(self._theme.font(13, tabular=True))
        number = self._count(heap.share * self._read)
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(number) + 16
        painter.setPen(self._theme.colour("ink_2"))
        line = QRectF(area.left(), area.top(), area.width(), ROW - BAR - 6)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        painter.setPen(self._theme.colour("ink"))
        room = int(area.width() - taken)
        name = metrics.elidedText(heap.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = area.width() * heap.share / most
        top = area.bottom() - BAR - 4
        for width, colour in ((whole, "rest"), (whole * self._read, "accent")):
            painter.setBrush(self._theme.colour(colour))
            if width > 0:
                painter.drawRoundedRect(QRectF(0, top, max(width, BAR), BAR), BAR / 2, BAR / 2)


class FillingWeeks(QWidget):
    """The tickets of each week as bars, which fill from below as their texts are read."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._weekly: tuple[int, ...] = ()
        self._read = 0.0
        self._span = ("", "")
        self.setAccessibleName(name)
        self.setFixedHeight(WEEKS_HEIGHT)

    def show_weeks(self, weekly: Sequence[int], span: tuple[str, str], read: float) -> None:
        """Show the weeks from a first day to a last one (in words), a part (0 to 1) of their texts read."""
        self._weekly, self._span, self._read = tuple(weekly), span, read
        self.setAccessibleDescription(f"{span[0]} \N{EN DASH} {span[1]}")
        self.setVisible(bool(weekly))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars and the two days below them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - 22
        step = self.width() / max(len(self._weekly), 1)
        most = max(*self._weekly, 1) if self._weekly else 1
        painter.setPen(Qt.PenStyle.NoPen)
        for place, tickets in enumerate(self._weekly):
            height = (foot - 4) * tickets / most
            for part, colour in ((height, "rest"), (height * self._read, "accent")):
                area = QRectF(place * step, foot - part, max(step * 0.78, 1.0), part)
                painter.fillPath(bar_path(area, rounded=step > 6), self._theme.colour(colour))
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(self._theme.colour("ink_3"))
        line = QRectF(0, foot + 4, self.width(), 18)
        for side, text in zip(
            (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), self._span, strict=True
        ):
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
