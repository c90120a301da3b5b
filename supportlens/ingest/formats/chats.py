"""Reads WhatsApp's text exports: the messages of a customer up to a long pause form a ticket."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.domain import Rejection
from supportlens.ingest.tables.table import Grid
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAUSE = timedelta(hours=8)
"""Silence after which a customer's next message opens another ticket.

Judgement: longer than a night's sleep joins yesterday's problem to today's; shorter than a working day splits
a conversation that waits for an answer.
"""

_SPACE = "[\\s\u202f\u00a0]"
_LINE = re.compile(
    rf"[\u200e\u200f\u202a\ufeff]*(?P<open>\[)?(?P<a>\d{{1,4}})[/.\-](?P<b>\d{{1,2}})[/.\-](?P<c>\d{{1,4}}),?{_SPACE}+"
    rf"(?P<h>\d{{1,2}})[:.](?P<mi>\d{{2}})(?:[:.](?P<s>\d{{2}}))?(?:{_SPACE}*(?P<half>[ap])\.?{_SPACE}?m\.?)?"
    rf"(?P<close>\])?{_SPACE}*(?P<dash>[-–—])?{_SPACE}+[\u200e\u200f\u202a]*(?P<rest>.*)",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r"(?P<sender>[^:\n]{1,80}?): ?(?P<text>.*)", re.DOTALL)
_WORDS = reading_words().chats
_SYSTEM = re.compile(_WORDS.system, re.IGNORECASE)
_WORDLESS = re.compile(rf"[\u200e\s]*(?:{_WORDS.wordless})[\u200e\s]*", re.IGNORECASE)
_EDITED = re.compile(rf"[\u200e\s]*<(?:{_WORDS.edited})>", re.IGNORECASE)
_SERVICE = re.compile(rf"\b(?:{_WORDS.service})\b", re.IGNORECASE)
_LEVEL = re.compile(r"\[?(?:trace|debug|info|notice|warn(?:ing)?|error|critical|fatal)\b.*", re.IGNORECASE)
"""Log levels of programs, whose lines are dated like chats."""

_TITLE = re.compile(rf"(?:{_WORDS.title})\s+(.+?)(?: \(\d+\))?\.txt", re.IGNORECASE)
"""A file name with the customer's name in it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A dated line with its continuation lines."""

    row: int
    stamp: re.Match[str]
    text: str


@dataclass(frozen=True, slots=True)
class _Message:
    row: int
    moment: datetime
    sender: str
    text: str


@dataclass(slots=True)
class _Conversation:
    """The messages of a customer, and the answers, until a long silence."""

    customer: str
    row: int
    opened: datetime
    last: datetime
    texts: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    agent: str = ""

    @property
    def id(self) -> str:
        """An identifier that is stable across exports of the same chat."""
        return hashlib.sha256(f"{self.customer} {self.opened}".encode()).hexdigest()[:12]

    def add_message(self, message: _Message) -> None:
        """Add a message of the customer."""
        self.last = message.moment
        self.texts.append(message.text)

    def add_answer(self, message: _Message) -> None:
        """Add an answer; an answer after the pause does not keep the conversation open."""
        if message.moment - self.last <= PAUSE:
            self.last = message.moment
        self.answers.append(message.text)
        self.agent = message.sender


def parse_chat(text: str, name: str = "") -> Grid | None:
    """Return a chat export as a grid, None for any other text; `name` may name the customer."""
    lines = text.split("\n")
    if not weigh_chat(lines):
        return None
    messages: list[_Message] = []
    rejections: list[Rejection] = []
    entries = _split_entries(lines)
    for entry, moment in zip(entries, _read_moments(entries), strict=True):
        line = _MESSAGE.match(entry.text)
        content = _EDITED.sub("", line["text"]).replace("\u200e", "").strip() if line else ""
        reason = _rejection_reason(entry, line, content, moment)
        if line is None or moment is None or reason:
            rejections.append(Rejection(entry.row, reason))
        else:
            messages.append(_Message(entry.row, moment, _clean_name(line["sender"]), content))
    return _make_grid(_split_conversations(messages, _find_agents(messages, name)), rejections)


def _rejection_reason(entry: _Entry, line: re.Match[str] | None, text: str, moment: datetime | None) -> str:
    """Return why a line is not a message, "" if it is one."""
    if line is None or _SYSTEM.search(line["sender"]):
        return "system_line"
    # iPhones attribute system lines to a participant, after a direction mark
    if "\u200e" in entry.text and _SYSTEM.search(text[:200]):
        return "system_line"
    if moment is None:
        return "no_date"
    return "no_text" if not text or _WORDLESS.fullmatch(text) else ""


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


def _find_agents(messages: list[_Message], name: str) -> frozenset[str]:
    """Return the agents: by name, by the file's name, or as those who never open a conversation."""
    senders = list(dict.fromkeys(message.sender for message in messages))
    named = frozenset(sender for sender in senders if _SERVICE.search(sender))
    if len(senders) < 2 or 0 < len(named) < len(senders):
        return named if len(named) < len(senders) else frozenset()
    after = _TITLE.fullmatch(name)
    if len(senders) == 2 and after and after[1].strip() in senders:
        return frozenset(senders) - {after[1].strip()}
    openings = dict.fromkeys(senders, 0)
    last: datetime | None = None
    for message in messages:
        openings[message.sender] += last is None or message.moment - last > PAUSE
        last = message.moment
    silent = frozenset(sender for sender in senders if not openings[sender])
    if len(senders) > 2:
        # in a group most people reply at some time; agents reply to many of them
        silent = frozenset(sender for sender in silent if _count_partners(messages, sender) >= 3)
    return silent if len(silent) < len(senders) else frozenset()


def _count_partners(messages: list[_Message], sender: str) -> int:
    """Count the people to whose messages a sender replies directly."""
    return len(
        {before.sender for before, after in pairwise(messages) if after.sender == sender != before.sender}
    )


def _split_conversations(messages: Iterable[_Message], agents: frozenset[str]) -> list[_Conversation]:
    found: list[_Conversation] = []
    running: dict[str, _Conversation] = {}
    latest = ""
    for message in messages:
        if message.sender in agents:
            if latest:  # a greeting before the first customer message belongs to nobody
                running[latest].add_answer(message)
            continue
        latest = message.sender
        if latest not in running or message.moment - running[latest].last > PAUSE:
            running[latest] = _Conversation(latest, message.row, message.moment, message.moment)
            found.append(running[latest])
        running[latest].add_message(message)
    return found


def _make_grid(found: list[_Conversation], rejections: list[Rejection]) -> Grid:
    columns = ("Ticket ID", "Created at", "Last update", "Description", "Resolution", "Requester", "Assignee")
    rows = [
        [
            conversation.id,
            conversation.opened.isoformat(" "),
            conversation.last.isoformat(" "),
            "\n".join(conversation.texts),
            "\n".join(conversation.answers),
            conversation.customer,
            conversation.agent,
        ]
        for conversation in found
    ]
    return Grid(columns, rows, [conversation.row for conversation in found], tuple(rejections))
