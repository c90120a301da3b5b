"""The Pareto: which causes make up most of the tickets."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.marker import DataPoint

from supportlens.i18n.labels import kind_name
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.charts import paint_bars, paint_line, style_chart
from supportlens.report.layout.styles import ACCENT, INTEGER, PERCENT, PERCENT_1, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_GRID = 5
"""Lines of the grid, the same on both axes."""
_BARS = 12
"""More bars than this cannot be read in a chart; the table has them all."""


def add(book: Workbook, study: Study, words: Words, _edition: Edition) -> None:
    """Add the Pareto table with its chart."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    columns = (
        SheetColumn(words.say("Cause"), 40),
        SheetColumn(words.say("Kind"), 26),
        number_column(words.say("Tickets"), 11, INTEGER),
        number_column(words.say("Share"), 10, PERCENT_1),
        number_column(words.say("Cumulative share"), 15, PERCENT_1),
    )
    ordered = study.causes_by_size
    chief = next((at for at, cause in enumerate(ordered) if cause.id == study.verdict.cause_id), None)
    rows = _rows(study, words)
    write_table_sheet(sheet, words, columns, rows, freeze="A2", strong=() if chief is None else (chief,))
    if ordered:
        _add_chart(sheet, min(len(ordered), _BARS), chief, len(study.tickets), words)


def _rows(study: Study, words: Words) -> list[list[Value]]:
    """Return a row per cause, most tickets first, then one for tickets without a cause."""
    total = max(1, len(study.tickets))
    ordered = study.causes_by_size
    counted: list[tuple[str, str, int]] = [
        (words.read(cause.name), kind_name(cause.kind, words), cause.tickets) for cause in ordered
    ]
    alone = total - study.noise - sum(cause.tickets for cause in ordered)
    for name, tickets in (
        (words.say("Without a cause"), alone),
        (words.say("Without content"), study.noise),
    ):
        if tickets > 0:
            counted.append((name, "\N{EN DASH}", tickets))
    sums = accumulate(tickets for _, _, tickets in counted)
    return [
        [name, kind, tickets, tickets / total, summed / total]
        for (name, kind, tickets), summed in zip(counted, sums, strict=True)
    ]


def _add_chart(sheet: Worksheet, bars: int, chief: int | None, total: int, words: Words) -> None:
    """Draw the bars up to all tickets and the line up to 100 %, so that both axes share one scale."""
    names = Reference(sheet, min_col=1, min_row=2, max_row=bars + 1)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=bars + 1), titles_from_data=True)
    chart.set_categories(names)
    chart.gapWidth = 35
    paint_bars(chart.series[0], REST)
    if chief is not None and chief < bars:
        point = DataPoint(idx=chief)
        point.graphicalProperties.solidFill = ACCENT
        chart.series[0].data_points.append(point)
    style_chart(chart, words.say("Tickets by cause and cumulative share"), INTEGER)
    line = LineChart()
    line.add_data(Reference(sheet, min_col=5, min_row=1, max_row=bars + 1), titles_from_data=True)
    paint_line(line.series[0])
    line.y_axis.axId = 200
    chart.y_axis.scaling.max, chart.y_axis.majorUnit = total, total / _GRID
    line.y_axis.scaling.min, line.y_axis.scaling.max = 0, 1
    line.y_axis.majorUnit = 1 / _GRID
    line.y_axis.majorGridlines = None
    line.y_axis.crosses = "max"
    line.y_axis.number_format = PERCENT
    line.y_axis.delete = False
    chart += line
    chart.width, chart.height = 24, 13
    sheet.add_chart(chart, "G2")


SHEET = Sheet(
    position=20,
    title=lambda words: words.say("Pareto"),
    contents=lambda _, words: words.say("Causes from most to least frequent, with the cumulative share."),
    add=add,
)
