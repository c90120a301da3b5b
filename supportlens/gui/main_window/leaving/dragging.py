"""Drags rows, tables and charts out of the window: into a spreadsheet, a message or a folder."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QPixmap

from supportlens.domain import silent
from supportlens.gui.main_window.leaving.copy_runner import write_cells
from supportlens.gui.widgets.charts.chart import Chart
from supportlens.gui.widgets.charts.chart_files import paint_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.models.ticket_rows import LeavingRows
    from supportlens.i18n import Words

MOST_DRAGGED = 300
"""Rows that can be dragged. A row is masked in half a millisecond, and a hand that moves does not wait."""
LONGEST_NAME = 80
"""Letters of the name of a dragged file. Judgement: a title of a page has fewer."""
PICTURE_WIDTH = 240
"""Pixels of the small picture under the hand that drags a chart."""

BESIDE_HAND = QPoint(-14, -14)
"""Where the hand is from the corner of that picture, so that what it is dropped on stays in view."""


class DragFolder:
    """The folder of what was dragged last: other programs copy its files after the hand has let go."""

    def __init__(self) -> None:
        """Make no folder yet."""
        self._folder: TemporaryDirectory[str] | None = None

    def renew(self) -> Path:
        """Return an empty folder; the files of the drag before are removed."""
        self.remove()
        self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def remove(self) -> None:
        """Remove the folder."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def pack_rows(rows: LeavingRows, study: Study, words: Words, folder: Path, *, mask: bool) -> QMimeData:
    """Return rows as other programs take them: tab-separated text, and a CSV file in a folder."""
    cells = [*write_cells(rows, study, words, mask=mask, progress=silent)]
    return pack_table(cells, folder, words.say("Tickets"))


def pack_table(cells: Sequence[Iterable[str]], folder: Path, name: str) -> QMimeData:
    """Return a table as other programs take it: tab-separated text, and a CSV file in a folder."""
    from supportlens.app.output.masked_rows import as_tsv, write_csv  # noqa: PLC0415 - needs openpyxl

    path = folder / f"{file_stem(name)}.csv"
    write_csv(cells, path)
    data = QMimeData()
    data.setText(as_tsv(cells))
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def pack_chart(chart: Chart, cells: Sequence[Iterable[str]], folder: Path) -> QMimeData:
    """Return a chart as other programs take it: a picture, its file in a folder, and its figures."""
    from supportlens.app.output.masked_rows import as_tsv  # noqa: PLC0415 - needs openpyxl

    picture = paint_picture(chart)
    path = folder / f"{file_stem(chart.accessibleName())}.png"
    data = QMimeData()
    if picture.save(str(path)):
        data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setImageData(picture.toImage())
    data.setText(as_tsv(cells))
    return data


def file_stem(name: str) -> str:
    """Return a name without what no file may be called on some system."""
    plain = re.sub(r'[\x00-\x1f\\/:*?"<>|]+', " ", name)
    return " ".join(plain.split())[:LONGEST_NAME].rstrip(". ") or "SupportLens"


def drag_rows(source: QWidget, data: QMimeData, shown: QPixmap | None = None) -> None:
    """Drag until the hand lets go, with a small picture under it; other programs copy what they take."""
    dragging = QDrag(source)
    dragging.setMimeData(data)
    if shown is not None:
        dragging.setPixmap(shown)
        dragging.setHotSpot(BESIDE_HAND)
    dragging.exec(Qt.DropAction.CopyAction)


def small_picture(chart: Chart) -> QPixmap:
    """Return what a hand sees of the chart that it drags."""
    sharp = chart.devicePixelRatioF()
    width = round(PICTURE_WIDTH * sharp)
    picture = paint_picture(chart).scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    picture.setDevicePixelRatio(sharp)
    return picture
