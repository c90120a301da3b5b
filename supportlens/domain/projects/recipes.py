"""A recipe: what a person set and corrected in one project, so that it can be done on other tickets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from supportlens.domain.contacts.definitions import Definitions
from supportlens.domain.languages import Name
from supportlens.domain.plans.plan_rules import PlanRules
from supportlens.domain.projects.amendments import Amendment
from supportlens.domain.projects.statements import CauseStatement


@dataclass(frozen=True, slots=True)
class SymptomMark:
    """What identifies a symptom among other tickets: its name, its words, the hashes of its texts."""

    name: Name
    words: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings and corrections; the ids of symptoms are those of `marks`, which find them elsewhere."""

    marks: dict[str, SymptomMark]
    corrections: tuple[Amendment, ...] = ()
    statements: tuple[CauseStatement, ...] = ()
    granularity: float = 1.0
    """The number of symptoms, as a multiple of the automatic number."""
    counted_apart: tuple[str, ...] = ()
    """The kinds of groups that are nobody's request and count all the same."""
    definitions: Definitions = field(default_factory=Definitions)
    plan_rules: PlanRules | None = None


class WhyNotDone(StrEnum):
    """Why a part of a recipe could not be done on other tickets."""

    NO_COLUMN = "no_column"
    NO_SYMPTOM = "no_symptom"
    NO_CAUSE = "no_cause"
    NOT_DIVISIBLE = "not_divisible"
    NO_GROUP = "no_group"


@dataclass(frozen=True, slots=True)
class NotDone:
    """A part of a recipe that could not be done: its reason, and what was not there."""

    what: str
    """The kind of the correction, as in the recipe."""
    why: WhyNotDone
    missing: str
    """The name of the symptom, cause or group, or the field of the column."""
