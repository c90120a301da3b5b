"""Reads WhatsApp's text exports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.ingest.tables.chat_messages import ChatItem, make_messages
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.ingest.tables.table import Grid

_SPACE = "[\\s\u202f\u00a0]"
_LINE = re.compile(
    rf"[\u200e\u200f\u202a\ufeff]*(?P<open>\[)?(?P<a>\d{{1,4}})[/.\-](?P<b>\d{{1,2}})[/.\-](?P<c>\d{{1,4}}),?{_SPACE}+"
    rf"(?:(?:{reading_words().clock_links}){_SPACE}+)?"
    rf"(?P<h>\d{{1,2}})[:.](?P<mi>\d{{2}})(?:[:.](?P<s>\d{{2}}))?(?:{_SPACE}*(?P<half>[ap])\.?{_SPACE}?m\.?)?"
    rf"(?P<close>\])?{_SPACE}*(?P<dash>[-–—])?{_SPACE}+[\u200e\u200f\u202a]*(?P<rest>.*)",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r"(?P<sender>[^:\n]{1,80}?): ?(?P<text>.*)", re.DOTALL)
_WORDS = reading_words().chats
_SYSTEM = re.compile(_WORDS.system, re.IGNORECASE)
_WORDLESS = re.compile(rf"[\u200e\s]*(?:{_WORDS.wordless})[\u200e\s]*", re.IGNORECASE)
_EDITED = re.compile(rf"[\u200e\s]*<(?:{_WORDS.edited})>", re.IGNORECASE)
_LEVEL = re.compile(r"\[?(?:trace|debug|info|notice|warn(?:ing)?|error|critical|fatal)\b.*", re.IGNORECASE)
"""Log levels of programs, whose lines are dated like chats."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A dated line with its continuation lines."""

    row: int
    stamp: re.Match[str]
    text: str


def parse_whatsapp(text: str, chat: str = "") -> Grid | None:
    """Return the messages of WhatsApp's text export, None for any other text; `chat` names the chat."""
    lines = text.split("\n")
    if not weigh_chat(lines):
        return None
    entries = _split_entries(lines)
    return make_messages(
        _read_entry(entry, moment, chat)
        for entry, moment in zip(entries, _read_moments(entries), strict=True)
    )


def _read_entry(entry: _Entry, moment: datetime | None, chat: str) -> ChatItem:
    line = _MESSAGE.match(entry.text)
    content = _EDITED.sub("", line["text"]).replace("\u200e", "").strip() if line else ""
    if line is None or _is_service(entry, line, content):
        return ChatItem(entry.row, moment, "", content, is_service=True)
    said = "" if _WORDLESS.fullmatch(content) else content
    return ChatItem(entry.row, moment, _clean_name(line["sender"]), said, chat=chat)


def _is_service(entry: _Entry, line: re.Match[str], text: str) -> bool:
    """Return whether the program wrote a line; iPhones attribute such lines to a person, after a mark."""
    by_program = _SYSTEM.search(line["sender"]) is not None
    return by_program or ("\u200e" in entry.text and _SYSTEM.search(text[:200]) is not None)


def weigh_chat(lines: Sequence[str]) -> float:
    """Return the evidence, from 0 to 1, that lines are a chat: dated lines, most of them with a sender.

    It is 0 unless the first line is dated, in brackets or before a dash, and some lines have a sender.
    """
    head = [line for line in lines[:200] if line.strip()][:60]
    stamped = [found for found in map(_match_stamp, head) if found]
    messages = [match for found in stamped if (match := _MESSAGE.match(found["rest"]))]
    count = 0 if any(_LEVEL.fullmatch(match["sender"]) for match in messages) else len(messages)
    if not head or _match_stamp(head[0]) is None or count < 1 or 4 * count < len(stamped):
        return 0.0
    return 0.9 + 0.05 * count / len(stamped)


def _match_stamp(line: str) -> re.Match[str] | None:
    found = _LINE.match(line)
    if found is None or not (found["dash"] or (found["open"] and found["close"])):
        return None
    return found


def _split_entries(lines: list[str]) -> list[_Entry]:
    """Return each dated line together with the undated lines after it."""
    entries: list[_Entry] = []
    below: list[str] = []
    stamp, row = None, 0
    for number, line in enumerate(lines, start=1):
        found = _match_stamp(line)
        if found is None:
            below.append(line)
            continue
        if stamp is not None:
            entries.append(_Entry(row, stamp, "\n".join(below)))
        stamp, row, below = found, number, [found["rest"]]
    if stamp is not None:
        entries.append(_Entry(row, stamp, "\n".join(below).rstrip()))
    return entries


def _read_moments(entries: list[_Entry]) -> list[datetime | None]:
    month_first = _is_month_first(entries)
    return [_read_moment(entry.stamp, month_first=month_first) for entry in entries]


def _is_month_first(entries: list[_Entry]) -> bool:
    """Return whether months come first: by numbers above 12, by chronological order, or by the clock."""
    stamps = [entry.stamp for entry in entries]
    days = sum(int(stamp["a"]) > 12 for stamp in stamps), sum(int(stamp["b"]) > 12 for stamp in stamps)
    if days[0] != days[1]:
        return days[1] > days[0]
    backward = [_count_steps_back(stamps, month_first=order) for order in (False, True)]
    if backward[0] != backward[1]:
        return backward[1] < backward[0]
    # American phones write "9:15 PM", Spanish ones with a 12-hour clock "9:15 p. m."
    return any(re.search(r"\d[\s\u202f]?[AP]M", stamp[0]) for stamp in stamps[:50])


def _count_steps_back(stamps: list[re.Match[str]], *, month_first: bool) -> int:
    moments = [moment for stamp in stamps if (moment := _read_moment(stamp, month_first=month_first))]
    return sum(later < earlier for earlier, later in pairwise(moments))


def _read_moment(stamp: re.Match[str], *, month_first: bool) -> datetime | None:
    a, b, c, hour = (int(stamp[part]) for part in ("a", "b", "c", "h"))
    year, month, day = (a, b, c) if a > 31 else (c, a, b) if month_first else (c, b, a)
    if stamp["half"]:
        hour = hour % 12 + (12 if stamp["half"].lower() == "p" else 0)
    try:
        return datetime(  # noqa: DTZ001 - a phone writes its local time without the zone
            year + 2000 if year < 100 else year, month, day, hour, int(stamp["mi"]), int(stamp["s"] or 0)
        )
    except ValueError:
        return None


def _clean_name(sender: str) -> str:
    return " ".join(
        sender.replace("\u200e", "").replace("\u202a", "").replace("\u202c", "").strip("~ ").split()
    )
