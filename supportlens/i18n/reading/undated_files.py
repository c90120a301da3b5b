"""Sentences about dates that cannot be placed in time: relative ones, and those without a year."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import SourceFile, Tickets
    from supportlens.i18n.words import Words


def undated_fact(file: SourceFile, words: Words) -> str:
    """Return that a file has no dates, and which of its columns has some that cannot be placed."""
    column = file.undated_column
    if not column:
        return words.say("no dates")
    if file.date_reason == "relative":
        return words.say("none: the dates of “{column}” are relative to the day of the export", column=column)
    return words.say("none: the dates of “{column}” have no year", column=column)


def undated_lines(tickets: Tickets, words: Words) -> list[str]:
    """Return a sentence for each file with such dates."""
    return [_undated_line(file, words) for file in tickets.files if file.undated_column]


def _undated_line(file: SourceFile, words: Words) -> str:
    name, column = PurePath(file.path).name, file.undated_column
    if file.date_reason == "relative":
        return words.say(
            "“{file}” has no dates: those of “{column}” are relative to the day of the export, so they are not"
            " used",
            file=name,
            column=column,
        )
    return words.say(
        "“{file}” has no dates: those of “{column}” have no year, so they are not used",
        file=name,
        column=column,
    )
