"""Opens a written file with its program, and shows it in the file manager."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

FILE_MANAGER = (
    "--session",
    "--print-reply",
    "--reply-timeout=1500",
    "--dest=org.freedesktop.FileManager1",
    "--type=method_call",
    "/org/freedesktop/FileManager1",
    "org.freedesktop.FileManager1.ShowItems",
)
"""How `dbus-send` asks the file manager of a free desktop to show files (freedesktop.org, FileManager1)."""


def open_file(path: Path) -> None:
    """Open a file with the program of its type."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path, parent: QObject) -> None:
    """Show a file in its folder, chosen where the file manager can do that; the window does not wait."""
    program, *arguments = reveal_command(path, sys.platform)
    process = QProcess(parent)

    def end(failed: object) -> None:
        process.deleteLater()
        if failed and program != "explorer.exe":  # Explorer ends with 1 though it has shown the file
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    process.finished.connect(lambda code, _status: end(code))
    process.errorOccurred.connect(
        lambda error: end(error) if error is QProcess.ProcessError.FailedToStart else None
    )
    process.start(program, arguments)


def reveal_command(path: Path, platform: str) -> tuple[str, ...]:
    """Return the command that shows a file in the file manager of a platform (as `sys.platform` names it)."""
    if platform == "win32":
        return "explorer.exe", f"/select,{path}"
    if platform == "darwin":
        return "open", "-R", str(path)
    return "dbus-send", *FILE_MANAGER, f"array:string:{path.as_uri()}", "string:"
