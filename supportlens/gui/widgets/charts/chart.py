"""The base of all charts: figures on hover, links to tickets, and use by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from supportlens.gui.widgets.basics.dragging_out import LEAVES, Grip, drag_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.gui.theme import Theme

BESIDE = 10
"""Pixels between the labels of an axis and the axis."""
LEAST_AXIS = 36.0
"""Least room of a left axis, so that charts with small figures align with one another."""


class ChartMark(NamedTuple):
    """A part of a chart: its area, its tool tip, and where a click leads."""

    area: QRectF
    tip: str
    payload: object


class Chart(QWidget):
    """A painted chart of marks.

    The mouse or the arrow keys choose a mark and show its figures; a click or Enter emits
    `wanted(payload)`. Its accessible name is its title, its description its figures. A hand can drag it
    out of the window.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, *, name: str, description: str) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setProperty(LEAVES, True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._description = description
        self._chosen = -1
        self._grip = Grip()

    def marks(self) -> Sequence[ChartMark]:
        """Return the marks at the current size; every chart overrides this."""
        return ()

    def draw(self, painter: QPainter) -> None:
        """Paint the chart; every chart overrides this."""

    def figures(self) -> list[list[str]]:
        """Return the figures of the chart as rows, the titles first; a chart without its own has its tips."""
        return [[self.accessibleName()], *([mark.tip] for mark in self.marks())]

    @property
    def chosen(self) -> int:
        """The index of the mark under the mouse or reached by keys, -1 for none."""
        return self._chosen

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, and a ring round the mark with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        if self.hasFocus():
            self._draw_focus(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        self._grip.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the mouse, or drag the chart out of the window."""
        if self._pulled_out(event):
            self._choose(-1)
            self.update()
            drag_out(self)
            return
        self._choose(self._mark_at(event.position()))
        leads = self._chosen >= 0 and self.marks()[self._chosen].payload is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Emit the payload of the clicked mark."""
        self._grip.let_go()
        if event.button() is Qt.MouseButton.LeftButton:
            self._emit_payload(self._mark_at(event.position()))

    def _pulled_out(self, event: QMouseEvent) -> bool:
        """Return whether a hand drags the chart away."""
        return self._grip.pulls(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Clear the choice when the mouse leaves."""
        self._chosen = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between marks with the arrows, Home and End; Enter or Space emits the payload."""
        last = len(self.marks()) - 1
        goals = {
            Qt.Key.Key_Right: min(last, self._chosen + 1),
            Qt.Key.Key_Down: min(last, self._chosen + 1),
            Qt.Key.Key_Left: max(0, self._chosen - 1),
            Qt.Key.Key_Up: max(0, self._chosen - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in goals and last >= 0:
            self._choose(goals[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._chosen >= 0:
            self._emit_payload(self._chosen)
        else:
            super().keyPressEvent(event)

    def pen(self, token: str, width: float = 1, *, dashed: bool = False) -> QPen:
        """Return a pen in the colour of a token."""
        pen = QPen(self.theme.colour(token), width)
        if dashed:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 3])
        return pen

    def translucent(self, token: str, share: float) -> QColor:
        """Return the colour of a token with `share` (0 to 1) as its opacity."""
        colour = self.theme.colour(token)
        colour.setAlphaF(share)
        return colour

    def _mark_at(self, where: QPointF) -> int:
        return next((i for i, mark in enumerate(self.marks()) if mark.area.contains(where)), -1)

    def _choose(self, position: int) -> None:
        if position == self._chosen:
            return
        self._chosen = position
        self.update()
        if position < 0:
            QToolTip.hideText()
            self.setAccessibleDescription(self._description)
            return
        mark = self.marks()[position]
        self.setAccessibleDescription(f"{mark.tip}. {self._description}")
        corner = QPoint(round(mark.area.center().x()) - 20, max(0, round(mark.area.top()) - 56))
        QToolTip.showText(self.mapToGlobal(corner), mark.tip, self)

    def _emit_payload(self, position: int) -> None:
        marks = self.marks()
        if 0 <= position < len(marks) and marks[position].payload is not None:
            self.wanted.emit(marks[position].payload)

    def _draw_focus(self, painter: QPainter) -> None:
        marks = self.marks()
        area = marks[self._chosen].area if 0 <= self._chosen < len(marks) else QRectF(self.rect())
        painter.setPen(self.pen("accent", 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)


def measure_axis(font: QFont, labels: Iterable[str]) -> float:
    """Return the room in pixels that the labels of a left axis need, with the gap beside it."""
    measure = QFontMetricsF(font)
    return max(LEAST_AXIS, BESIDE + 2 + max(map(measure.horizontalAdvance, labels), default=0.0))


def choose_steps(highest: float, lines: int = 3) -> list[int]:
    """Return round values from 0 to at least `highest`, about `lines` steps apart."""
    if highest <= 0:
        return [0, 1]
    rough = highest / lines
    power = 1
    while power * 10 <= rough:
        power *= 10
    step = next((power * unit for unit in (1, 2, 5, 10) if power * unit >= rough), power * 10)
    return [step * i for i in range(int(-(-highest // step)) + 1)]
