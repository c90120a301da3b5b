"""What people said about causes, and the files a study was learnt from: what a project brings back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.findings.answers import Answer
from supportlens.domain.findings.kinds import Kind
from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class CauseStatement:
    """What people said about one cause, with what the cause is known by over the months.

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
    """That a person named a cause, and how the program had named it."""

    cause_id: str
    name: Name
    told: Name


class InputRole(StrEnum):
    """What a file was given for."""

    LOG = "log"
    """Tickets, or what is recognised among them: calendars, lists of customers."""
    CHANGES = "changes"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file or folder that a study was learnt from."""

    path: str
    """Absolute."""
    role: InputRole = InputRole.LOG
    sha256: str = ""
    """Of the content, of a folder the logs in it; "" where it could not be read."""
