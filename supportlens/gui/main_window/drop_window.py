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
    """Says over all of itself what dropping will do; whoever inherits opens what was dropped."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._veil = DropOverlay(self)
        self.setAcceptDrops(True)

    def open(self, paths: tuple[Path, ...]) -> None:
        """Open what was dropped."""
        raise NotImplementedError

    @property
    def project(self) -> Path | None:
        """The project that is open, None where none is."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say over the whole window what dropping these files will do."""
        paths = local_paths(event.mimeData())
        if paths:
            self._veil.announce(drop_line(paths, self.words, self.project), self.theme)
            _accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on accepting what was accepted."""
        if self._veil.isVisible():
            _accept(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the veil away when the files leave."""
        self._veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files and return at once: the file manager waits for as long as this lasts."""
        self._veil.hide()
        paths = local_paths(event.mimeData())
        if paths:
            _accept(event)
            QTimer.singleShot(0, self, lambda: self.open(paths))


def _accept(event: QDropEvent) -> None:
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
