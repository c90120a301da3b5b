"""Takes files and folders dropped anywhere on the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from supportlens.gui.main_window.dropped_files import local_paths
from supportlens.gui.widgets.shell.drop_zone import DropOverlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from supportlens.gui.theme import Theme

    Paths = tuple[Path, ...]


class Dropping(NamedTuple):
    """The line that announces what dropping does, its theme, and the function that opens the files."""

    describe: Callable[[Paths], str]
    theme: Callable[[], Theme]
    open: Callable[[Paths], None]


class DropTarget(QObject):
    """Shows over the whole window what dropping will do, and opens what was dropped."""

    def __init__(self, window: QWidget, dropping: Dropping) -> None:
        super().__init__(window)
        self._window = window
        self._dropping = dropping
        self._overlay = DropOverlay(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the drags and drops of the window."""
        if isinstance(event, QDragEnterEvent):  # before QDragMoveEvent, its base class
            self._enter(event)
        elif isinstance(event, QDragMoveEvent):
            if self._overlay.isVisible():
                _accept(event)
        elif isinstance(event, QDropEvent):
            self._drop(event)
        elif event.type() is QEvent.Type.DragLeave:
            self._overlay.hide()
        else:
            return super().eventFilter(watched, event)
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        paths = local_paths(event.mimeData())
        if paths and event.source() is None:  # what is dragged out of the window is no log to open
            self._overlay.show_text(self._dropping.describe(paths), self._dropping.theme())
            _accept(event)

    def _drop(self, event: QDropEvent) -> None:
        """Take the files and return at once: the file manager waits until this returns."""
        self._overlay.hide()
        paths = local_paths(event.mimeData())
        if paths:
            _accept(event)
            QTimer.singleShot(0, self._window, lambda: self._dropping.open(paths))


def _accept(event: QDropEvent) -> None:
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
