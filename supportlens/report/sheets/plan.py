"""The training plan: pages to print and fill in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from supportlens.i18n.actions import action_line
from supportlens.i18n.labels import action_name, field_name
from supportlens.i18n.words import tickets_phrase
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import (
    ACCENT,
    ACCENT_SOFT,
    BODY,
    FIELD,
    FILL_IN,
    HEADING,
    INTEGER,
    LABEL,
    MUTED,
    RATE,
    SUBTITLE,
    Style,
)
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from supportlens.domain import Study, Topic, TrainingAction
    from supportlens.i18n import Words
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_WIDTHS = (30, 13, 12, 42, 38)
_ALL = (1, len(_WIDTHS))
_FULL = sum(_WIDTHS)
_TEXT = (2, len(_WIDTHS))


def add(book: Workbook, study: Study, words: Words, _edition: Edition) -> None:
    """Add a page per action."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    if not study.plan:
        write_across(sheet, 1, _ALL, words.say("Nothing in this log calls for training."), BODY, room=_FULL)
    row = 1
    for number, action in enumerate(study.plan):
        if number:
            sheet.row_breaks.append(Break(id=row))
            row += 1
        row = _add_action(sheet, row, action, study, words)
    set_page(sheet, words, landscape=False)


def _add_action(sheet: Worksheet, row: int, action: TrainingAction, study: Study, words: Words) -> int:
    write_across(
        sheet, row, _ALL, _title(action, study, words), replace(SUBTITLE, fill=ACCENT_SOFT, indent=1)
    )
    raise_row(sheet, row, 32)
    cause = study.cause(action.cause_id)
    if cause is not None:
        write_across(sheet, row + 1, _ALL, action_line(cause, study, words), MUTED, room=_FULL)
    row = _add_facts(sheet, row + 2, action, words)
    row = _add_audience(sheet, row + 1, action, words)
    row = _add_syllabus(sheet, row + 1, action, words)
    return _add_check(sheet, row + 1, action, words)


def _title(action: TrainingAction, study: Study, words: Words) -> str:
    cause = study.cause(action.cause_id)
    about = action.product or (cause.name.in_(words.language) if cause else "")
    return f"{action_name(action.type, words)}: {about}" if about else action_name(action.type, words)


def _add_facts(sheet: Worksheet, row: int, action: TrainingAction, words: Words) -> int:
    rows: list[tuple[str, Value, Style]] = []
    if action.people is not None:
        people = words.say_n("{count} person", "{count} people", action.people)
        rows.append((words.say("For whom"), people, FIELD))
    if action.change:
        rows.append((words.say("After the change"), action.change, FIELD))
    if action.type.is_training:
        length = words.say_n("{count} minute", "{count} minutes", action.minutes)
        rows.append((words.say("Length"), length, FIELD))
        rows.append((words.say("Taught by"), None, FILL_IN))
    rows += [
        (words.say("Owner"), None, FILL_IN),
        (words.say("Date"), None, FILL_IN),
        (words.say("Management must know"), _management_line(action, words), FIELD),
    ]
    for offset, (label, value, style) in enumerate(rows):
        write_cell(sheet, row + offset, 1, label, LABEL)
        write_across(sheet, row + offset, _TEXT, value, style, room=_FULL - _WIDTHS[0])
        raise_row(sheet, row + offset, 20)
    return row + len(rows)


def _management_line(action: TrainingAction, words: Words) -> str:
    return words.say(
        "It now generates {now} a week; the action works if they fall to {target}.",
        now=tickets_phrase(action.weekly_now, words, 1),
        target=words.number(action.weekly_target, 1),
    )


def _add_heading(sheet: Worksheet, row: int, text: str) -> int:
    write_across(sheet, row, _ALL, text, HEADING)
    raise_row(sheet, row, 26)
    return row + 1


def _add_table(
    sheet: Worksheet, row: int, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]
) -> int:
    return write_table(sheet, row, columns, rows, named=False)


def _add_audience(sheet: Worksheet, row: int, action: TrainingAction, words: Words) -> int:
    if not action.audience:
        return row
    columns = (
        SheetColumn(field_name(action.audience[0].field, words), _WIDTHS[0]),
        number_column(words.say("People"), _WIDTHS[1], INTEGER),
        number_column(words.say("Tickets"), _WIDTHS[2], INTEGER),
    )
    rows = [[group.value, group.people or None, group.tickets] for group in action.audience]
    return _add_table(sheet, _add_heading(sheet, row, words.say("Who asks")), columns, rows)


def _add_syllabus(sheet: Worksheet, row: int, action: TrainingAction, words: Words) -> int:
    if not action.syllabus:
        return row
    taught = action.type.is_training
    columns = (
        SheetColumn(words.say("Topic") if taught else words.say("Symptom"), _WIDTHS[0]),
        number_column(words.say("Minutes"), _WIDTHS[1], INTEGER),
        number_column(words.say("Tickets"), _WIDTHS[2], INTEGER),
        SheetColumn(words.say("What people ask"), _WIDTHS[3]),
        SheetColumn(words.say("The answer that worked"), _WIDTHS[4]),
    )
    title = words.say("What to teach, most asked first") if taught else words.say("What needs solving")
    rows = [_topic(topic, words, timed=taught) for topic in action.syllabus]
    return _add_table(sheet, _add_heading(sheet, row, title), columns, rows)


def _topic(topic: Topic, words: Words, *, timed: bool) -> list[Value]:
    return [
        topic.title.in_(words.language),
        topic.minutes if timed else None,
        topic.tickets,
        "\n".join(words.quoted(question) for question in topic.questions) or None,
        topic.answer or None,
    ]


def _add_check(sheet: Worksheet, row: int, action: TrainingAction, words: Words) -> int:
    """Add the table for recording the result on each review day after the action."""
    columns = (
        SheetColumn(words.say("Days after"), _WIDTHS[0]),
        number_column(words.say("Today, per week"), _WIDTHS[1], RATE),
        number_column(words.say("Target, per week"), _WIDTHS[2], RATE),
        SheetColumn(words.say("Measured, per week"), _WIDTHS[3]),
        SheetColumn(words.say("Remarks"), _WIDTHS[4]),
    )
    rows: list[list[Value]] = [
        [
            words.say_n("{count} day", "{count} days", days),
            action.weekly_now,
            action.weekly_target,
            None,
            None,
        ]
        for days in action.review_days
    ]
    start = _add_heading(sheet, row, words.say("How to check it"))
    end = _add_table(sheet, start, columns, rows)
    for filled in range(start + 1, end):
        for column in (4, 5):
            write_cell(sheet, filled, column, None, FILL_IN)
    return end


SHEET = Sheet(
    position=120,
    title=lambda words: words.say("Training plan"),
    contents=lambda _, words: words.say("For whom, what, how long and how to check it; ready to print."),
    add=add,
)
