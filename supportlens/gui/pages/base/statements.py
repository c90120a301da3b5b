"""The statements people make on pages about causes, symptoms and tickets; answers are `domain.Answer`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import (
        Answer,
        CareRules,
        CodeCorrection,
        Kind,
        Name,
        OccurrenceNote,
        Pilot,
        Recipe,
        SavedFilter,
        StandingMoment,
        TakenAction,
        TeamMember,
    )
    from supportlens.domain.projects.read_back import ReadBack


@dataclass(frozen=True, slots=True)
class AnswerWithdrawal:
    """An answer is withdrawn."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class GroupCounting:
    """A group of tickets that are nobody's request is counted all the same, or set apart again."""

    group_id: str
    counted: bool


@dataclass(frozen=True, slots=True)
class KindChoice:
    """The kind of a cause is corrected; None restores the kind that was computed."""

    cause_id: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class CauseName:
    """A cause is renamed; None restores the generated name."""

    cause_id: str
    name: Name | None


@dataclass(frozen=True, slots=True)
class SymptomName:
    """A symptom is renamed."""

    symptom_id: str
    name: Name


@dataclass(frozen=True, slots=True)
class TicketMove:
    """Tickets, and all others with the same text, are moved to another symptom; with `words` it is a rule."""

    ticket_ids: tuple[str, ...]
    symptom_id: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MomentChange:
    """A standing moment is made, or is now so."""

    moment: StandingMoment


@dataclass(frozen=True, slots=True)
class ReadBackUse:
    """What people changed in a workbook is taken over, against the project too with `overwrite`."""

    found: ReadBack
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class OccurrenceChange:
    """A person writes what was done about a contact of the log of moments, by whom, and how it ended."""

    note: OccurrenceNote


@dataclass(frozen=True, slots=True)
class TeamChange:
    """The people who have to know the standing moments are named."""

    team: tuple[TeamMember, ...]


@dataclass(frozen=True, slots=True)
class ActionTaking:
    """Something was done about a cause; `before` is the action that it replaces."""

    action: TakenAction
    before: TakenAction | None = None


@dataclass(frozen=True, slots=True)
class PilotChange:
    """A pilot of calls is drawn, or is now so."""

    pilot: Pilot


@dataclass(frozen=True, slots=True)
class CareChange:
    """What counts as due to customers is chosen."""

    rules: CareRules


@dataclass(frozen=True, slots=True)
class SymptomMerging:
    """Two symptoms are one: all tickets of the first belong to `into`."""

    symptom_id: str
    into: str


@dataclass(frozen=True, slots=True)
class SymptomSplitting:
    """A symptom is two."""

    symptom_id: str


@dataclass(frozen=True, slots=True)
class CauseMerging:
    """Two causes are one: all tickets of the first belong to `into`."""

    cause_id: str
    into: str


@dataclass(frozen=True, slots=True)
class SymptomPlacing:
    """Symptoms of a cause belong to another one, or, without `into`, are a cause of their own."""

    symptom_ids: tuple[str, ...]
    cause_id: str
    into: str | None = None


@dataclass(frozen=True, slots=True)
class RecipeUse:
    """The settings and corrections of a recipe are applied."""

    recipe: Recipe


@dataclass(frozen=True, slots=True)
class CauseDismissal:
    """What was found as a cause is none, or is one after all."""

    cause_id: str
    dismissed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class CodesChange:
    """Codes of a contact are corrected or confirmed."""

    corrections: tuple[CodeCorrection, ...]


@dataclass(frozen=True, slots=True)
class TicketAcceptance:
    """A person who read a ticket agrees with its symptom, or no longer does."""

    ticket_id: str


@dataclass(frozen=True, slots=True)
class FilterSaving:
    """A filter of the tickets is kept under its name."""

    saved: SavedFilter


@dataclass(frozen=True, slots=True)
class FilterRemoval:
    """A saved filter is no longer kept."""

    name: str
