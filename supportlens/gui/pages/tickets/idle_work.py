"""What the first search and the first sorting need, prepared while the window is idle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from supportlens.gui.models import TicketsModel


class IdleWork(QTimer):
    """Folds the texts of a model for the search and ranks its columns, a little at a time."""

    def __init__(self, model: TicketsModel, parent: QObject) -> None:
        super().__init__(parent, interval=0)
        self._model = model
        self._ranking = model.cells.rank_ahead()
        self.timeout.connect(self._go_on)
        self.start()

    def _go_on(self) -> None:
        if not self._model.texts.fold_more() and next(self._ranking, self) is self:
            self.stop()
