"""What one call of `supportlens analyze` asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from supportlens.cli.arguments import STANDARD_OUTPUT
from supportlens.domain import Definitions, WorkersRequest


@dataclass(frozen=True, slots=True)
class CallRequest:
    """The options of one call."""

    paths: tuple[Path, ...]
    changes: Path | None = None
    report: Path | None = None
    json: str | None = None
    tickets: Path | None = None
    materials: Path | None = None
    """The folder for the documents of the plan."""
    letters: Path | None = None
    """Where the letters to those who must act go."""
    look: Path | None = None
    """The file with the look of the company."""
    mask: bool = True
    quiet: bool = False
    model: Path | None = None
    """The folder of another language model."""
    project: Path | None = None
    """Where the symptoms are kept from month to month."""
    keep_texts: bool | None = None
    """Whether the project holds what people wrote, None for as it is."""
    customers: tuple[Path, ...] = ()
    actions: Path | None = None
    country: str | None = None
    count_apart: tuple[str, ...] = ()
    """Groups that are nobody's request and count all the same, by id or kind."""
    floor: tuple[float, ...] = ()
    """The tickets a week, people and hours a month from which a cause gets a training; () for the rules'."""
    care: tuple[tuple[str, str], ...] = ()
    """What is chosen about what is due to customers, by name."""
    agenda: Path | None = None
    """Where the agenda of customers goes, as a calendar."""
    recipe: Path | None = None
    """Settings and corrections of another project to apply."""
    definitions: Definitions = field(default_factory=Definitions)
    rules: Path | None = None
    """A company's own rules of coding."""
    workers: WorkersRequest = field(default_factory=WorkersRequest)
    """Who does what is done ticket by ticket."""
    conditions: tuple[str, ...] = ()
    """What makes the exit code 1."""

    @property
    def prints_json(self) -> bool:
        """Return whether the standard output is reserved for the JSON."""
        return self.json == STANDARD_OUTPUT

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files to write."""
        json = None if self.json is None or self.prints_json else Path(self.json)
        changing = self.paths or self.changes or self.customers or self.actions
        project = self.project if changing else None
        return tuple(
            path
            for path in (self.report, json, self.tickets, self.letters, self.agenda, project)
            if path is not None
        )
