"""Reads the exports of chat programs as messages, and the files about their people and channels."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from supportlens.ingest.formats.chat_exports.discord import read_discord
from supportlens.ingest.formats.chat_exports.google_chat import read_google_chat
from supportlens.ingest.formats.chat_exports.messenger import read_messenger
from supportlens.ingest.formats.chat_exports.slack import read_slack
from supportlens.ingest.formats.chat_exports.teams import read_teams
from supportlens.ingest.formats.chat_exports.telegram import read_telegram
from supportlens.ingest.formats.chat_exports.whatsapp import parse_whatsapp, weigh_chat

__all__ = ["parse_chat", "read_chat", "weigh_chat"]

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.ingest.formats.json_content.documents import Documents
    from supportlens.ingest.tables.table import Grid, Part

    JsonReader = Callable[[Any, str], Part | None]

_JSON_READERS: dict[str, JsonReader] = {
    "slack": read_slack,
    "telegram": read_telegram,
    "discord": read_discord,
    "messenger": read_messenger,
    "google_chat": read_google_chat,
    "teams": read_teams,
}
"""The format of a chat program to its reader: of a JSON value and the name of the file's folder."""


def parse_chat(text: str, path: str = "") -> Grid | None:
    """Return the messages of a chat that was exported as text, None for any other text."""
    return parse_whatsapp(text, path)


def read_chat(documents: Documents, path: str = "") -> tuple[str, Part] | None:
    """Return format and messages, or another file, of a chat program's JSON, None for any other JSON."""
    values = documents.values
    value = values[0] if len(values) == 1 and not documents.a_line_each else list(values)
    folder = PurePosixPath(path.replace("\\", "/")).parent.name
    for form, reader in _JSON_READERS.items():
        part = reader(value, folder)
        if part is not None:
            return form, part
    return None
