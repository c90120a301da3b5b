"""The program's icon as pictures of every size, drawn from the one vector file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from supportlens.gui.theme import LIGHT
from supportlens.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw_icon(size: int) -> QImage:
    """Return the icon, a white ring on a tile of the accent colour, in `size` pixels."""
    drawing = resource("icons", "supportlens.svg").read_text(encoding="utf-8")
    ring = QSvgRenderer(drawing.replace("currentColor", LIGHT.on_accent).encode())
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    edge = size / 32
    painter.drawRoundedRect(QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size / 5, size / 5)
    inner = size * 0.72
    ring.render(painter, QRectF((size - inner) / 2, (size - inner) / 2, inner, inner))
    painter.end()
    return image


def write_icons(folder: Path) -> list[Path]:
    """Write the icon in all sizes, and in one file each for Windows and macOS; return the files."""
    _ = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for size in SIZES:
        path = folder / "hicolor" / f"{size}x{size}" / "apps" / "supportlens.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        draw_icon(size).save(str(path))
        written.append(path)
    for ending in ("ico", "icns"):
        path = folder / f"supportlens.{ending}"
        if draw_icon(256).save(str(path)):  # Qt's plug-in for icns is no part of every build
            written.append(path)
    return written
