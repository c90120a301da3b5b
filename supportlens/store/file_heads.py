"""Tells by its first bytes whether a file is a project, without opening it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain import (
    FileMissing,
    NoPermission,
    ProjectDamaged,
    ProjectEmpty,
    ProjectForeign,
    ProjectTooNew,
)
from supportlens.store.schema import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 100
"""The length of the head of a SQLite file (the file format, section 1.3)."""
MAGIC = b"SQLite format 3\0"


class ProjectForm(StrEnum):
    """The form of a project file."""

    STORE = "store"
    TEXT = "text"
    """JSON, as the first versions wrote it."""


def find_form(path: Path) -> ProjectForm:
    """Return the form of a project file.

    Raises `FileMissing`, `NoPermission`, `ProjectEmpty` for a file without a byte, `ProjectForeign` for
    another program's database, `ProjectTooNew` and `ProjectDamaged`. The file is only read.
    """
    head = _read_head(path)
    if not head:
        raise ProjectEmpty(str(path))
    if not head.startswith(MAGIC):
        if head.lstrip()[:1] == b"{":
            return ProjectForm.TEXT
        raise ProjectDamaged(str(path))
    if len(head) < HEAD:
        raise ProjectDamaged(str(path))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ProjectForeign(str(path))
    if int.from_bytes(head[60:64], "big") > VERSION:
        raise ProjectTooNew(str(path))
    return ProjectForm.STORE


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        raise NoPermission(str(path)) from error
