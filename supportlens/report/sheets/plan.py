"""The plan: pages to print and fill in, one for each action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.i18n.actions import action_line
from supportlens.i18n.labels import action_name, field_name
from supportlens.i18n.plan.formats import gap_line
from supportlens.i18n.plan.reasons import (
    floor_line,
    left_out_line,
    objective_line,
    topic_line,
    untaught_instead,
    untaught_name,
    untaught_reason,
)
from supportlens.report.content.plan_facts import plan_facts
from supportlens.report.content.service_lines import service_sections
from supportlens.report.editing.editable import plan_table
from supportlens.report.editing.table_writing import write_editable
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_cell, write_note
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
)
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import Study, Topic, TrainingAction, UntaughtCause
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_WIDTHS = (36, 14, 13, 42, 38)
_ALL = (1, len(_WIDTHS))
_FULL = sum(_WIDTHS)
_TEXT = (2, len(_WIDTHS))


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add a page per action, and the causes for which a line is enough."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    row = 1
    if not study.plan:
        write_across(sheet, 1, _ALL, words.say("Nothing in this log calls for training."), BODY, room=_FULL)
        row = 3
    else:
        hint = words.say("Status, date, owner and remarks can be changed here and read into the project.")
        row = write_note(sheet, 1, _ALL, hint, _FULL)
        table = plan_table(study, words)
        row = write_editable(book, sheet, row, table, first_width=_WIDTHS[0])
    for action in study.plan:
        sheet.page_breaks.append(row)
        row += 1
        row = _add_action(sheet, row, action, study, words)
    if study.untaught:
        row = _add_untaught(sheet, row + (1 if study.plan else 0), study, words)
    if study.service_training is not None:
        for heading, lines in service_sections(study.service_training, words):
            row = _add_lines(sheet, row, heading, lines)
    set_page(sheet, words, landscape=False)


def _add_action(sheet: SheetDraft, row: int, action: TrainingAction, study: Study, words: Words) -> int:
    title = _title(action, study, words)
    write_across(sheet, row, _ALL, title, replace(SUBTITLE, fill=ACCENT_SOFT, indent=1))
    raise_row(sheet, row, 32)
    cause = study.cause(action.cause_id)
    if cause is not None:
        write_across(sheet, row + 1, _ALL, action_line(cause, study, words), MUTED, room=_FULL)
    row = _add_facts(sheet, row + 2, action, study, words)
    row = _add_audience(sheet, row + 1, action, words)
    row = _add_objectives(sheet, row, action, words)
    row = _add_syllabus(sheet, row + 1, action, words)
    row = _add_check(sheet, row, action, words)
    gaps = [gap_line(gap, words) for gap in action.gaps]
    row = _add_lines(sheet, row, words.say("What the log cannot say"), gaps)
    return _add_people(sheet, row, action, words)


def _title(action: TrainingAction, study: Study, words: Words) -> str:
    cause = study.cause(action.cause_id)
    about = action.product or (words.read(cause.name) if cause else "")
    return f"{action_name(action.type, words)}: {about}" if about else action_name(action.type, words)


def _add_facts(sheet: SheetDraft, row: int, action: TrainingAction, study: Study, words: Words) -> int:
    for label, value in plan_facts(action, study, words):
        write_cell(sheet, row, 1, label, LABEL)
        raise_row(sheet, row, 20)
        style = FILL_IN if value is None else FIELD
        write_across(sheet, row, _TEXT, value, style, room=_FULL - _WIDTHS[0])
        row += 1
    return row


def _add_heading(sheet: SheetDraft, row: int, text: str) -> int:
    write_across(sheet, row, _ALL, text, HEADING)
    raise_row(sheet, row, 26)
    return row + 1


def _add_lines(sheet: SheetDraft, row: int, heading: str, lines: Iterable[str]) -> int:
    """Add lines below a heading; nothing if there are none."""
    listed = list(lines)
    if not listed:
        return row
    row = _add_heading(sheet, row + 1, heading)
    for line in listed:
        write_across(sheet, row, _ALL, line, BODY, room=_FULL)
        row += 1
    return row


def _add_table(
    sheet: SheetDraft, row: int, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]
) -> int:
    return write_table(sheet, row, columns, rows, named=False)


def _add_audience(sheet: SheetDraft, row: int, action: TrainingAction, words: Words) -> int:
    if not action.audience:
        return row
    columns = (
        SheetColumn(field_name(action.audience[0].field, words), _WIDTHS[0]),
        number_column(words.say("People"), _WIDTHS[1], INTEGER),
        number_column(words.say("Tickets"), _WIDTHS[2], INTEGER),
    )
    rows = [[group.value, group.people or None, group.tickets] for group in action.audience]
    heading = words.say("Who answers") if action.family == "service" else words.say("Who asks")
    return _add_table(sheet, _add_heading(sheet, row, heading), columns, rows)


def _add_objectives(sheet: SheetDraft, row: int, action: TrainingAction, words: Words) -> int:
    if not action.is_training or action.family == "service":
        return row
    lines = dict.fromkeys(objective_line(topic, words) for topic in action.syllabus)
    return _add_lines(
        sheet, row, words.say("Afterwards, people can"), (f"\N{BULLET} {line}" for line in lines)
    )


def _add_syllabus(sheet: SheetDraft, row: int, action: TrainingAction, words: Words) -> int:
    if not action.syllabus:
        return row
    taught = action.is_training
    columns = (
        SheetColumn(words.say("Topic") if taught else words.say("Symptom"), _WIDTHS[0]),
        number_column(words.say("Tickets"), _WIDTHS[1], INTEGER),
        SheetColumn(words.say("From tickets"), _WIDTHS[2]),
        SheetColumn(words.say("What people ask"), _WIDTHS[3]),
        SheetColumn(words.say("The answer that worked"), _WIDTHS[4]),
    )
    title = words.say("What to teach, most asked first") if taught else words.say("What needs solving")
    if action.family == "service":
        title = words.say("What customers complain about")
    rows = [_topic(topic, words, taught=action.shows_ways) for topic in action.syllabus]
    row = _add_table(sheet, _add_heading(sheet, row, title), columns, rows)
    left_out = left_out_line(action.left_out, words)
    if left_out:
        write_across(sheet, row, _ALL, left_out, MUTED, room=_FULL)
        row += 1
    return row


def _topic(topic: Topic, words: Words, *, taught: bool) -> list[Value]:
    remark = topic_line(topic, words) if taught or topic.answer else ""
    return [
        words.read(topic.title),
        topic.tickets,
        "\n".join(topic.answer_ticket_ids[:3]) or None,
        "\n".join(words.quoted(question) for question in topic.questions) or None,
        "\n".join(line for line in (topic.answer, remark) if line) or None,
    ]


def _add_people(sheet: SheetDraft, row: int, action: TrainingAction, words: Words) -> int:
    """Add the list of the people invited: who asked, who knows it, who may be next."""
    if not action.is_training or not action.askers:
        return row
    knowing = set(action.knowing)
    service = action.family == "service"
    rows: list[list[Value]] = [
        [name, (words.say("Yes") if name in knowing else None), None] for name in action.askers
    ]
    peers = action.peers.names if action.peers else ()
    columns = (
        SheetColumn(words.say("Name"), _WIDTHS[0]),
        SheetColumn(words.say("Knows it"), _WIDTHS[1]),
        SheetColumn(words.say("Done"), _WIDTHS[2]),
    )
    heading = words.say("Who answers") if service else words.say("Who asked, person by person")
    row = _add_table(sheet, _add_heading(sheet, row + 1, heading), columns, rows)
    if not peers:
        return row
    heading = words.say("Who may be next")
    waiting: list[list[Value]] = [[name, None, None] for name in peers]
    return _add_table(sheet, _add_heading(sheet, row + 1, heading), columns, waiting)


def _add_check(sheet: SheetDraft, row: int, action: TrainingAction, words: Words) -> int:
    """Add the table for recording the result on each review day after the action."""
    if action.promise is None:
        return row
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
    start = _add_heading(sheet, row + 1, words.say("How to check it"))
    end = _add_table(sheet, start, columns, rows)
    for filled in range(start + 1, end):
        for column in (4, 5):
            write_cell(sheet, filled, column, None, FILL_IN)
    return end


def _add_untaught(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    """Add the causes that get a line: why, and what to do instead."""
    rules = study.playbook.plan_rules
    done = [line for line in study.untaught if line.taken is not None and line.reason.is_done]
    others = [line for line in study.untaught if line not in done]
    for heading, lines in (
        (words.say("Already done"), done),
        (words.say("Not worth a training of their own"), others),
    ):
        if lines:
            row = _add_heading(sheet, row, heading)
            row = _add_untaught_lines(sheet, row, lines, study, words) + 1
    write_across(sheet, row, _ALL, floor_line(rules, words), MUTED, room=_FULL)
    return row + 1


def _add_untaught_lines(
    sheet: SheetDraft, row: int, lines: Sequence[UntaughtCause], study: Study, words: Words
) -> int:
    rules = study.playbook.plan_rules
    for line in lines:
        write_cell(sheet, row, 1, untaught_name(line, study, words), LABEL)
        text = f"{untaught_reason(line, rules, words)} {untaught_instead(line, words)}"
        write_across(sheet, row, _TEXT, text, FIELD, room=_FULL - _WIDTHS[0])
        row += 1
    return row


SHEET = Sheet(
    position=70,
    title=lambda words: words.say("Training plan"),
    contents=lambda _, words: words.say("For whom, what, how long and how to check it; ready to print."),
    add=add,
)
