"""The timeline: tickets per week of every cause, with the changes marked where they happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.domain import list_milestones
from supportlens.i18n.follow_up.milestones import milestone_name
from supportlens.i18n.onsets import change_line
from supportlens.report.content.cause_facts import onset_lines
from supportlens.report.content.weekly_table import (
    CHANGES_COLUMN,
    HEADER_ROW,
    MARK_COLUMN,
    OTHER_MARKS_COLUMN,
    OWN_COLUMN,
    REST_COLUMN,
    timeline_title,
    weekly_cells,
    weekly_columns,
)
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import set_widths, write_across, write_cell
from supportlens.report.layout.charts import ChartSeries, Drawn, NativeChart
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import (
    ACCENT,
    BODY,
    DAY,
    INK_3,
    INTEGER,
    MARK,
    REST,
    SERIES,
    SHORT_DAY,
    WARN,
)
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_LINES = 5
"""Causes drawn as lines of their own. Judgement: more lines cannot be told apart."""
_NAMED_MARKS = 2
"""Other changes that have their names beside them; more names would overlap, and stand in the table."""
_NAME = 0.2
"""The part of the weeks that the name of a mark is as wide as: twenty letters of the summary's chart."""
_ABOVE, _HIGHER = 1.1, 1.3
"""How high the other changes and that of the cause are marked, of the highest week: each above the bars, and
the name of the cause's change above the marks of its neighbours."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add both charts, what they show, and the table of weeks."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    if not study.weeks:
        set_widths(sheet, (100,))
        write_across(sheet, 1, (1, 1), words.say("The log has no dates, so there is no timeline."), BODY)
        set_page(sheet, words)
        return
    columns = _columns(study, words)
    set_widths(sheet, [column.wide for column in columns])
    strong = _onset_week(study)
    write_table(sheet, HEADER_ROW, columns, _rows(study, words), strong=() if strong is None else (strong,))
    sheet.freeze = "B1"
    set_page(sheet, words, title_rows=(HEADER_ROW, HEADER_ROW))
    sheet.charts += [timeline_chart(study, words, at=(1, 1), size=(720, 420)), *_cause_lines(study, words)]
    for row, line in enumerate(_explanation(study, words), start=HEADER_ROW - 6):
        write_cell(sheet, row, 1, line, replace(BODY, wrap=False))


def _columns(study: Study, words: Words) -> tuple[SheetColumn, ...]:
    chief = study.main_cause
    change = chief.change.change.name if chief and chief.change else words.say("Change marker")
    others = [study.cause(one) for one, at in weekly_columns(study).items() if at > OTHER_MARKS_COLUMN]
    return (
        SheetColumn(words.say("Week of"), 13, DAY, "right"),
        number_column(words.read(chief.name) if chief else words.say("This cause"), 22, INTEGER),
        number_column(words.say("All the rest") if chief else words.say("All tickets"), 16, INTEGER),
        number_column(words.say("Total"), 11, INTEGER),
        SheetColumn(words.say("What happened in that week"), 40),
        SheetColumn(change, 14, MARK, "center"),
        SheetColumn(words.say("Other changes"), 14, MARK, "center"),
        *(number_column(words.read(cause.name), 16, INTEGER) for cause in others if cause),
    )


def _rows(study: Study, words: Words) -> list[list[Value]]:
    chief = study.main_cause
    own = chief.weekly if chief and chief.weekly else (0,) * len(study.weeks)
    own_change = chief.change.change if chief and chief.change else None
    marked = _monday(own_change.day) if own_change else None
    height, higher = (round(part * max(study.weekly, default=0)) for part in (_ABOVE, _HIGHER))
    others = [study.cause(one) for one, at in weekly_columns(study).items() if at > OTHER_MARKS_COLUMN]
    milestones = list_milestones(study)
    rows: list[list[Value]] = []
    for at, (week, mine, total) in enumerate(zip(study.weeks, own, study.weekly, strict=True)):
        changes = [milestone_name(one, words) for one in milestones if _monday(one.day) == week]
        if own_change and week == marked and own_change.name not in changes:
            changes.insert(0, own_change.name)
        rows.append(
            [
                week,
                mine if chief else None,
                total - mine,
                total,
                ", ".join(changes) or None,
                higher if week == marked else None,
                height if changes and week != marked else None,
                *(cause.weekly[at] for cause in others if cause),
            ]
        )
    return rows


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _onset_week(study: Study) -> int | None:
    chief = study.main_cause
    if chief is None or chief.onset is None:
        return None
    monday = _monday(chief.onset.day)
    return study.weeks.index(monday) if monday in study.weeks else None


def timeline_chart(study: Study, words: Words, *, at: tuple[int, int], size: tuple[int, int]) -> NativeChart:
    """Return the chart of this cause against the rest, with every change marked where it happened."""

    def series(column: int, colour: str, drawn: Drawn = Drawn.BARS, labels: int | None = None) -> ChartSeries:
        told = None if labels is None else weekly_cells(study, labels)
        return ChartSeries((HEADER_ROW, column), weekly_cells(study, column), colour, drawn, labels=told)

    chief = study.main_cause
    found = [series(REST_COLUMN, REST)]
    if chief is not None:
        found.insert(0, series(OWN_COLUMN, ACCENT))
    if chief is not None and chief.change is not None:
        found.append(series(MARK_COLUMN, WARN, Drawn.MARK))
    marks = [at for at, row in enumerate(_rows(study, words)) if row[OTHER_MARKS_COLUMN - 1] is not None]
    if marks:
        told = CHANGES_COLUMN if _have_room(marks, len(study.weeks)) else None
        found.append(series(OTHER_MARKS_COLUMN, INK_3, Drawn.MARK if told else Drawn.SIGN, told))
    return NativeChart(
        title=words.say("Tickets a week"),
        description=" ".join(_explanation(study, words)) or words.say("Tickets a week"),
        series=tuple(found),
        categories=weekly_cells(study, 1),
        at=at,
        size=size,
        number_format=INTEGER,
        sheet=timeline_title(words),
        category_format=SHORT_DAY,
        category_step=max(1, len(study.weeks) // 12),
        stacked=True,
    )


def _have_room(marks: Sequence[int], weeks: int) -> bool:
    """Return whether the names of marks in some weeks fit beside each other."""
    far = all(right - left >= _NAME * weeks for left, right in pairwise(marks))
    return len(marks) <= _NAMED_MARKS and far


def _cause_lines(study: Study, words: Words) -> list[NativeChart]:
    """Return the chart of the weeks of the largest causes; none for a single cause."""
    columns = weekly_columns(study)
    drawn = [cause for cause in study.causes_by_size if cause.id in columns][:_LINES]
    if len(drawn) < 2:
        return []
    colours = iter(SERIES)
    series = [
        ChartSeries(
            (HEADER_ROW, columns[cause.id]),
            weekly_cells(study, columns[cause.id]),
            ACCENT if cause.id == study.verdict.cause_id else next(colours),
            Drawn.LINE,
        )
        for cause in drawn
    ]
    return [
        NativeChart(
            title=words.say("The largest causes, week by week"),
            description=words.say(
                "A line per cause: {causes}.", causes=words.listed(words.read(one.name) for one in drawn)
            ),
            series=tuple(series),
            categories=weekly_cells(study, 1),
            at=(1, 6),
            size=(680, 420),
            number_format=INTEGER,
            category_format=SHORT_DAY,
            category_step=max(1, len(study.weeks) // 12),
        )
    ]


def _explanation(study: Study, words: Words) -> Sequence[str]:
    """Return what the first chart shows: since when, and after which change."""
    chief = study.main_cause
    if chief is None:
        return ()
    return [line for line in (*onset_lines(chief, words), change_line(chief, words)) if line][:4]


SHEET = Sheet(
    position=50,
    title=timeline_title,
    contents=lambda _, words: words.say("Tickets of each cause week by week, with the changes marked."),
    add=add,
)
