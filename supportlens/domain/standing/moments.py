"""A standing moment: a moment of truth that a desk made its own, with its sheet and its life."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from supportlens.domain.languages import Name
from supportlens.domain.projects.statements import CauseStatement
from supportlens.domain.standing.lives import (
    NEXT_STATES,
    LifeState,
    LifeStep,
    MomentIncomplete,
    Requirement,
)
from supportlens.domain.standing.occurrences import OccurrenceNote
from supportlens.domain.standing.readers import CardReader, Coverage, TeamMember
from supportlens.domain.standing.readings import Outcome, TargetOf, TargetReading
from supportlens.domain.standing.sheets import SheetPart, SheetQuestion, SheetText, TextSource
from supportlens.domain.tickets.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NO_NAME = Name()


@dataclass(frozen=True, slots=True)
class StandingMoment:
    """A moment of truth that a desk made its own.

    It is about a cause of the log, or about all tickets of a moment of the catalogue. Every method returns a
    new value.
    """

    id: str
    moment_id: str
    """The moment of the catalogue whose texts stand where the log says nothing."""
    about: CauseStatement | None
    """What identifies its cause from month to month, None for a moment of the catalogue."""
    cause_id: str
    """The cause in the present study, "" if it is not found there or the moment has none."""
    sheet: dict[SheetPart, SheetText]
    questions: tuple[SheetQuestion, ...] = ()
    owner: str = ""
    baseline: float | None = None
    """Tickets a week on the day of the draft, None without dates."""
    target: float | None = None
    """At most so many tickets a week, or at least so many calls a month."""
    target_of: TargetOf = TargetOf.TICKETS_A_WEEK
    review: date | None = None
    life: tuple[LifeStep, ...] = ()
    readings: tuple[TargetReading, ...] = ()
    readers: tuple[CardReader, ...] = ()

    @property
    def state(self) -> LifeState:
        """The present state."""
        return self.life[-1].state if self.life else LifeState.DETECTED

    @property
    def name(self) -> Name:
        """The name of the moment."""
        return self.text(SheetPart.NAME)

    @property
    def reading(self) -> TargetReading | None:
        """The last reading, None before the first."""
        return self.readings[-1] if self.readings else None

    @property
    def has_slipped(self) -> bool:
        """Whether it is in force and its last reading is above the target."""
        last = self.reading
        return self.state.in_force and last is not None and last.outcome is Outcome.SLIPPED

    def is_overdue(self, today: date) -> bool:
        """Return whether it is in force and its review should have taken place."""
        return self.state.in_force and self.review is not None and self.review < today

    def text(self, part: SheetPart) -> Name:
        """Return the text of a part, empty if it has none."""
        found = self.sheet.get(part)
        return found.text if found else NO_NAME

    def missing(self, today: date) -> tuple[Requirement, ...]:
        """Return what it lacks before it can be institutionalised."""
        present = {
            Requirement.OWNER: self.owner.strip(),
            Requirement.TRIGGER: _says(self.text(SheetPart.TRIGGER)),
            Requirement.WHAT_TO_DO: _says(self.text(SheetPart.FIRST_CONTACT)),
            Requirement.PREVENTION: _says(self.text(SheetPart.PREVENTION)),
            Requirement.INDICATOR: _says(self.text(SheetPart.INDICATOR)),
            Requirement.TARGET: self.target is not None,
            Requirement.REVIEW: self.review is not None,
            Requirement.REVIEW_TO_COME: self.review is None or self.review >= today,
        }
        return tuple(each for each, found in present.items() if not found)

    def write(self, part: SheetPart, text: str, language: str) -> StandingMoment:
        """Return the moment with a text that a person wrote; it stands for every language."""
        found = self.text(part)
        if found.in_(language).strip() == text.strip():
            return self
        said = SheetText(Name({language: text.strip()}, written={}), TextSource.PERSON)
        return replace(self, sheet={**self.sheet, part: said})

    def move(self, state: LifeState, day: date, who: str = "") -> StandingMoment:
        """Return the moment in another state.

        Raises `MomentIncomplete` if it would be in force and lacks something, and ValueError for a state that
        cannot follow the present one.
        """
        if state not in NEXT_STATES[self.state]:
            raise ValueError(self.state, state)
        if state.in_force and (missing := self.missing(day)):
            raise MomentIncomplete(missing)
        return replace(self, life=(*self.life, LifeStep(state, day, who)))

    def record(self, reading: TargetReading) -> StandingMoment:
        """Return the moment with one more reading; one of the same period takes the place of the earlier."""
        others = (one for one in self.readings if (one.first, one.last) != (reading.first, reading.last))
        return replace(self, readings=(*others, reading))

    def note_reader(self, reader: CardReader) -> StandingMoment:
        """Return the moment with somebody who read its card, in the place of an earlier reading."""
        others = (one for one in self.readers if fold(one.name) != fold(reader.name))
        return replace(self, readers=(*others, reader))

    def cover(self, team: Iterable[TeamMember]) -> Coverage:
        """Return who of a team knows it: read its card and answered every question."""
        known = {fold(one.name) for one in self.readers if one.knows}
        names = tuple(dict.fromkeys(member.name for member in team))
        return Coverage(
            tuple(name for name in names if fold(name) in known),
            tuple(name for name in names if fold(name) not in known),
        )


@dataclass(frozen=True, slots=True)
class DeskMoments:
    """The standing moments of a desk, and the team that has to know them."""

    moments: tuple[StandingMoment, ...] = ()
    team: tuple[TeamMember, ...] = field(default=())
    """The people of an imported list; without one the agents of the log are the team."""
    notes: tuple[OccurrenceNote, ...] = ()
    """What people wrote of single contacts."""

    def put_note(self, note: OccurrenceNote) -> DeskMoments:
        """Return the moments with what a person wrote of a contact, in place of what was there."""
        others = tuple(one for one in self.notes if one.ticket_id != note.ticket_id)
        return replace(self, notes=others if note.is_empty else (*others, note))

    def moment(self, moment_id: str) -> StandingMoment | None:
        """Return a moment by its id."""
        return next((one for one in self.moments if one.id == moment_id), None)

    def of_cause(self, cause_id: str) -> StandingMoment | None:
        """Return the moment about a cause, None without one that is not retired."""
        return next(
            (
                one
                for one in self.moments
                if cause_id and one.cause_id == cause_id and one.state is not LifeState.RETIRED
            ),
            None,
        )

    def of_catalogue(self, moment_id: str) -> StandingMoment | None:
        """Return the moment about all tickets of one of the catalogue; None if retired."""
        kept = (one for one in self.moments if one.moment_id == moment_id and one.about is None)
        return next((one for one in kept if one.state is not LifeState.RETIRED), None)

    def put(self, moment: StandingMoment) -> DeskMoments:
        """Return the moments with one more, or with a later value of one."""
        if self.moment(moment.id) is None:
            return replace(self, moments=(*self.moments, moment))
        return replace(self, moments=tuple(moment if one.id == moment.id else one for one in self.moments))

    def next_id(self) -> str:
        """Return an id that no moment has."""
        numbers = [int(one.id[1:]) for one in self.moments if one.id[1:].isdigit()]
        return f"M{max(numbers, default=0) + 1}"

    def overdue(self, today: date) -> tuple[StandingMoment, ...]:
        """Return the moments whose review should have taken place, the oldest first."""
        found = (one for one in self.moments if one.is_overdue(today))
        return tuple(sorted(found, key=lambda one: (one.review or today, one.id)))

    @property
    def slipped(self) -> tuple[StandingMoment, ...]:
        """The moments in force whose last reading is above the target."""
        return tuple(one for one in self.moments if one.has_slipped)


def sheet_of(texts: Mapping[SheetPart, SheetText]) -> dict[SheetPart, SheetText]:
    """Return the parts that say something, in the order of a sheet."""
    return {part: texts[part] for part in SheetPart if part in texts and _says(texts[part].text)}


def _says(text: Name) -> bool:
    return any(one.strip() for one in text.values())
