"""Reads the words by which mailboxes tell messages that are no request."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.resources.locating import resource
from supportlens.resources.words import read_word_tables

if TYPE_CHECKING:
    from pathlib import Path

_LABELS = "_labels"


@dataclass(frozen=True, slots=True)
class MailWords:
    """What all languages call messages that are no request; patterns and labels are over folded text."""

    auto_reply: re.Pattern[str]
    """Beginnings of subjects: of automatic answers, returned mail, receipts, answers to invitations."""
    bounce: re.Pattern[str]
    receipt: re.Pattern[str]
    meeting: re.Pattern[str]
    returning: re.Pattern[str]
    """Names and addresses of programs that return mail."""
    unsubscribe: re.Pattern[str]
    """Words below a newsletter."""
    spam_labels: frozenset[str]
    trash_labels: frozenset[str]
    chat_labels: frozenset[str]
    draft_labels: frozenset[str]
    sent_labels: frozenset[str]
    promotion_labels: frozenset[str]


@cache
def mail_words() -> MailWords:
    """Return the words of all languages; raises ValueError, naming the file, for one that cannot be read."""
    return read_mail_words(resource("words"))


def read_mail_words(folder: Path) -> MailWords:
    """Return the words from a folder laid out like `resources/words`, as `mail_words` does."""
    tables = list(read_word_tables(folder, "mail").values())
    try:
        return MailWords(**{part.name: _collect(tables, part.name) for part in fields(MailWords)})
    except re.error as fault:
        raise ValueError("mail.toml", repr(fault)) from fault


def _collect(tables: list[dict[str, Any]], name: str) -> Any:
    key = name if name.endswith(_LABELS) else f"{name}_patterns"
    found = list(dict.fromkeys(word for table in tables for word in table.get(key, ())))
    return frozenset(found) if name.endswith(_LABELS) else re.compile(rf"(?:{'|'.join(found) or '(?!)'})")
