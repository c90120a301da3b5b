"""Where the cells of a sheet lie, in points of a page before it is scaled."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from supportlens.report.drawing.chart_drawing import SCREEN_POINT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.report.layout.book import SheetDraft
    from supportlens.report.layout.ranges import CellRange

_CHARACTER, _PADDING = 5.25, 3.75
"""Points of a character of the width of a column, and of its margins: Calibri 11, as Excel counts."""
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0


class SheetGeometry:
    """The edges of the rows and columns of a sheet."""

    def __init__(self, sheet: SheetDraft) -> None:
        """Add up the widths and heights as far as there are cells or charts."""
        charts = [(*chart.at, *chart.size) for chart in sheet.charts]
        columns = max([1, *(column for _, column in sheet.cells), *(one[1] for one in charts)])
        rows = max([1, *(row for row, _ in sheet.cells), *(one[0] for one in charts)])
        self._sides = self._edges(
            0.0 if at in sheet.hidden else sheet.widths.get(at, _USUAL_WIDTH) * _CHARACTER + _PADDING
            for at in range(1, columns + 1)
        )
        self._tops = self._edges(sheet.heights.get(at, _USUAL_HEIGHT) for at in range(1, rows + 1))
        rights = (self._sides[one[1] - 1] + one[2] * SCREEN_POINT for one in charts)
        bottoms = (self._tops[one[0] - 1] + one[3] * SCREEN_POINT for one in charts)
        self.width = max([self._sides[-1], *rights])
        self.height = max([self._tops[-1], *bottoms])

    @staticmethod
    def _edges(sizes: Iterable[float]) -> list[float]:
        return list(accumulate(sizes, initial=0.0))

    @property
    def tops(self) -> list[float]:
        """The upper edges of all rows, and the end of the last."""
        return self._tops

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Return the left and upper edge of a cell."""
        return self._sides[column - 1], self._tops[row - 1]

    def box(self, cells: CellRange) -> tuple[float, float, float, float]:
        """Return left, top, width and height of cells."""
        left, top = self.corner(cells.first_row, cells.first_column)
        return left, top, self._sides[cells.last_column] - left, self._tops[cells.last_row] - top
