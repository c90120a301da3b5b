"""Users' statements about causes, and the input files of a study."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.findings.answers import Answer
from supportlens.domain.findings.kinds import Kind
from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class CauseStatement:
    """Users' statements about one cause, with what identifies the cause across studies.

    The id of a cause differs between studies; its symptoms keep theirs.
    """

    known_as: str
    """Its place and its generated English name."""
    symptoms: tuple[str, ...] = ()
    """The ids of its symptoms."""
    place: tuple[str, str] | None = None
    """The field and the value with most of it."""
    answers: tuple[Answer, ...] = ()
    """Earliest first; their `cause_id` is that of the study in which they were given."""
    kind: Kind | None = None
    """The kind that a user chose."""
    name: Name | None = None
    """The name that a user gave."""
    dismissed: bool = False
    """Whether a user said that it is no cause."""
    why: str = ""
    """Why it is none, "" if nobody said so."""


@dataclass(frozen=True, slots=True)
class GivenName:
    """The name that a user gave a cause, and the generated one."""

    cause_id: str
    name: Name
    told: Name


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A user's statement that what was found as a cause is none, and why."""

    cause_id: str
    why: str = ""


class InputRole(StrEnum):
    """The purpose of an input file."""

    LOG = "log"
    """Tickets, or input recognised in the same files: calendars, lists of customers."""
    CHANGES = "changes"
    CUSTOMERS = "customers"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file or folder that a study was made from."""

    path: str
    """The absolute path."""
    role: InputRole = InputRole.LOG
    sha256: str = ""
    """The hash of the content, for a folder of its logs; "" if unreadable."""
