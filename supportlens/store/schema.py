"""The tables of a project file, and how each version becomes the next."""

from __future__ import annotations

from typing import NamedTuple

APPLICATION_ID = 0x53504C53
"""What marks a SQLite file as a project ("SPLS"), at byte 68 of the file; never changed."""


class Migration(NamedTuple):
    """The step from one version of the tables to the next, run whole or not at all."""

    name: str
    script: str


FIRST = """
CREATE TABLE parts (
    -- What the project holds, as values of the program: a row per field of the study, per file as read.
    name TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
    -- Columns and arrays of the parts, each once, under a hash of its content.
    key TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE needs (
    part TEXT NOT NULL REFERENCES parts (name) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT NOT NULL REFERENCES blobs (key) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (part, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX needs_by_key ON needs (key);

CREATE TABLE tickets (
    number INTEGER PRIMARY KEY,
    ticket_id TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE ticket_words USING fts5 (
    ticket_id, text, content = 'tickets', content_rowid = 'number', detail = none,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE files (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    role TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    part TEXT NOT NULL UNIQUE REFERENCES parts (name) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (role, path, sha256)
) STRICT;

CREATE TABLE history (
    -- What happened to the project, oldest first: files, verdicts, corrections, answers.
    number INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    what TEXT NOT NULL,
    part TEXT REFERENCES parts (name) DEFERRABLE INITIALLY DEFERRED
) STRICT;
"""

MIGRATIONS: tuple[Migration, ...] = (Migration("the first tables", FIRST),)
"""All steps, oldest first; `user_version` counts those that a file has behind it. A step is never changed."""

VERSION = len(MIGRATIONS)
