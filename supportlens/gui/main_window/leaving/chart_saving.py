"""Saves a chart or a table where the person chooses: as a picture, as lines, or as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.charts.chart import Chart
from supportlens.gui.widgets.charts.chart_files import paint_picture, write_svg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.i18n import Words


def list_cells(place: QWidget, study: Study, words: Words, *, mask: bool) -> list[Sequence[str]]:
    """Return the figures of a chart or the rows of a table, masked if wanted; none of anything else."""
    from supportlens.app.output.masked_rows import mask_rows  # noqa: PLC0415 - needs openpyxl

    cells: list[Sequence[str]] = []
    if isinstance(place, Chart):
        cells = [*place.figures()]
    elif isinstance(place, Card) and place.table is not None:
        cells = [*place.table()]
    return [*mask_rows(cells, (), study, words)] if mask else cells


def save_place(place: QWidget, cells: Sequence[Sequence[str]], path: Path) -> bool:
    """Write a chart or a table by its suffix, ``.svg``, ``.csv`` or a picture; return whether it worked."""
    from supportlens.app.output.masked_rows import write_csv  # noqa: PLC0415 - needs openpyxl

    suffix = path.suffix.lower()
    if suffix == ".csv":
        write_csv(cells, path)
        return True
    if not isinstance(place, Chart):
        return False
    return write_svg(place, path) if suffix == ".svg" else paint_picture(place).save(str(path))
