"""What further files brought to a project, and the verdict as it was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class SaidVerdict:
    """A verdict as it was said: the first cause of that day, None without one."""

    tickets: int
    """All tickets of that study."""
    first: date | None
    last: date | None
    """The days of the oldest and the newest ticket, None without dates."""
    result: str
    """The hash of the tickets' symptoms, as in `Engine.result`."""
    engine: str
    """The version of the program."""
    name: Name | None = None
    symptoms: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    cause_tickets: int = 0
    share: float = 0.0
    onset: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """What the files that came last brought to a project; `before` is the verdict without them."""

    before: SaidVerdict
    added: tuple[str, ...] = ()
    """The paths of the files that were added."""
    already: tuple[str, ...] = ()
    """The paths of files that the project had: nothing was taken from them."""
    removed: tuple[str, ...] = ()
    """The paths of files that were taken out."""
    new: int = 0
    """Tickets that the project did not have."""
    gone: int = 0
    """Tickets that it no longer has."""
    updated: int = 0
    """Tickets that it had in another state or with less text."""
    cause_new: int | None = None
    """New tickets of the cause of the verdict before, None if there was none or it is gone."""
    cause_id: str | None = None
    """The cause that continues it, None if there is none."""
    cause_first: date | None = None
    cause_last: date | None = None
    """The days of the oldest and the newest of its new tickets, None without dates or such tickets."""

    @property
    def changed_nothing(self) -> bool:
        """Whether the files brought nothing that the project did not have."""
        return not (self.added or self.removed or self.new or self.gone or self.updated)
