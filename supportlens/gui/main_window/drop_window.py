"""A window that takes files and folders dropped anywhere on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from supportlens.gui.main_window.opened_study import drop_line, local_paths
from supportlens.gui.main_window.paged_window import PagedWindow
from supportlens.gui.widgets.shell.drop_zone import DropOverlay

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

    from supportlens.gui.settings import Settings


class DropWindow(PagedWindow):
    """Shows over the whole window what dropping will do; a subclass opens what was dropped."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._overlay = DropOverlay(self)
        self.setAcceptDrops(True)

    def open(self, paths: tuple[Path, ...]) -> None:
        """Open files; a subclass implements this."""
        raise NotImplementedError

    @property
    def project(self) -> Path | None:
        """The project that is open, None where none is."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show over the whole window what dropping these files will do."""
        paths = local_paths(event.mimeData())
        if paths:
            self._overlay.show_text(drop_line(paths, self.words, self.project), self.theme)
            _accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep accepting the drag while the overlay is visible."""
        if self._overlay.isVisible():
            _accept(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Hide the overlay when the files leave."""
        self._overlay.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files and return at once: the file manager waits until this returns."""
        self._overlay.hide()
        paths = local_paths(event.mimeData())
        if paths:
            _accept(event)
            QTimer.singleShot(0, self, lambda: self.open(paths))


def _accept(event: QDropEvent) -> None:
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
