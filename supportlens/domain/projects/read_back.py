"""What a workbook brings back that people edited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadChange:
    """A value that somebody changed in the workbook; texts as they are compared."""

    table: str
    key: str
    name: str
    field: str
    title: str
    before: str
    """As it was when the workbook was written."""
    now: str
    """As it came back."""
    current: str
    """As it is in the project."""
    refused: bool = False
    """Whether it is no value for this field, such as a date that is none."""

    @property
    def conflicts(self) -> bool:
        """Whether the project was changed meanwhile as well, to something else."""
        return self.current not in (self.before, self.now)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a workbook brings back."""

    changes: tuple[ReadChange, ...]
    gone: tuple[str, ...]
    """Rows whose action or moment the project does not have any more."""
    further: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Columns that somebody added to the plan: the cause, and its titles with their texts."""
    language: str

    @property
    def conflicts(self) -> tuple[ReadChange, ...]:
        """The changes that contradict the project."""
        return tuple(change for change in self.changes if change.conflicts)
