"""The questions that the log cannot answer, with the answers so far and room for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.actions import question_line
from supportlens.i18n.answers import answer_name
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, style_cell, write_across, write_note
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, DAY, FILL_IN
from supportlens.report.layout.tables import SheetColumn, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Answer, Cause, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_GIVEN = 3
"""The first column that an answer fills."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add a row per question: answered ones filled in, open ones to be filled in."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    columns = (
        SheetColumn(words.say("Cause"), 32),
        SheetColumn(words.say("Question"), 40),
        SheetColumn(words.say("Answer"), 44),
        SheetColumn(words.say("Date it refers to"), 13, DAY, "right"),
        SheetColumn(words.say("Answered on"), 13, DAY, "right"),
        SheetColumn(words.say("Who said it"), 22),
    )
    span, room = (1, len(columns)), sum(column.wide for column in columns)
    rows = [*_open_questions(study, words), *_answered_questions(study, words)]
    if not rows:
        set_widths(sheet, [column.wide for column in columns])
        write_across(sheet, 1, span, words.say("There is nothing to ask about this log."), BODY, room=room)
        set_page(sheet, words)
        return
    after = write_table_sheet(sheet, words, columns, rows, freeze="A2")
    for row in range(2, after):
        raise_row(sheet, row, 30)
        for column in range(_GIVEN, len(columns) + 1):
            if rows[row - 2][column - 1] is None:
                style_cell(sheet, row, column, FILL_IN)
    note = words.say(
        "Answers given in the program can change the kind of the cause; those written here do not."
    )
    write_note(sheet, after + 1, span, note, room)


def _open_questions(study: Study, words: Words) -> list[list[Value]]:
    """Return the questions of the verdict that nobody has answered."""
    chief = study.main_cause
    if chief is None:
        return []
    answered = {answer.question for answer in chief.answers}
    return [
        [words.read(chief.name), question_line(question, chief, words), None, None, None, None]
        for question in study.verdict.questions
        if question not in answered
    ]


def _answered_questions(study: Study, words: Words) -> list[list[Value]]:
    return [_answer_row(cause, answer, words) for cause in study.causes for answer in cause.answers]


def _answer_row(cause: Cause, answer: Answer, words: Words) -> list[Value]:
    reply = answer_name(answer.question, answer.reply, words)
    return [
        words.read(cause.name),
        question_line(answer.question, cause, words),
        f"{reply}: {words.quoted(answer.text)}" if answer.text else reply,
        answer.about,
        answer.day,
        answer.who or None,
    ]


SHEET = Sheet(
    position=125,
    title=lambda words: words.say("Questions"),
    contents=lambda _, words: words.say(
        "What the log cannot tell, with the answers so far and room for more."
    ),
    add=add,
)
