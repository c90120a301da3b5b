"""Opens the window on the sample and tells a file what it shows, for `real_window`: SIZE FILE."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from supportlens.app import analyse
from supportlens.gui.application import prepare
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.pages.causes.symptom_rows import SymptomRow
from supportlens.gui.settings import Settings
from supportlens.resources import sample_paths


def grip_of(row: SymptomRow) -> tuple[int, int]:
    """Return where a hand takes a row: below its name, where no pencil is."""
    grip = row.mapToGlobal(QPoint(24, row.height() - 8))
    return grip.x(), grip.y()


def tell(window: MainWindow) -> dict[str, object]:
    """Return what the window shows."""
    study, page = window.study, window.page
    told: dict[str, object] = {
        "page": window.shown,
        "size": (window.width(), window.height()),
        "corrections": len(study.corrections) if study else 0,
        "read": len(study.marks.checks) if study else 0,
    }
    if isinstance(page, CausesPage):
        rows = page.findChildren(SymptomRow)
        if rows:
            told["row"] = grip_of(rows[0])
        board = page.board
        if board is not None and board.targets.count() > 1:
            inside = board.targets.visualItemRect(board.targets.item(1)).center()
            at = board.targets.viewport().mapToGlobal(inside)
            told |= {"target": (at.x(), at.y()), "shares": board.preview.shares.text()}
            sentence = board.preview.sentence
            told["rest"] = sentence.text() if sentence.isVisible() else ""
    return told


def main(size: str, told: Path) -> int:
    """Open the window until it is closed or ended."""
    home = tempfile.mkdtemp()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, home)
    app = QApplication(["supportlens"])
    settings = Settings()
    settings.language, settings.look = "es", "light"
    prepare(app, "es")
    window = MainWindow(settings)
    window.resize(*map(int, size.split("x")))
    window.showMaximized()
    paths = sample_paths("es")
    window.take(OpenedStudy(analyse(paths), paths))

    def write() -> None:
        draft = told.with_suffix(".tmp")
        draft.write_text(json.dumps(tell(window)), encoding="utf-8")
        draft.replace(told)

    timer = QTimer()
    timer.timeout.connect(write)
    timer.start(150)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
