"""The trend: tickets per week, this cause against the rest, with the changes in the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.i18n.onsets import change_line
from supportlens.report.content.cause_facts import onset_lines
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import set_widths, write_across, write_cell
from supportlens.report.layout.charts import ChartSeries, Drawn, NativeChart
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import ACCENT, BODY, DAY, INTEGER, REST, WARN
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import Cause, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_MARK = 6
"""The column whose one value marks the change in the chart."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
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


def _add_chart(sheet: SheetDraft, study: Study, words: Words) -> None:
    last = len(study.weeks) + 1

    def series(at: int, colour: str, drawn: Drawn = Drawn.BARS) -> ChartSeries:
        return ChartSeries((1, at), CellRange(2, at, last, at), colour, drawn)

    found = [series(3, REST)]
    if study.main_cause:
        found.insert(0, series(2, ACCENT))
        if study.main_cause.change:
            found.append(series(_MARK, WARN, Drawn.MARK))
    title = words.say("Tickets a week")
    sheet.charts.append(
        NativeChart(
            title=title,
            description=title,
            series=tuple(found),
            categories=CellRange(2, 1, last, 1),
            at=(2, 8),
            size=(980, 490),
            number_format=INTEGER,
            category_format="d mmm",
            category_step=max(1, len(study.weeks) // 12),
            stacked=True,
        )
    )


def _write_explanation(sheet: SheetDraft, chief: Cause, words: Words) -> None:
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
