"""What people stated about causes, and the files a study was made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.findings.answers import Answer
from supportlens.domain.findings.kinds import Kind
from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class CauseStatement:
    """What people stated about one cause, with what identifies the cause over the months.

    The id of a cause is another one in every study; its symptoms keep theirs.
    """

    known_as: str
    """Its place and the English name that the program gave it."""
    symptoms: tuple[str, ...] = ()
    """The ids of its symptoms."""
    place: tuple[str, str] | None = None
    """The field and the value that hold most of it."""
    answers: tuple[Answer, ...] = ()
    """Earliest first; their `cause_id` is that of the study in which they were given."""
    kind: Kind | None = None
    """The kind that a person chose."""
    name: Name | None = None
    """The name that a person gave."""


@dataclass(frozen=True, slots=True)
class GivenName:
    """The name that a person gave a cause, and the program's own."""

    cause_id: str
    name: Name
    told: Name


class InputRole(StrEnum):
    """The purpose of an input file."""

    LOG = "log"
    """Tickets, or what is recognised among them: calendars, lists of customers."""
    CHANGES = "changes"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file or folder that a study was made from."""

    path: str
    """The absolute path."""
    role: InputRole = InputRole.LOG
    sha256: str = ""
    """The hash of the content, for a folder of the logs in it; "" where it could not be read."""
