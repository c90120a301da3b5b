"""What would come of a correction."""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class ShareChange:
    """The tickets of a cause before and after a correction; one that there is not yet has no name."""

    name: Name | None
    before: int
    after: int
    total: int
    cause_id: str | None = None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """The names of the causes of actions that a correction adds to the plan and takes from it."""

    actions: int
    added: tuple[Name, ...]
    gone: tuple[Name, ...]
