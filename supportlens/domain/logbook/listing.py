"""The log of moments: a row for each contact in which a moment of truth occurred; it grows with each file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supportlens.domain.contacts.codes import Dimension
from supportlens.domain.logbook.marking import mark_occurrences
from supportlens.domain.standing.lives import LifeState
from supportlens.domain.standing.occurrences import Occurrence, OccurrenceNote, Result
from supportlens.domain.study import Assigned
from supportlens.domain.tickets.tickets import Field

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain.study import Study


def list_occurrences(study: Study) -> tuple[Occurrence, ...]:
    """Return every contact in which a moment of truth occurred, the latest first; those without a date last.

    A contact of a standing moment that is not retired bears its id, the first one's if it has several.
    """
    standing = _standing_ids(study)
    risks = {match.moment.id: match.risk.level for match in study.moments if match.risk}
    results = _results(study)
    stages, critical = _codes(study)
    columns = (
        _texts(study, Field.TICKET_ID),
        _days(study),
        _customers(study),
        study.assignment[Assigned.MOMENT].tolist(),
        standing,
        stages,
        study.assignment[Assigned.CAUSE].tolist(),
        critical,
        results,
    )
    rows = enumerate(zip(*columns, strict=True))
    notes = {note.ticket_id: note for note in study.desk_moments.notes}
    found = [
        Occurrence(row, ticket, day, who, moment, own, stage, cause, risks.get(moment), bool(grave), result)
        for row, (ticket, day, who, moment, own, stage, cause, grave, result) in rows
        if moment or own
    ]
    found = [_noted(one, notes.get(one.ticket_id)) for one in found] if notes else found
    dated = sorted((one for one in found if one.day), key=lambda one: (one.day, one.row), reverse=True)
    return (*dated, *(one for one in found if not one.day))


def _noted(one: Occurrence, note: OccurrenceNote | None) -> Occurrence:
    """Return an occurrence with what a person wrote of it; how it ended is what the person says."""
    return one if note is None else replace(one, note=note, result=note.result or one.result)


def list_risky_occurrences(study: Study) -> tuple[Occurrence, ...]:
    """Return the occurrences that put a relationship at risk, and those of standing moments.

    At risk are contacts that are critical or ended badly, and those of a moment that is told by a code or by
    data: the everyday request for support is told by neither.
    """
    told = {moment.id for moment in study.playbook.moments if moment.codes or moment.needs}
    bad = {Result.REOPENED, Result.UNSOLVED, Result.BITTER}
    return tuple(
        one
        for one in list_occurrences(study)
        if one.note or one.standing_id or one.critical or one.result in bad or one.moment_id in told
    )


def _standing_ids(study: Study) -> list[str]:
    ids = [""] * len(study.tickets)
    for moment in reversed(study.desk_moments.moments):
        if moment.state is not LifeState.RETIRED:
            for row in mark_occurrences(study, moment).nonzero()[0].tolist():
                ids[row] = moment.id
    return ids


def _codes(study: Study) -> tuple[list[str], list[bool]]:
    if study.coding is None:
        return [""] * len(study.tickets), [False] * len(study.tickets)
    return study.coding.values(Dimension.STAGE), study.coding.mask("critical").tolist()


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


def _texts(study: Study, field: Field) -> list[str]:
    return [str(value) for value in study.tickets.frame[field.value].tolist()]


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
    opened = study.tickets.frame[Field.CREATED_AT.value]
    return [None if moment != moment else moment.date() for moment in opened]  # noqa: PLR0124 - NaT is unequal to itself
