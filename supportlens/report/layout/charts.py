"""Native charts in the window's style: no frames, a light grid, colour only where it has meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.report.layout.ranges import CellRange


class Drawn(StrEnum):
    """How a series is drawn."""

    BARS = "bars"
    LINE = "line"
    MARK = "mark"
    """A mark with the name of the series beside it, where the series has a value."""
    SIGN = "sign"
    """A mark without a name, which the legend explains."""


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series: the cell of its name, the cells of its values, and how it is drawn."""

    name: tuple[int, int]
    values: CellRange
    colour: str
    drawn: Drawn = Drawn.BARS
    second_axis: bool = False
    points: tuple[tuple[int, str], ...] = ()
    """Single values with a colour of their own, counted from 0."""
    labels: CellRange | None = None
    """The cells whose texts stand beside the marks, None for the name of the series."""


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart over cells of one sheet, at a cell of the sheet it stands on."""

    title: str
    description: str
    """What it shows, for somebody who does not see it."""
    series: tuple[ChartSeries, ...]
    categories: CellRange
    at: tuple[int, int]
    size: tuple[int, int]
    """Width and height in points of the screen."""
    number_format: str
    sheet: str = ""
    """The sheet of the cells, that of the chart if empty."""
    category_format: str = ""
    category_step: int = 1
    """Every how many categories one is labelled."""
    stacked: bool = False
    gap: int = 25
    top: float | None = None
    """The end of the first axis, None for what fits."""
    steps: int = 5
    """Lines of the grid where `top` is given, the same on both axes."""
    second_format: str = ""
    second_top: float = 1.0
    legend: bool = True


def recolour(chart: NativeChart, colour: Callable[[str], str]) -> NativeChart:
    """Return a chart with other colours; `colour` returns the one to take for each."""
    series = (
        replace(
            one,
            colour=colour(one.colour),
            points=tuple((at, colour(special)) for at, special in one.points),
        )
        for one in chart.series
    )
    return replace(chart, series=tuple(series))
