"""Saves a chart where the person chooses: as a picture, as lines, or as its figures."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from supportlens.gui.widgets.charts.chart_files import paint_picture, write_svg

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.gui.widgets.charts.chart import Chart


def save_chart(chart: Chart, path: Path) -> bool:
    """Write a chart by its suffix, ``.svg``, ``.csv`` or a picture; return whether it worked."""
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return write_svg(chart, path)
    if suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(chart.figures())
        return True
    return paint_picture(chart).save(str(path))
