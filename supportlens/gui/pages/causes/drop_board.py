"""The board that appears while a symptom is dragged: every cause to drop it on, and what would come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from supportlens.gui.dialogs.symptom_choice import list_causes
from supportlens.gui.pages.base.foreseeing import PreviewRequest
from supportlens.gui.pages.base.statements import SymptomPlacing
from supportlens.gui.pages.cards.step_preview import StepPreview
from supportlens.gui.pages.causes.symptom_drag import DraggedSymptom, unpack
from supportlens.gui.widgets.basics.labels import FAINT, STRONG, label

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

WIDTH = 380
MARGIN = 16
"""Pixels between the board and the edges of the page."""
REST_MS = 120
"""Milliseconds on a cause after which its consequences are computed. Judgement: longer than passing."""
INTO = Qt.ItemDataRole.UserRole
OWN = ""
"""The target that makes a symptom a cause of its own."""


class DropBoard(QFrame):
    """Emits `considered(PreviewRequest)` over a cause, and `stated(SymptomPlacing)` when the hand lets go."""

    considered = Signal(object)
    stated = Signal(object)

    def __init__(
        self, page: QWidget, dragged: DraggedSymptom, study: Study, words: Words, theme: Theme
    ) -> None:
        super().__init__(page)
        self.setProperty("role", "card")
        self._dragged = dragged
        symptom, cause = study.symptom(dragged.symptom_id), study.cause(dragged.cause_id)
        name = words.cite(symptom.name) if symptom else ""
        self.preview = StepPreview(study, words, theme)
        self.targets = TargetList(dragged)
        self.targets.setFont(theme.font(14))
        self.targets.setAccessibleName(words.say("Causes"))
        if cause is not None and len(cause.symptoms) > 1:
            self._offer(words.say("A cause of its own"), OWN)
        for cause_id, line in list_causes(study, words, dragged.cause_id):
            self._offer(line, cause_id)
        self.targets.hovered.connect(self._hover)
        self.targets.left.connect(self._leave)
        self.targets.dropped.connect(self._drop)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(label(words.say("Drop {name} on its cause", name=name), STRONG, theme))
        rows.addWidget(self.targets, 1)
        rows.addWidget(self.preview)
        rows.addWidget(label(words.say("Esc leaves it where it is."), FAINT, theme))
        self._over: str | None = None
        self.keep_place()
        self.show()
        self.raise_()

    def keep_place(self) -> None:
        """Stand at the right edge of the page, as high as it is."""
        page = self.parentWidget()
        if page is None:
            return
        width = min(WIDTH, page.width() // 2)
        self.setGeometry(
            QRect(page.width() - width - MARGIN, MARGIN, width, max(0, page.height() - 2 * MARGIN))
        )

    def consider(self, into: str) -> None:
        """Show what would come of dropping the symptom on a cause, "" for one of its own."""
        self._hover(into)
        self.targets.show_over(into)

    def _offer(self, text: str, into: str) -> None:
        item = QListWidgetItem(text, self.targets)
        item.setData(INTO, into)
        item.setToolTip(text)

    def _hover(self, into: str) -> None:
        if into == self._over:
            return
        self._over = into
        self.preview.begin(self._statement(into))
        self._rest.start()

    def _leave(self) -> None:
        self._over = None
        self._rest.stop()
        self.preview.clear()

    def _ask(self) -> None:
        if self._over is not None:
            self.considered.emit(PreviewRequest(self._statement(self._over), self.preview))

    def _drop(self, into: str) -> None:
        self.stated.emit(self._statement(into))

    def _statement(self, into: str) -> SymptomPlacing:
        return SymptomPlacing((self._dragged.symptom_id,), self._dragged.cause_id, into or None)


class TargetList(QListWidget):
    """A list of causes that a symptom is dropped on; it scrolls by itself near its edges."""

    hovered = Signal(str)
    left = Signal()
    dropped = Signal(str)

    def __init__(self, dragged: DraggedSymptom) -> None:
        super().__init__()
        self._dragged = dragged
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_over(self, into: str) -> None:
        """Mark a cause as the one under the hand."""
        for row in range(self.count()):
            if self.item(row).data(INTO) == into:
                self.setCurrentRow(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take only the symptom that is dragged."""
        if unpack(event.mimeData()) == self._dragged:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the cause under the hand."""
        super().dragMoveEvent(event)  # scrolls near the edges
        item = self.itemAt(event.position().toPoint())
        if item is None or unpack(event.mimeData()) != self._dragged:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.setCurrentItem(item)
        self.hovered.emit(str(item.data(INTO)))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Mark nothing any more."""
        super().dragLeaveEvent(event)
        self.clearSelection()
        self.left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit the cause on which the symptom was dropped."""
        item = self.itemAt(event.position().toPoint())
        if item is None or unpack(event.mimeData()) != self._dragged:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(str(item.data(INTO)))
