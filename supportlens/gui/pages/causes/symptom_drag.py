"""A symptom that is dragged: what it carries, and what it may be dropped on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

KIND = "application/x-supportlens-symptom"
FAINTNESS = 0.85


class DraggedSymptom(NamedTuple):
    """A symptom that is dragged out of a cause."""

    symptom_id: str
    cause_id: str


def pack(symptom: DraggedSymptom, text: str = "") -> QMimeData:
    """Return what is dragged; other programs take its `text`."""
    data = QMimeData()
    if text:
        data.setText(text)
    data.setData(KIND, QByteArray("\n".join(symptom).encode()))
    return data


def unpack(data: QMimeData | None) -> DraggedSymptom | None:
    """Return the symptom that is dragged, None if something else is."""
    if data is None or not data.hasFormat(KIND):
        return None
    symptom_id, _, cause_id = bytes(data.data(KIND).data()).decode().partition("\n")
    return DraggedSymptom(symptom_id, cause_id)


def drag(source: QWidget, symptom: DraggedSymptom, picture: QPixmap, text: str) -> None:
    """Drag a symptom until it is let go: onto a cause, or out of the window, where its `text` is copied."""
    dragging = QDrag(source)
    dragging.setMimeData(pack(symptom, text))
    dragging.setPixmap(picture)
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    dragging.exec(both, Qt.DropAction.MoveAction)


class SymptomTarget(QObject):
    """Lets symptoms be dropped on a widget; emits `hovered`, `left` and `dropped` with the symptom."""

    hovered = Signal(object)
    left = Signal()
    dropped = Signal(object)

    def __init__(self, widget: QWidget, cause_id: str) -> None:
        """Take the symptoms of other causes than the one with `cause_id`."""
        super().__init__(widget)
        self._cause_id = cause_id
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the drags over the widget."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            symptom = unpack(event.mimeData())
            if symptom is None or symptom.cause_id == self._cause_id:
                event.ignore()
                return symptom is not None
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self._tell(event, symptom)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _tell(self, event: QEvent, symptom: DraggedSymptom) -> None:
        if event.type() is QEvent.Type.DragEnter:
            self.hovered.emit(symptom)
        elif event.type() is QEvent.Type.Drop:
            self.dropped.emit(symptom)
