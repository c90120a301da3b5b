"""Guesses who answers for the desk in chats: by roles and names, and by who answers many people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.ingest.tables.chat_messages import BOT, DESK
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.tickets.chat_exports import ChatExport, ChatMessage

PAUSE = timedelta(hours=8)
"""Silence after which a customer's next message opens another ticket.

Judgement: longer than a night's sleep joins yesterday's problem to today's; shorter than a working day splits
a conversation that waits for an answer.
"""

_MANY = 3
"""People whom somebody of the desk answers at least. Judgement: in a group everybody answers one or two."""

_SELDOM = 3
"""Answers that somebody of the desk gives for each conversation opened.

Judgement: fewer makes a talkative customer part of the desk, more excludes agents who announce things.
"""

_WORDS = reading_words().chats
_SERVICE = re.compile(rf"\b(?:{_WORDS.service})\b", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{_WORDS.title})\s+(.+?)(?: ?\(\d+\))?(?:\.txt|\.zip)", re.IGNORECASE)
"""A file name with the customer's name in it."""


@dataclass(frozen=True, slots=True)
class DeskGuess:
    """Who answers for the desk; `is_sure` is whether roles, names or behaviour leave no doubt."""

    desk: frozenset[str]
    is_sure: bool


@dataclass(slots=True)
class _Habits:
    """What somebody does in all chats."""

    chats: set[str] = field(default_factory=set)
    opened: int = 0
    answers: int = 0
    answered: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)


def count_messages(messages: Iterable[ChatMessage]) -> dict[str, int]:
    """Return the number of messages of each author, most first, ties by name."""
    counts = Counter(one.author for one in messages)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def guess_desk(export: ChatExport) -> DeskGuess:
    """Guess who answers for the desk, over all chats of an export."""
    habits = _observe(export.messages)
    named = {name for name, seen in habits.items() if _is_named(name, seen)}
    if len(named) == len(habits):
        named = set()
    titled = _find_titled(export)
    answering = {name for name, seen in habits.items() if _answers_many(seen, habits)}
    if 2 * len(answering) > len(habits):  # everybody answers everybody: friends, not a desk
        answering = {name for name in answering if not habits[name].opened}
    if 2 * len(answering) > len(habits):
        answering = set()
    desk = named | titled | answering | _find_owner(habits)
    if desk and len(desk) < len(habits):
        return DeskGuess(
            frozenset(desk), all(name in named | titled or not habits[name].opened for name in desk)
        )
    silent = {name for name, seen in habits.items() if not seen.opened}
    if len(habits) == 2 and len(silent) == 1:
        return DeskGuess(frozenset(silent), is_sure=True)
    return DeskGuess(frozenset(), is_sure=len(habits) < 2)


def _observe(messages: Sequence[ChatMessage]) -> dict[str, _Habits]:
    habits: dict[str, _Habits] = defaultdict(_Habits)
    openers: dict[tuple[str, str], str] = {}
    before: dict[str, ChatMessage] = {}
    authors = {(one.chat, one.number): one.author for one in messages if one.number}
    for one in messages:
        seen = habits[one.author]
        seen.chats.add(one.chat)
        seen.sides.add(one.side)
        last = before.get(one.chat)
        if one.thread:
            partner = openers.setdefault((one.chat, one.thread), one.author)
            seen.opened += partner == one.author and one.number in {"", one.thread}
        else:
            partner = authors.get((one.chat, one.reply_to), "") or (last.author if last else "")
            seen.opened += not one.reply_to and (last is None or one.moment - last.moment > PAUSE)
            before[one.chat] = one
        if partner and partner != one.author:
            seen.answers += 1
            seen.answered.add(partner)
    return dict(habits)


def _is_named(name: str, seen: _Habits) -> bool:
    """Return whether the name or a role says that somebody is of the desk; a bot that only asks is not."""
    if _SERVICE.search(name) or DESK in seen.sides:
        return True
    if BOT in seen.sides:
        return seen.answers >= seen.opened
    return any(_SERVICE.search(side) for side in seen.sides if side)


def _answers_many(seen: _Habits, habits: dict[str, _Habits]) -> bool:
    most = max(len(other.answered) for other in habits.values())
    many = len(seen.answered) >= _MANY and 3 * len(seen.answered) >= most
    return many and seen.opened * _SELDOM <= seen.answers


def _find_owner(habits: dict[str, _Habits]) -> set[str]:
    """Return who is in most chats, while others are in one: the page or number that people write to."""
    chats = {chat for seen in habits.values() for chat in seen.chats}
    if len(chats) < 2:
        return set()
    present = {name: len(seen.chats) for name, seen in habits.items()}
    owners = {name for name, count in present.items() if count >= 2 and 2 * count > len(chats)}
    return owners if len(habits) >= len(chats) and len(owners) == 1 else set()


def _find_titled(export: ChatExport) -> set[str]:
    """Return the other side of each chat of two whose file is named after the customer."""
    people: dict[int, set[str]] = defaultdict(set)
    for one in export.messages:
        people[one.table].add(one.author)
    found: set[str] = set()
    for at, authors in people.items():
        for part in PurePath(export.tables[at].origin.path).parts:
            title = _TITLE.fullmatch(part)
            if title and len(authors) == 2 and title[1].strip() in authors:
                found |= authors - {title[1].strip()}
    return found
