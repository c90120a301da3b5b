"""Draws the native charts of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.report.layout.charts import Drawn, recolour
from supportlens.report.layout.styles import INK, INK_2, LINE, TYPEFACE
from supportlens.report.writing.addresses import column_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

    from supportlens.report.layout.charts import ChartSeries, NativeChart
    from supportlens.report.layout.ranges import CellRange

_FONT = {"name": TYPEFACE, "size": 9, "color": f"#{INK_2}"}
_TITLE = {"name": TYPEFACE, "size": 13, "bold": True, "color": f"#{INK}"}
_MOVES_ONLY = 2
"""The chart moves with its cells and keeps its size."""


def draw_chart(
    book: Workbook, sheet: Worksheet, plain: NativeChart, own_title: str, colour: Callable[[str], str]
) -> None:
    """Draw a chart of the cells of `plain.sheet`, or of the sheet it stands on, called `own_title`.

    `colour` returns the company's colour for one of the program's.
    """
    source = plain.sheet or own_title
    chart = recolour(plain, colour)
    bars = [one for one in chart.series if one.drawn is Drawn.BARS]
    lines = [one for one in chart.series if one.drawn is not Drawn.BARS]
    kind: dict[str, Any] = {"type": "column"}
    if chart.stacked:
        kind["subtype"] = "stacked"
    drawn = book.add_chart(kind if bars else {"type": "line"})
    for one in bars:
        drawn.add_series(_bar_series(one, chart, source))
    above = book.add_chart({"type": "line"}) if bars and lines else drawn
    for one in lines:
        above.add_series(_line_series(one, chart, source))
    if any(one.second_axis for one in lines):
        above.set_y2_axis(_second_axis(chart))
    if above is not drawn:
        drawn.combine(above)
    _set_axes(drawn, chart)
    shown = {"position": "bottom", "font": _FONT}
    # A mark is labelled where it stands.
    marks = [at for at, one in enumerate([*bars, *lines]) if one.drawn is Drawn.MARK]
    drawn.set_legend({**shown, "delete_series": marks} if chart.legend else {"none": True})
    drawn.set_title({"name": chart.title, "name_font": _TITLE, "overlay": False})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.set_size({"width": chart.size[0], "height": chart.size[1]})
    row, column = chart.at
    options = {"description": chart.description, "object_position": _MOVES_ONLY}
    sheet.insert_chart(row - 1, column - 1, drawn, options)


def _set_axes(drawn: Chart, chart: NativeChart) -> None:
    across: dict[str, Any] = {
        "num_font": _FONT,
        "line": {"color": f"#{LINE}"},
        "interval_unit": chart.category_step,
        "text_axis": True,
    }
    if chart.category_format:
        across["num_format"] = chart.category_format
    upward: dict[str, Any] = {
        "num_font": _FONT,
        "num_format": chart.number_format,
        "min": 0,
        "line": {"color": f"#{LINE}"},
        "major_gridlines": {"visible": True, "line": {"color": f"#{LINE}", "width": 0.75}},
    }
    if chart.top is not None:
        upward |= {"max": chart.top, "major_unit": chart.top / chart.steps}
    drawn.set_x_axis(across)
    drawn.set_y_axis(upward)


def _second_axis(chart: NativeChart) -> dict[str, Any]:
    return {
        "num_font": _FONT,
        "num_format": chart.second_format,
        "min": 0,
        "max": chart.second_top,
        "major_unit": chart.second_top / chart.steps,
        "line": {"color": f"#{LINE}"},
        "major_gridlines": {"visible": False},
    }


def _bar_series(series: ChartSeries, chart: NativeChart, source: str) -> dict[str, Any]:
    found = _plain_series(series, chart, source)
    found |= {
        "fill": {"color": f"#{series.colour}"},
        "border": {"color": f"#{series.colour}"},
        "gap": chart.gap,
        "overlap": 100 if chart.stacked else 0,
    }
    if series.points:
        special = dict(series.points)
        found["points"] = [
            {"fill": {"color": f"#{special[at]}"}, "border": {"color": f"#{special[at]}"}}
            if at in special
            else None
            for at in range(max(special) + 1)
        ]
    return found


def _line_series(series: ChartSeries, chart: NativeChart, source: str) -> dict[str, Any]:
    found = _plain_series(series, chart, source)
    paint = {"fill": {"color": f"#{series.colour}"}, "border": {"color": f"#{series.colour}"}}
    if series.drawn in {Drawn.MARK, Drawn.SIGN}:
        found |= {"line": {"none": True}, "marker": {"type": "triangle", "size": 9, **paint}}
        if series.drawn is Drawn.MARK:
            found["data_labels"] = _mark_labels(series, source)
    else:
        found |= {
            "line": {"color": f"#{series.colour}", "width": 2},
            "marker": {"type": "circle", "size": 5, **paint},
        }
    if series.second_axis:
        found["y2_axis"] = True
    return found


def _mark_labels(series: ChartSeries, source: str) -> dict[str, Any]:
    found: dict[str, Any] = {"series_name": True, "value": False, "position": "above", "font": _FONT}
    if series.labels is not None:
        quoted = source.replace("'", "''")
        letter = column_letter(series.labels.first_column)
        rows = range(series.labels.first_row, series.labels.last_row + 1)
        found["custom"] = [{"value": f"='{quoted}'!${letter}${row}"} for row in rows]
    return found


def _plain_series(series: ChartSeries, chart: NativeChart, source: str) -> dict[str, Any]:
    row, column = series.name
    return {
        "name": [source, row - 1, column - 1],
        "categories": [source, *_corners(chart.categories)],
        "values": [source, *_corners(series.values)],
    }


def _corners(cells: CellRange) -> tuple[int, int, int, int]:
    return (cells.first_row - 1, cells.first_column - 1, cells.last_row - 1, cells.last_column - 1)
