"""Reads the chats that Messenger and Instagram let people download."""

from __future__ import annotations

from typing import Any

from supportlens.ingest.tables.chat_messages import ChatItem, make_messages, moment_of_epoch
from supportlens.ingest.tables.table import Part

_SERVICE_TYPES = frozenset(["call", "subscribe", "unsubscribe", "payment", "poll"])
_SERVICE_KEYS = frozenset(["call_duration", "missed"])


def read_messenger(value: Any, folder: str) -> Part | None:
    """Return the messages of a chat, None for other JSON."""
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return None
    messages = value["messages"]
    if not messages or not isinstance(value.get("participants"), list):
        return None
    if not all(isinstance(item, dict) and "timestamp_ms" in item for item in messages[:50]):
        return None
    chat = str(value.get("thread_path") or "") or folder
    return Part("", make_messages(_read_item(row, item, chat) for row, item in enumerate(messages, start=1)))


def _read_item(row: int, item: Any, chat: str) -> ChatItem:
    if not isinstance(item, dict):
        return ChatItem(row, None, "", "", is_service=True)
    kind = str(item.get("type", "Generic")).lower()
    # what a shared page says is not the author's; the name of a sticker neither
    unsent = item.get("is_unsent") is True
    return ChatItem(
        row=row,
        moment=moment_of_epoch(item.get("timestamp_ms")),
        author=mend_letters(str(item.get("sender_name") or "")),
        text="" if unsent else mend_letters(str(item.get("content") or "")),
        is_service=kind in _SERVICE_TYPES or not _SERVICE_KEYS.isdisjoint(item),
        chat=chat,
    )


def mend_letters(text: str) -> str:
    """Return a text whose UTF-8 bytes were written as letters of Latin-1, as Meta does."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
