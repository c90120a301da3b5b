"""The letters: a page for whoever must act, with only what they need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.i18n.actions import action_line
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.labels import action_name
from supportlens.i18n.onsets import change_line, onset_line
from supportlens.i18n.plan.formats import day_line, level_line, teacher_line
from supportlens.i18n.plan.writing import about
from supportlens.i18n.signals import scope_line
from supportlens.report.content.logos import place_logo
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import estimate_height, raise_row, set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import (
    ACCENT,
    BODY,
    EYEBROW,
    FIELD,
    FILL_IN,
    HEADING,
    LABEL,
    MUTED,
    SUBTITLE,
)
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Cause, Study, TrainingAction
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.sheet import Edition

_WIDTHS = (26, 70)
_ALL = (1, 2)
_FULL = sum(_WIDTHS)
_TOPICS, _QUESTIONS, _EXAMPLES, _PLACES = 4, 2, 5, 3
"""How much of each a letter of one page has room for, the most asked first."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add a letter per action of the plan, each on a page of its own."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    set_page(sheet, words, landscape=False)
    row = 1
    for number, action in enumerate(study.plan):
        cause = study.cause(action.cause_id)
        if cause is None:
            continue
        if number:
            sheet.page_breaks.append(row)
            row += 1
        sheet.pictures += place_logo(book.look, row, 2)
        row = _write_letter(sheet, row, action, cause, study, words)
    if row == 1:
        write_across(sheet, 1, _ALL, words.say("There is nobody to write to."), BODY, room=_FULL)


def _write_letter(
    sheet: SheetDraft, row: int, action: TrainingAction, cause: Cause, study: Study, words: Words
) -> int:
    write_across(sheet, row, _ALL, words.say("Request").upper(), EYEBROW)
    raise_row(sheet, row, 36)
    title = f"{action_name(action.type, words)}: {about(action, study, words)}"
    write_across(sheet, row + 1, _ALL, title, replace(SUBTITLE, size=18), room=_FULL)
    raise_row(sheet, row + 1, 34)
    row += 3
    for label, value in _head(action, words):
        write_cell(sheet, row, 1, label, LABEL)
        write_cell(sheet, row, 2, value, FILL_IN if value is None else FIELD)
        raise_row(sheet, row, max(20, estimate_height(value or "", _WIDTHS[1] - 4, BODY.size)))
        row += 1
    for heading, lines in _sections(action, cause, study, words):
        if not lines:
            continue
        write_across(sheet, row + 1, _ALL, heading, HEADING)
        raise_row(sheet, row + 1, 26)
        row += 2
        for line in lines:
            write_across(sheet, row, _ALL, line, BODY, room=_FULL)
            row += 1
    closing = words.say("Thank you. Please say when it is done, or what is missing, to:")
    write_across(sheet, row + 1, _ALL, closing, MUTED, room=_FULL)
    write_across(sheet, row + 2, _ALL, None, FILL_IN)
    raise_row(sheet, row + 2, 20)
    return row + 3


def _head(action: TrainingAction, words: Words) -> Iterator[tuple[str, str | None]]:
    """Return whom it is for and by when; None is to be filled in by hand."""
    teacher = teacher_line(action.teacher, words) if action.is_training and action.teacher else None
    if action.is_training:
        yield words.say("To"), teacher
    else:
        maker = words.say("Whoever maintains {product}", product=action.product) if action.product else None
        yield words.say("To"), maker
    yield words.say("By"), day_line(action, words) if action.day is not None else None
    yield words.say("Owner"), None


def _sections(
    action: TrainingAction, cause: Cause, study: Study, words: Words
) -> Iterator[tuple[str, list[str]]]:
    yield words.say("What we ask of you"), [action_line(cause, study, words)]
    happens = words.say(
        "{count} of {tickets} are about this, {share}.",
        count=words.number(cause.tickets),
        tickets=tickets_phrase(len(study.tickets), words),
        share=words.percent(cause.share),
    )
    yield words.say("What happens"), [happens, onset_line(cause, words)]
    topics = []
    for topic in action.syllabus[:_TOPICS]:
        asked = "; ".join(words.quoted(question) for question in topic.questions[:_QUESTIONS])
        said = f"{words.read(topic.title)} ({tickets_phrase(topic.tickets, words)})"
        topics.append(f"\N{BULLET} {said}" + (f": {asked}" if asked else ""))
    yield words.say("What people say"), topics
    if not action.is_training:
        places = [scope_line(claim, words) for claim in cause.scope[:_PLACES]]
        change = [change_line(cause, words)] if cause.change is not None else []
        yield words.say("What is known"), [*places, *change]
        yield words.say("Example tickets"), [", ".join(cause.ticket_ids_sample[:_EXAMPLES])]
    yield words.say("How we will know that it worked"), [level_line(action, words)]


SHEET = Sheet(
    position=75,
    title=lambda words: words.say("Letters"),
    contents=lambda study, words: words.say_n(
        "{count} letter to whoever must act, on one page.",
        "{count} letters to those who must act, a page each.",
        len(study.plan),
    ),
    add=add,
)
