"""One window for a person: a further start hands its files to the window that is open."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

WAIT_MS = 1500
"""Milliseconds for which a start waits for the open window; then it opens a window of its own."""
MOST_BYTES = 1_000_000
"""The longest message that is read: some thousand paths."""
TAKEN = b"taken"


def instance_name(settings: str) -> str:
    """Return the name under which the window of a person listens, by the path of the settings."""
    return "supportlens-" + hashlib.sha256(settings.encode("utf-8")).hexdigest()[:16]


def hand_over(name: str, paths: Sequence[Path]) -> bool:
    """Send paths to the open window and return whether it took them; False if none is open."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    message = json.dumps([str(path.absolute()) for path in paths]).encode("utf-8")
    socket.write(message + b"\n")
    socket.waitForBytesWritten(WAIT_MS)
    if not socket.bytesAvailable():  # the answer may have come while the message was written
        socket.waitForReadyRead(WAIT_MS)
    answered = bytes(socket.readAll().data()).startswith(TAKEN)
    socket.disconnectFromServer()
    return answered


class InstanceServer(QObject):
    """Listens for further starts; emits `opened(paths)` with their files, () for none."""

    opened = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # what a killed program left
            self._server.listen(name)

    @property
    def listening(self) -> bool:
        """Whether further starts find this window."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._read(one))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        paths = read_paths(bytes(socket.readLine().data()))
        if paths is None:
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        self.opened.emit(paths)


def read_paths(message: bytes) -> tuple[Path, ...] | None:
    """Return the paths of a message, None for one that no start of this program sent."""
    try:
        names = json.loads(message.decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(Path(name) for name in names)
