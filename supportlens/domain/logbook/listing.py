"""The log of moments: a row for each contact in which a moment of truth occurred; it grows with each file."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from supportlens.domain.contacts.codes import Dimension
from supportlens.domain.logbook.marking import mark_occurrences
from supportlens.domain.standing.lives import LifeState
from supportlens.domain.standing.occurrences import Occurrence, OccurrenceNote, Result
from supportlens.domain.study import Assigned
from supportlens.domain.tickets.tickets import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from supportlens.domain.study import Study

PIECE = 2_000
"""Rows of a piece: some ten milliseconds."""


def list_occurrences(study: Study) -> tuple[Occurrence, ...]:
    """Return every contact in which a moment of truth occurred, the latest first; those without a date last.

    A contact of a standing moment that is not retired bears its id, the first one's if it has several.
    """
    return order_occurrences(one for piece in occurrence_pieces(study) for one in piece)


def order_occurrences(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Return occurrences of the order of the log with the latest first; those without a date last."""
    known = tuple(found)
    latest_last = (one for one in reversed(known) if one.day)  # those of a day stay so: a sort is stable
    dated = sorted(latest_last, key=attrgetter("day"), reverse=True)
    return (*dated, *(one for one in known if not one.day))


def occurrence_pieces(study: Study) -> Iterator[list[Occurrence]]:
    """Yield the occurrences in the order of the log, some at a time, so that a window may react in between.

    The first pieces are empty: a column of the log is read in each.
    """
    risks = {match.moment.id: match.risk.level for match in study.moments if match.risk}
    notes = {note.ticket_id: note for note in study.desk_moments.notes}
    columns: list[list[Any]] = []
    for read in (_tickets, _days, _customers, _moments, _standing_ids, _stages, _causes, _critical, _results):
        columns.append(read(study))
        yield []
    for first in range(0, len(study.tickets), PIECE):
        rows = zip(*(column[first : first + PIECE] for column in columns), strict=True)
        found = [
            Occurrence(
                row, ticket, day, who, moment, own, stage, cause, risks.get(moment), bool(grave), result
            )
            for row, (ticket, day, who, moment, own, stage, cause, grave, result) in enumerate(rows, first)
            if moment or own
        ]
        yield [_noted(one, notes.get(one.ticket_id)) for one in found] if notes else found


def _noted(one: Occurrence, note: OccurrenceNote | None) -> Occurrence:
    """Return an occurrence with what a person wrote of it; how it ended is what the person says."""
    return one if note is None else replace(one, note=note, result=note.result or one.result)


def list_risky_occurrences(study: Study, go_on: Callable[[], None] = lambda: None) -> tuple[Occurrence, ...]:
    """Return the occurrences that put a relationship at risk, and those of standing moments.

    At risk are contacts that are critical or ended badly, and those of a moment that is told by a code or by
    data: the everyday request for support is told by neither. `go_on` is called regularly and may raise to
    stop.
    """
    told = {moment.id for moment in study.playbook.moments if moment.codes or moment.needs}
    bad = {Result.REOPENED, Result.UNSOLVED, Result.BITTER}
    found: list[Occurrence] = []
    for piece in occurrence_pieces(study):
        go_on()
        found += (
            one
            for one in piece
            if one.note or one.standing_id or one.critical or one.result in bad or one.moment_id in told
        )
    return order_occurrences(found)


def _standing_ids(study: Study) -> list[str]:
    ids = [""] * len(study.tickets)
    for moment in reversed(study.desk_moments.moments):
        if moment.state is not LifeState.RETIRED:
            for row in mark_occurrences(study, moment).nonzero()[0].tolist():
                ids[row] = moment.id
    return ids


def _stages(study: Study) -> list[str]:
    coding = study.coding
    return [""] * len(study.tickets) if coding is None else coding.values(Dimension.STAGE)


def _critical(study: Study) -> list[bool]:
    coding = study.coding
    return [False] * len(study.tickets) if coding is None else coding.mask("critical").tolist()


def _results(study: Study) -> list[Result]:
    """Return how each contact ended; what went wrong counts before what went well."""
    frame, count = study.tickets.frame, len(study.tickets)
    no = [False] * count

    def column(field: Field, test: Any) -> list[bool]:
        return test(frame[field.value]).tolist() if study.tickets.has(field) else no

    coding = study.coding
    valences = coding.valences().tolist() if coding else [0] * count
    unsolved = coding.mask("b-4").tolist() if coding else no
    reopened = column(Field.REOPENED, lambda found: found.fillna(0).gt(0))
    closed = column(Field.RESOLVED_AT, lambda found: found.notna())
    told = column(Field.RESOLUTION, lambda found: found.ne(""))
    dated = study.tickets.has(Field.RESOLVED_AT)
    rows = zip(reopened, unsolved, valences, closed, told, strict=True)
    return [_result(*row, dated=dated) for row in rows]


def _result(reopened: bool, unsolved: bool, valence: int, closed: bool, told: bool, *, dated: bool) -> Result:  # noqa: FBT001 - a row of columns
    if reopened:
        return Result.REOPENED
    if unsolved:
        return Result.UNSOLVED
    if valence:
        return Result.BITTER if valence < 0 else Result.WELL
    if closed or told:
        return Result.SOLVED
    return Result.OPEN if dated else Result.UNKNOWN


def _tickets(study: Study) -> list[str]:
    return [str(value) for value in study.tickets.frame[Field.TICKET_ID.value].tolist()]


def _moments(study: Study) -> list[str]:
    return study.assignment[Assigned.MOMENT].tolist()


def _causes(study: Study) -> list[str]:
    return study.assignment[Assigned.CAUSE].tolist()


def _customers(study: Study) -> list[str]:
    """Return who wrote: the customer, else the requester, "" if the log names nobody."""
    found = [""] * len(study.tickets)
    for field in (Field.REQUESTER, Field.CUSTOMER):
        if study.tickets.has(field):
            named = study.tickets.values(field.value).tolist()
            found = [str(name) or before for name, before in zip(named, found, strict=True)]
    return found


def _days(study: Study) -> list[date | None]:
    if not study.tickets.has(Field.CREATED_AT):
        return [None] * len(study.tickets)
    days = study.tickets.frame[Field.CREATED_AT.value].dt.date.tolist()
    return [None if day != day else day for day in days]  # noqa: PLR0124 - NaT is unequal to itself
