"""Reads Teams: messages as Microsoft Graph answers them, and the chats that a person downloads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from supportlens.ingest.formats.json_content.cells import clean_text
from supportlens.ingest.tables.chat_messages import BOT, ChatItem, make_messages, moment_of_text
from supportlens.ingest.tables.table import Part
from supportlens.ingest.values.plain_text import to_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 4
"""Levels that are searched for messages. Judgement: pages of replies inside pages of messages need three."""

_MARKS = re.compile(
    r"</?(?:at|attachment|systemeventmessage|codeblock|readonly|deletedattachment|quote|legacyquote|uriobject)\b"
    r"[^<>]{0,2000}>",
    re.IGNORECASE,
)
_EMOJI = re.compile(r"<emoji\b[^<>]{0,500}?alt=\"([^\"<>]{0,40})\"[^<>]{0,500}>(?:</emoji>)?", re.IGNORECASE)


def read_teams(value: Any, _folder: str) -> Part | None:
    """Return the messages of channels and chats, None for other JSON."""
    found = list(_find_messages(value, 1))
    if not found:
        return None
    items = enumerate(found, start=1)
    return Part("", make_messages(read(row, item, chat) for row, (read, item, chat) in items))


def _find_messages(value: Any, depth: int) -> Iterator[tuple[Any, dict[str, Any], str]]:
    """Yield how to read a message, the message, and its chat; replies follow their message."""
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        if isinstance(value.get("conversations"), list):
            yield from _find_downloaded(value["conversations"])
        for key in ("value", "messages"):
            yield from _find_messages(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value:
            if _is_graph(item):
                yield _read_graph, item, ""
                yield from _find_messages(item.get("replies"), depth + 1)
            elif isinstance(item, dict):  # a page
                yield from _find_messages(item.get("value"), depth + 1)


def _find_downloaded(chats: list[Any]) -> Iterator[tuple[Any, dict[str, Any], str]]:
    for chat in chats:
        if isinstance(chat, dict) and isinstance(chat.get("MessageList"), list):
            name = str(chat.get("id") or chat.get("displayName") or "")
            yield from (
                (_read_downloaded, item, name) for item in chat["MessageList"] if isinstance(item, dict)
            )


def _is_graph(item: Any) -> bool:
    return isinstance(item, dict) and {"createdDateTime", "body"} <= item.keys() and "messageType" in item


def _read_graph(row: int, item: dict[str, Any], _chat: str) -> ChatItem:
    sender = item.get("from")
    people = sender if isinstance(sender, dict) else {}
    person: dict[str, Any] = next(
        (people[kind] for kind in ("user", "application") if isinstance(people.get(kind), dict)), {}
    )
    body = item.get("body")
    words = str(body.get("content") or "") if isinstance(body, dict) else ""
    text = "" if item.get("deletedDateTime") else _to_text(words)
    subject = clean_text(str(item.get("subject") or "")).strip()
    place = item.get("channelIdentity")
    is_channel = isinstance(place, dict) and bool(place)
    number = str(item.get("id", ""))
    channel = str(place.get("channelId", "")) if isinstance(place, dict) else ""
    return ChatItem(
        row=row,
        moment=moment_of_text(item.get("createdDateTime")),
        author=clean_text(str(person.get("displayName") or "")),
        text=f"{subject}\n{text}" if subject and text else text,
        is_service=item.get("messageType") != "message" or not person,
        chat=str(item.get("chatId") or channel),
        thread=str(item.get("replyToId") or number) if is_channel or item.get("replyToId") else "",
        number=number,
        author_id=str(person.get("id") or ""),
        side=BOT if people.get("application") else "",
    )


def _read_downloaded(row: int, item: dict[str, Any], chat: str) -> ChatItem:
    kind = str(item.get("messagetype", "")).lower()
    content = item.get("content")
    return ChatItem(
        row=row,
        moment=moment_of_text(item.get("originalarrivaltime")),
        author=clean_text(str(item.get("displayName") or item.get("from") or "")),
        text=_to_text(content) if isinstance(content, str) else "",
        is_service=not (kind.startswith("richtext") or kind == "text"),
        chat=chat,
        number=str(item.get("id", "")),
        author_id=str(item.get("from") or ""),
    )


def _to_text(words: str) -> str:
    return to_plain_text(_MARKS.sub("", _EMOJI.sub(r"\1", clean_text(words))))
