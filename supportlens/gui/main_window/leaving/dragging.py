"""Drags rows of a table out of the window: into a spreadsheet, a message or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag

from supportlens.domain import silent
from supportlens.gui.main_window.leaving.copy_runner import write_cells

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.models.ticket_rows import LeavingRows
    from supportlens.i18n import Words

MOST_DRAGGED = 300
"""Rows that can be dragged. A row is masked in half a millisecond, and a hand that moves does not wait."""


def pack_rows(rows: LeavingRows, study: Study, words: Words, folder: Path, *, mask: bool) -> QMimeData:
    """Return rows as other programs take them: tab-separated text, and a CSV file in a folder."""
    from supportlens.app.output.masked_rows import as_tsv, write_csv  # noqa: PLC0415 - needs openpyxl

    cells = write_cells(rows, study, words, mask=mask, progress=silent)
    path = folder / f"{words.say('Tickets')}.csv"
    write_csv(cells, path)
    data = QMimeData()
    data.setText(as_tsv(cells))
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def drag_rows(source: QWidget, data: QMimeData) -> None:
    """Drag until the hand lets go; other programs copy what they take."""
    dragging = QDrag(source)
    dragging.setMimeData(data)
    dragging.exec(Qt.DropAction.CopyAction)
