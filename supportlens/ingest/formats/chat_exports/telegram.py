"""Reads Telegram's JSON export, of one chat or of all chats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.ingest.formats.json_content.cells import clean_text
from supportlens.ingest.tables.chat_messages import ChatItem, make_messages, moment_of_epoch, moment_of_text
from supportlens.ingest.tables.table import Part

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_telegram(value: Any, _folder: str) -> Part | None:
    """Return the messages of the chats in an export, None for other JSON."""
    chats = list(_find_chats(value))
    if not chats:
        return None
    items = ((chat, item) for chat in chats for item in chat["messages"])
    return Part("", make_messages(_read_item(row, *item) for row, item in enumerate(items, start=1)))


def _find_chats(value: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(value, dict):
        return
    for key in ("chats", "left_chats"):
        if isinstance(value.get(key), dict) and isinstance(value[key].get("list"), list):
            yield from (chat for chat in value[key]["list"] if _is_telegram_chat(chat))
    if _is_telegram_chat(value):
        yield value


def _is_telegram_chat(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list) or "id" not in value:
        return False
    messages = value["messages"][:50]
    return bool(messages) and all(
        isinstance(item, dict)
        and "date" in item
        and str(item.get("type")) in {"message", "service", "unsupported"}
        for item in messages
    )


def _read_item(row: int, chat: dict[str, Any], item: Any) -> ChatItem:
    if not isinstance(item, dict):
        return ChatItem(row, None, "", "", is_service=True)
    name = clean_text(str(chat.get("name") or ""))
    return ChatItem(
        row=row,
        moment=moment_of_text(item.get("date")) or moment_of_epoch(item.get("date_unixtime")),
        author=clean_text(str(item.get("from") or "")),
        text=_read_text(item.get("text")),
        is_service=item.get("type") != "message",
        chat=name or str(chat["id"]),
        number=str(item.get("id", "")),
        reply_to=str(item.get("reply_to_message_id") or ""),
        author_id=str(item.get("from_id") or ""),
    )


def _read_text(text: Any) -> str:
    """Return a text whose bold words and links are parts of a list."""
    if isinstance(text, str):
        return clean_text(text)
    if not isinstance(text, list):
        return ""
    parts = (part.get("text") if isinstance(part, dict) else part for part in text)
    return clean_text("".join(part for part in parts if isinstance(part, str)))
