"""Reads Google Chat as Takeout writes it: the messages of a room, and the files about rooms and people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd

from supportlens.ingest.formats.json_content.cells import clean_text
from supportlens.ingest.tables.chat_messages import BOT, ChatItem, aside_part, make_messages, people_part
from supportlens.ingest.tables.table import Part
from supportlens.ingest.values.dates import decide_order, scan_dates


def read_google_chat(value: Any, folder: str) -> Part | None:
    """Return the messages of a room, or the people of one, None for other JSON."""
    if not isinstance(value, dict):
        return None
    messages = value.get("messages")
    if isinstance(messages, list) and messages and all(map(_is_google, messages[:50])):
        moments = _read_moments([str(item.get("created_date", "")) for item in messages])
        items = zip(messages, moments, strict=True)
        return Part(
            "", make_messages(_read_item(row, *item, folder) for row, item in enumerate(items, start=1))
        )
    members = value.get("members")
    if isinstance(members, list) and members and all(map(_is_person, members)):
        return people_part(
            (str(each.get("email", "")), clean_text(str(each["name"])), "") for each in members
        )
    if isinstance(value.get("membership_info"), list) and isinstance(value.get("user"), dict):
        return aside_part(str(each.get("group_name", "")) for each in value["membership_info"])
    return None


def _is_google(item: Any) -> bool:
    return isinstance(item, dict) and ("creator" in item or "topic_id" in item) and "created_date" in item


def _is_person(item: Any) -> bool:
    return isinstance(item, dict) and "name" in item and "user_type" in item


def _read_moments(written: list[str]) -> list[datetime | None]:
    """Return the times of a room, which Takeout writes in words of the account's language."""
    column = scan_dates(pd.Series(written, dtype="str"), numbers=False)
    decision = decide_order((column,), day_first=False)
    if decision is None:
        return [None] * len(written)
    moments = column.moments(decision.order)
    return [None if pd.isna(moment) else moment.to_pydatetime() for moment in moments]


def _read_item(row: int, item: Any, moment: datetime | None, folder: str) -> ChatItem:
    creator = item.get("creator")
    person = creator if isinstance(creator, dict) else {}
    return ChatItem(
        row=row,
        moment=moment,
        author=clean_text(str(person.get("name") or person.get("email") or "")),
        text=clean_text(str(item.get("text") or "")),
        chat=folder,
        thread=str(item.get("topic_id") or ""),
        number=str(item.get("message_id") or ""),
        author_id=str(person.get("email") or ""),
        side=BOT if str(person.get("user_type")).lower() == "bot" else "",
    )
