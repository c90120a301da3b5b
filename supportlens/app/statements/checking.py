"""Reads tickets one after another: accepts their symptom, and counts how often a person agrees."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens.domain import Agreement, Assigned, Field, TicketCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supportlens.domain import Study


def symptoms_of(study: Study, ticket_ids: Iterable[str]) -> dict[str, str]:
    """Return the symptom of each of some tickets, "" for one without."""
    wanted = set(ticket_ids)
    ids = study.tickets.frame[Field.TICKET_ID.value]
    found = ids.isin(wanted).to_numpy()
    pairs = zip(ids[found], study.assignment[Assigned.SYMPTOM][found], strict=True)
    return {str(ticket): str(symptom) for ticket, symptom in pairs}


def list_checks(study: Study) -> dict[str, TicketCheck]:
    """Return the checks that hold, by ticket: those of tickets that are still in the symptom said."""
    if not study.marks.checks:
        return {}
    now = symptoms_of(study, (check.ticket_id for check in study.marks.checks))
    return {one.ticket_id: one for one in study.marks.checks if now.get(one.ticket_id) == one.said}


def accept_ticket(study: Study, ticket_id: str) -> Study:
    """Return the study in which a person agrees with the symptom of a ticket, or no longer says so."""
    held = list_checks(study).get(ticket_id)
    if held is not None and held.agrees:
        return replace(study, marks=study.marks.without_check(ticket_id))
    symptom = symptoms_of(study, (ticket_id,)).get(ticket_id)
    if symptom is None:
        return study
    return replace(study, marks=study.marks.with_check(_check(ticket_id, symptom, symptom)))


def note_moved(before: Study, after: Study, ticket_ids: tuple[str, ...]) -> Study:
    """Return `after` with the check of the one ticket that a person read and moved; several were not read."""
    if len(ticket_ids) != 1:
        return after
    (ticket_id,) = ticket_ids
    given, said = symptoms_of(before, ticket_ids), symptoms_of(after, ticket_ids)
    if not given or not said:
        return after
    return replace(after, marks=after.marks.with_check(_check(ticket_id, given[ticket_id], said[ticket_id])))


def only_marks_differ(before: Study, after: Study) -> bool:
    """Return whether two studies are the same but for their marks."""
    return before is not after and all(
        getattr(before, field.name) is getattr(after, field.name)
        for field in fields(before)
        if field.name != "marks"
    )


def count_agreement(held: Mapping[str, TicketCheck], ticket_ids: Iterable[str]) -> Agreement:
    """Count the tickets that were read, and those of them in which person and program agree."""
    from supportlens.statistics import wilson_interval  # noqa: PLC0415 - needs SciPy

    ids = list(ticket_ids)
    read = [held[each] for each in ids if each in held] if held else []
    agreed = sum(check.agrees for check in read)
    low, high = wilson_interval(agreed, len(read)) if read else (0.0, 1.0)
    return Agreement(len(ids), len(read), agreed, low, high)


def _check(ticket_id: str, given: str, said: str) -> TicketCheck:
    return TicketCheck(ticket_id, given, said, datetime.now(tz=UTC))
