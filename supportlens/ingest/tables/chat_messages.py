"""The table that every reader of chats makes: a row per message, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens.domain import Rejection
from supportlens.ingest.tables.table import Grid, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.tables.table import Table

CHAT, THREAD, NUMBER, REPLY_TO = "Chat", "Thread", "Message number", "Reply to"
MOMENT, AUTHOR, AUTHOR_ID, SIDE, TEXT = "Sent at", "Author", "Author number", "Side", "Message"
COLUMNS = (CHAT, THREAD, NUMBER, REPLY_TO, MOMENT, AUTHOR, AUTHOR_ID, SIDE, TEXT)

CHAT_FORMATS = frozenset(
    "whatsapp slack telegram teams discord google_chat messenger".split(),
)

PEOPLE, CHANNELS = "chat_people", "chat_channels"
"""Why a file beside the messages of a chat holds no tickets."""

DESK, BOT = "desk", "bot"
"""What a chat program may say of an author; "" if it says nothing."""

SERVICE_LINE, NO_TEXT, NO_DATE = "system_line", "no_text", "no_date"


@dataclass(frozen=True, slots=True)
class ChatItem:
    """An item of a chat export: a message if it has a date and a text and is no line of the program.

    `moment` is the time on the writer's clock, or in UTC where a program counts seconds.
    """

    row: int
    moment: datetime | None
    author: str
    text: str
    is_service: bool = False
    chat: str = ""
    thread: str = ""
    number: str = ""
    reply_to: str = ""
    author_id: str = ""
    side: str = ""


def make_messages(items: Iterable[ChatItem]) -> Grid:
    """Return the table of the messages among items; the others are rejected with the reason."""
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    rejections: list[Rejection] = []
    for item in items:
        text = item.text.strip()
        if item.is_service or not (item.author or item.author_id):
            rejections.append(Rejection(item.row, SERVICE_LINE))
        elif item.moment is None:
            rejections.append(Rejection(item.row, NO_DATE))
        elif not any(letter.isalnum() for letter in text):
            rejections.append(Rejection(item.row, NO_TEXT))
        else:
            moment = item.moment.replace(tzinfo=None).isoformat(" ")
            place = (item.chat, item.thread, item.number, item.reply_to)
            cells = (*place, moment, item.author, item.author_id, item.side, text)
            rows.append(tuple(map(_clean, cells)))
            numbers.append(item.row)
    return Grid(COLUMNS, rows, numbers, tuple(rejections))


def _clean(cell: str) -> str:
    """Replace single surrogates, which JSON allows but files cannot store."""
    return cell if cell.isascii() else cell.encode("utf-8", "replace").decode("utf-8")


def people_part(people: Iterable[tuple[str, str, str]]) -> Part:
    """Return the part of a file that names people: number, name and side of each."""
    rows = [list(map(_clean, person)) for person in people]
    return Part("", Grid((AUTHOR_ID, AUTHOR, SIDE), rows, range(1, len(rows) + 1)), PEOPLE)


def aside_part(names: Iterable[str]) -> Part:
    """Return the part of a file about the channels of a chat."""
    rows = [[_clean(name)] for name in names]
    return Part("", Grid((CHAT,), rows, range(1, len(rows) + 1)), CHANNELS)


def is_chat(table: Table) -> bool:
    """Return whether a table holds the messages of a chat."""
    return table.origin.format in CHAT_FORMATS and tuple(table.frame.columns) == COLUMNS


def is_people(table: Table) -> bool:
    """Return whether a table names the people of a chat."""
    return table.aside == PEOPLE and table.origin.format in CHAT_FORMATS


def moment_of_epoch(seconds: object) -> datetime | None:
    """Return the time in UTC of seconds or milliseconds since 1970, None for anything else."""
    try:
        number = float(str(seconds))
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def moment_of_text(written: object) -> datetime | None:
    """Return the time on the writer's clock of an ISO date, whatever its offset, None for anything else."""
    try:
        return datetime.fromisoformat(str(written)).replace(tzinfo=None)
    except ValueError:
        return None
