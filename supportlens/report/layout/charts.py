"""Native charts in the window's style: no frames, a light grid, colour only where it has meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from supportlens.report.layout.styles import INK, INK_2, LINE, WARN
from supportlens.report.writing.safe_text import excel_safe

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.chart.series import Series

_POINT = 100
_EMU = 12_700


def style_chart(chart: BarChart, title: str, number_format: str) -> None:
    """Set a chart's title, a light grid and visible axes."""
    chart.title = _title(title)
    chart.legend.position = "b"
    chart.y_axis.number_format = number_format
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    for axis in (chart.x_axis, chart.y_axis):
        # Recent versions of Excel hide an axis unless `delete` is set to False.
        axis.delete = False
        axis.txPr = _axis_text()
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _title(text: str) -> Title:
    style = CharacterProperties(sz=13 * _POINT, b=True, solidFill=INK)
    run = RegularTextRun(rPr=style, t=excel_safe(text))
    rich = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), r=[run])])
    return Title(tx=Text(rich=rich), overlay=False)


def _axis_text() -> RichText:
    style = CharacterProperties(sz=9 * _POINT, solidFill=INK_2)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])


def paint_bars(series: Series, colour: str) -> None:
    """Fill the bars of a series."""
    series.graphicalProperties.solidFill = colour
    series.graphicalProperties.line.solidFill = colour
    series.invertIfNegative = False


def paint_line(series: Series) -> None:
    """Draw a series as a thin line with small marks."""
    series.graphicalProperties.line.solidFill = INK_2
    series.graphicalProperties.line.width = 2 * _EMU
    series.smooth = False
    series.marker = _marker("circle", 5, INK_2)


def paint_mark(series: Series) -> None:
    """Draw a series of one value as a mark with its name beside it."""
    series.graphicalProperties.line.noFill = True
    series.smooth = False
    series.marker = _marker("triangle", 9, WARN)
    series.dLbls = DataLabelList(
        showSerName=True,
        showVal=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        dLblPos="t",
    )


def _marker(symbol: Literal["circle", "triangle"], size: float, colour: str) -> Marker:
    fill = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    return Marker(symbol=symbol, size=size, spPr=fill)
