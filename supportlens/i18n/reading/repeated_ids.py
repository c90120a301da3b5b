"""Sentences about what repeated ticket numbers of a file were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import SourceFile
    from supportlens.i18n.words import Words


def repeated_ids_line(meaning: str, count: int, words: Words) -> str:
    """Return what repeated ticket numbers were taken for, with the number of rows; "" if unknown."""
    rows = words.say_n("{count} row", "{count} rows", count)
    return {
        "running_number": words.say("the numbering starts again: a ticket each ({rows})", rows=rows),
        "reused_number": words.say("numbers given twice: a ticket each ({rows})", rows=rows),
        "message": words.say("messages of one ticket, joined ({rows})", rows=rows),
        "later_state": words.say("states of one ticket, joined ({rows})", rows=rows),
        "copy": words.say("exact copies, left out ({rows})", rows=rows),
    }.get(meaning, "")


def repeat_lines(file: SourceFile, words: Words) -> list[tuple[str, str]]:
    """Return the duplicates, and what repeated ticket numbers were taken for."""
    meant = [repeated_ids_line(meaning, count, words) for meaning, count in file.repeated_ids.items()]
    lines = [(words.say("Duplicates among them"), words.number(file.count_rejected("duplicate_id")))]
    return lines + ([(words.say("Repeated ticket numbers"), "; ".join(meant))] if meant else [])
