"""Why rows and files were left out, or what was noted about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import errors
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.reading.mail import mail_reasons
from supportlens.i18n.reading.records import record_reasons
from supportlens.i18n.reading.sheets import sheet_reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Rejection, SourceFile
    from supportlens.i18n.words import Words


class RowRemark(NamedTuple):
    """A remark about a row: its number in the file (0 for the whole file) and the reason."""

    row: int
    reason: str


def row_reason(reason: str, words: Words, path: str = "") -> str:
    """Return why a row, or the whole file at `path`, was left out, or what was noted about it."""
    known = _row_reasons(words).get(reason)
    if known is not None:
        return known
    fault = getattr(errors, reason, None)
    if isinstance(fault, type) and issubclass(fault, errors.InputError):
        return error_sentence(fault(path), words)
    return reason


def rejected_rows(file: SourceFile, words: Words) -> list[RowRemark]:
    """Return every row that could not be used, with the reason."""
    return _word_remarks(file.rejections, file, words)


def remarked_rows(file: SourceFile, words: Words) -> list[RowRemark]:
    """Return every row that was kept with a remark."""
    return _word_remarks(file.remarks, file, words)


def _word_remarks(found: Sequence[Rejection], file: SourceFile, words: Words) -> list[RowRemark]:
    """Return the remarks; each reason is worded once, because a file may have 100 000 rows with the same one."""
    sentences: dict[str, str] = {}
    for one in found:
        if one.reason not in sentences:
            sentences[one.reason] = row_reason(one.reason, words, file.path)
    return [RowRemark(one.row, sentences[one.reason]) for one in found]


def _row_reasons(words: Words) -> dict[str, str]:
    return {
        "no_text": words.say("it has no text"),
        "empty_row": words.say("it is empty"),
        "repeated_header": words.say("it repeats the header"),
        "too_many_cells": words.say("it has more cells than the header"),
        "footer": words.say("it ends the table, such as a total or a note"),
        "second_table": words.say("it belongs to another table in the file"),
        "duplicate_id": words.say("it is an exact copy of another row"),
        "earlier_state": words.say(
            "it is an earlier state of a ticket that another row shows in its last state"
        ),
        "id_qualified": words.say(
            "other tickets have the same numbers, so the sheet, the period or the place was put before them"
        ),
        "comments_table": words.say(
            "its rows are messages of tickets in another table and were joined to them"
        ),
        "people_table": words.say("it lists names that were put into the tickets of another table"),
        "details_table": words.say("it lists details of tickets in another table, not tickets"),
        "empty_message": words.say("it is a message without text"),
        "not_json": words.say("it is not valid JSON"),
        **record_reasons(words),
        "duplicate_file": words.say("the whole file is a copy of another one"),
        **mail_reasons(words),
        **sheet_reasons(words),
        "joined_message": words.say("it is a message of a ticket that begins in another row or file"),
        "date_out_of_range": words.say("its date is out of range"),
        "date_unread": words.say("its date could not be read"),
        "text_repaired": words.say("wrongly saved characters were repaired"),
    }
