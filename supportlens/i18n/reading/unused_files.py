"""The sentence about files that hold no tickets and were not used for anything else."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Tickets
    from supportlens.i18n.words import Words

USED = frozenset({"change_calendar", "customers", "services", "invoices", "actions", "active_users"})
"""What a file without tickets may be used for."""
NAMED = 3
"""Files that are named. Judgement: more would fill the line; all of them stand on the page of the reading."""


def unused_paths(tickets: Tickets) -> tuple[str, ...]:
    """Return the paths of the files of a log that were left out."""
    read = {file.path for file in tickets.files if file.rows_read}  # perhaps by another of its sheets
    return tuple(
        dict.fromkeys(
            file.path
            for file in tickets.files
            if file.path not in read
            and file.holds_no_tickets
            and not any(rejection.reason in USED for rejection in file.rejections)
        )
    )


def unused_files_line(tickets: Tickets, words: Words) -> str:
    """Return the line that names the files of a log that were left out, "" if there are none."""
    names = list(dict.fromkeys(PurePath(path).name for path in unused_paths(tickets)))
    if not names:
        return ""
    shown = [words.quoted(name) for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(words.say_n("{count} more file", "{count} more files", len(names) - NAMED))
    return words.say_n(
        "{files} was left out: no tickets were found in it.",
        "{files} were left out: no tickets were found in them.",
        len(names),
        files=words.listed(shown),
    )
