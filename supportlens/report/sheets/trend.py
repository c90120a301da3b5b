"""The trend: tickets per week, this cause against the rest, with the changes in the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.legend import LegendEntry

from supportlens.i18n.onsets import change_line
from supportlens.report.content.cause_facts import onset_lines
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import set_widths, write_across, write_cell
from supportlens.report.layout.charts import paint_bars, paint_mark, style_chart
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, DAY, INTEGER, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from supportlens.domain import Cause, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_MARK = 6
"""The column whose one value marks the change in the chart."""


def add(book: Workbook, study: Study, words: Words, _edition: Edition) -> None:
    """Add the weekly table with its chart."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    if not study.weeks:
        set_widths(sheet, (100,))
        write_across(sheet, 1, (1, 1), words.say("The log has no dates, so there is no trend."), BODY)
        set_page(sheet, words)
        return
    columns = _columns(study, words)
    strong = _onset_week(study)
    write_table_sheet(
        sheet, words, columns, _rows(study), freeze="B2", strong=() if strong is None else (strong,)
    )
    _add_chart(sheet, study, words)
    if study.main_cause is not None:
        _write_explanation(sheet, study.main_cause, words)


def _columns(study: Study, words: Words) -> tuple[SheetColumn, ...]:
    chief = study.main_cause
    change = chief.change.change.name if chief and chief.change else words.say("Change marker")
    return (
        SheetColumn(words.say("Week of"), 13, DAY, "right"),
        number_column(words.read(chief.name) if chief else words.say("This cause"), 22, INTEGER),
        number_column(words.say("All the rest") if chief else words.say("All tickets"), 16, INTEGER),
        number_column(words.say("Total"), 11, INTEGER),
        SheetColumn(words.say("Changes of that week"), 54),
        number_column(change, 22, INTEGER),
    )


def _rows(study: Study) -> list[list[Value]]:
    chief = study.main_cause
    own = chief.weekly if chief and chief.weekly else (0,) * len(study.weeks)
    marked = _monday(chief.change.change.day) if chief and chief.change else None
    height = max(study.weekly, default=0)
    return [
        [
            week,
            mine if chief else None,
            total - mine,
            total,
            ", ".join(change.name for change in study.calendar if _monday(change.day) == week) or None,
            height if week == marked else None,
        ]
        for week, mine, total in zip(study.weeks, own, study.weekly, strict=True)
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _onset_week(study: Study) -> int | None:
    chief = study.main_cause
    if chief is None or chief.onset is None:
        return None
    monday = _monday(chief.onset.day)
    return study.weeks.index(monday) if monday in study.weeks else None


def _add_chart(sheet: Worksheet, study: Study, words: Words) -> None:
    last = len(study.weeks) + 1
    weeks = Reference(sheet, min_col=1, min_row=2, max_row=last)
    chart = BarChart()
    chart.grouping, chart.overlap, chart.gapWidth = "stacked", 100, 25
    first = 2 if study.main_cause else 3
    chart.add_data(Reference(sheet, min_col=first, max_col=3, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(weeks)
    paint_bars(chart.series[-1], REST)
    if study.main_cause:
        paint_bars(chart.series[0], ACCENT)
    style_chart(chart, words.say("Tickets a week"), INTEGER)
    chart.x_axis.number_format = "d mmm"
    chart.x_axis.tickLblSkip = max(1, len(study.weeks) // 12)
    if study.main_cause and study.main_cause.change:
        chart += _change_mark(sheet, last)
        # The mark is labelled directly.
        chart.legend.legendEntry = [LegendEntry(idx=2, delete=True)]
    chart.width, chart.height = 26, 13
    sheet.add_chart(chart, "H2")


def _change_mark(sheet: Worksheet, last: int) -> LineChart:
    line = LineChart()
    line.add_data(Reference(sheet, min_col=_MARK, min_row=1, max_row=last), titles_from_data=True)
    paint_mark(line.series[0])
    return line


def _write_explanation(sheet: Worksheet, chief: Cause, words: Words) -> None:
    """Write below the chart what it shows, unwrapped: it shares its rows with the table beside it."""
    lines = (*onset_lines(chief, words), change_line(chief, words))
    for offset, line in enumerate(line for line in lines if line):
        write_cell(sheet, 28 + offset, 8, line, replace(BODY, wrap=False))


SHEET = Sheet(
    position=30,
    title=lambda words: words.say("Trend"),
    contents=lambda _, words: words.say("Tickets week by week, with the change marked."),
    add=add,
)
