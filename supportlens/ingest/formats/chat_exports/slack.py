"""Reads Slack's export: a file per channel and day, and the lists of people and channels beside them."""

from __future__ import annotations

import re
from typing import Any

from supportlens.ingest.formats.json_content.cells import clean_text
from supportlens.ingest.formats.json_content.rich_text import render_rich_text
from supportlens.ingest.tables.chat_messages import (
    BOT,
    ChatItem,
    aside_part,
    make_messages,
    moment_of_epoch,
    people_part,
)
from supportlens.ingest.tables.table import Part

_SAID = frozenset(["bot_message", "me_message", "thread_broadcast", "reply_broadcast", "file_share"])
"""Subtypes of messages that somebody wrote; all others are lines of the program."""

_CHANNEL_KEYS = frozenset(["created", "members", "creator", "topic", "purpose", "is_archived"])
_LOG_KEYS = frozenset(["change_type", "app_type", "service_type", "app_id", "service_id"])

_LINK = re.compile(r"<((?:https?|mailto|tel):[^<>|]{1,2000})(?:\|([^<>]{0,2000}))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]{2,30}(?:\|([^<>]{0,200}))?>")
_GROUP = re.compile(
    r"<!(?:subteam\^[A-Z0-9]{1,30}\|@?|date\^[^<>|]{0,200}\|)?([^<>|]{1,200})(?:\|[^<>]{0,200})?>"
)


def read_slack(value: Any, folder: str) -> Part | None:
    """Return a channel's messages of a day, or the people or channels of a workspace; None for other JSON."""
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        return None
    if all(item.get("type") == "message" and "ts" in item for item in value):
        items = (_read_item(row, item, folder) for row, item in enumerate(value, start=1))
        return Part("", make_messages(items))
    if all(_is_person(item) for item in value):
        return people_part(_read_person(item) for item in value)
    if all("id" in item and len(_CHANNEL_KEYS & item.keys()) >= 2 and "members" in item for item in value):
        return aside_part(str(item.get("name", item["id"])) for item in value)
    if all("date" in item and len(_LOG_KEYS & item.keys()) >= 2 for item in value):
        return aside_part(str(item.get("change_type", "")) for item in value)
    return None


def _is_person(item: dict[str, Any]) -> bool:
    """Return whether a record is a person: some tools shorten the records of Slack."""
    named = "real_name" in item or ("name" in item and isinstance(item.get("profile"), dict))
    return "id" in item and named and "ts" not in item


def _read_person(item: dict[str, Any]) -> tuple[str, str, str]:
    profile = item.get("profile")
    profile = profile if isinstance(profile, dict) else {}
    names = (profile.get("real_name"), item.get("real_name"), profile.get("display_name"), item.get("name"))
    name = next((str(name) for name in names if name), str(item["id"]))
    return str(item["id"]), clean_text(name), BOT if item.get("is_bot") is True else ""


def _read_item(row: int, item: dict[str, Any], folder: str) -> ChatItem:
    profile = item.get("user_profile") or item.get("bot_profile")
    known = profile if isinstance(profile, dict) else {}
    name = next((str(known[key]) for key in ("real_name", "display_name", "name") if known.get(key)), "")
    subtype = str(item.get("subtype") or "")
    person = str(item.get("user") or item.get("bot_id") or "")
    ts = str(item.get("ts"))
    return ChatItem(
        row=row,
        moment=moment_of_epoch(ts),
        author=clean_text(name or str(item.get("username") or "")),
        text=_read_text(item),
        is_service=bool(subtype) and subtype not in _SAID,
        chat=folder,
        thread=str(item.get("thread_ts") or ""),
        number=ts,
        author_id=person,
        side=BOT if item.get("bot_id") or subtype == "bot_message" else "",
    )


def _read_text(item: dict[str, Any]) -> str:
    """Return the words of a message: its text, else its blocks, else those of its attachments."""
    text = item.get("text")
    if isinstance(text, str) and text.strip():
        return _resolve(text)
    rich = render_rich_text(item.get("blocks"))
    if rich:
        return _resolve(rich)
    attachments = item.get("attachments")
    words = [
        str(each[key])
        for each in (attachments if isinstance(attachments, list) else [])
        if isinstance(each, dict)
        for key in ("pretext", "title", "text")
        if isinstance(each.get(key), str)
    ]
    return _resolve("\n".join(words))


def _resolve(text: str) -> str:
    """Return a text with its links and groups as words; people are named when all files are known."""
    text = _LINK.sub(lambda found: found[2] or found[1].removeprefix("mailto:"), clean_text(text))
    text = _CHANNEL.sub(lambda found: f"#{found[1]}" if found[1] else "", text)
    text = _GROUP.sub(lambda found: f"@{found[1]}", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
