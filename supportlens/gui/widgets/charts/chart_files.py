"""A chart as a picture: pixels twice as sharp as on the screen, or lines and text (SVG)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.gui.widgets.charts.chart import Chart

SHARPNESS = 2


def paint_picture(chart: Chart) -> QPixmap:
    """Return the picture of a chart on its surface, without the mark of focus or mouse."""
    picture = QPixmap(chart.size() * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(chart.theme.colour("surface"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chart.draw(painter)
    painter.end()
    return picture


def write_svg(chart: Chart, path: Path) -> bool:
    """Write a chart as SVG, its words as text; return whether that was possible."""
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(chart.size())
    generator.setViewBox(QRect(0, 0, chart.width(), chart.height()))
    generator.setTitle(chart.accessibleName())
    generator.setDescription(chart.accessibleDescription())
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.fillRect(chart.rect(), chart.theme.colour("surface"))
    chart.draw(painter)
    return painter.end() and path.exists()
