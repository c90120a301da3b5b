"""Reads a Discord channel as DiscordChatExporter writes it in JSON."""

from __future__ import annotations

from typing import Any

from supportlens.ingest.formats.json_content.cells import clean_text
from supportlens.ingest.tables.chat_messages import BOT, ChatItem, make_messages, moment_of_text
from supportlens.ingest.tables.table import Part

_SAID = frozenset(["default", "reply", "0", "19", "20", "applicationcommand"])
"""Types of messages that somebody wrote; all others are lines of the program."""


def read_discord(value: Any, _folder: str) -> Part | None:
    """Return the messages of a channel, None for other JSON."""
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return None
    channel = value.get("channel")
    if not isinstance(channel, dict) or not all(_is_discord(item) for item in value["messages"][:50]):
        return None
    items = enumerate(value["messages"], start=1)
    return Part("", make_messages(_read_item(row, channel, item) for row, item in items))


def _is_discord(item: Any) -> bool:
    return isinstance(item, dict) and {"id", "timestamp", "content", "author"} <= item.keys()


def _read_item(row: int, channel: dict[str, Any], item: Any) -> ChatItem:
    author = item.get("author") if isinstance(item, dict) else None
    if not isinstance(author, dict):
        return ChatItem(row, None, "", "", is_service=True)
    reference = item.get("reference")
    roles = author.get("roles")
    names = (
        [str(role.get("name", "")) for role in roles if isinstance(role, dict)]
        if isinstance(roles, list)
        else []
    )
    return ChatItem(
        row=row,
        moment=moment_of_text(item.get("timestamp")),
        author=clean_text(str(author.get("nickname") or author.get("name") or "")),
        text=clean_text(str(item.get("content") or "")),
        is_service=str(item.get("type", "Default")).lower() not in _SAID,
        chat=clean_text(str(channel.get("name") or "")),
        thread=str(channel.get("id", "")) if "Thread" in str(channel.get("type", "")) else "",
        number=str(item.get("id", "")),
        reply_to=str(reference.get("messageId") or "") if isinstance(reference, dict) else "",
        author_id=str(author.get("id", "")),
        side=BOT if author.get("isBot") is True else "; ".join(filter(None, names)),
    )
