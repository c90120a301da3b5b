"""Costs per ticket: effort, outcome and satisfaction as arrays with a row per ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import FIRST_CONTACT_DAYS, Field, identify_people, is_urgent

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.float64]

SECONDS_PER_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class TicketCosts:
    """The costs of n tickets; an array is None if the log has no such field.

    `satisfaction` is 1 to 5, NaN without an answer. `first_contact` is 1 if one contact was enough, 0 if not,
    NaN if unknown: no person, no date, not closed, no cause, or too close to the end of the log. `severe`
    marks tickets that are annoyed, urgent or reopened.
    """

    satisfaction: Numbers | None
    hours: Numbers | None
    reopened: Numbers | None
    first_contact: Numbers | None
    severe: Mask


def read_ticket_costs(tickets: Tickets, owner: npt.NDArray[np.int64], angry: Mask) -> TicketCosts:
    """Read the costs of n tickets; `owner` (n) is the cause of each ticket, -1 for no cause."""
    minutes, reopened = _read_numbers(tickets, Field.MINUTES), _read_numbers(tickets, Field.REOPENED)
    again = reopened > 0 if reopened is not None else np.zeros(len(tickets), dtype=bool)
    return TicketCosts(
        satisfaction=_read_numbers(tickets, Field.SATISFACTION),
        hours=None if minutes is None else minutes / 60.0,
        reopened=reopened,
        first_contact=_judge_first_contact(tickets, owner, again),
        severe=angry | again | _mark_urgent(tickets),
    )


def _read_numbers(tickets: Tickets, column: Field) -> Numbers | None:
    """Return a numeric column, None if the log does not have it."""
    if not tickets.has(column):
        return None
    found = tickets.frame[column.value].to_numpy(np.float64)
    return found if (~np.isnan(found)).any() else None


def _mark_urgent(tickets: Tickets) -> Mask:
    if not tickets.has(Field.PRIORITY):
        return np.zeros(len(tickets), dtype=bool)
    codes, levels = tickets.frame[Field.PRIORITY.value].factorize()
    high = np.array([*(is_urgent(str(level)) for level in levels), False], dtype=bool)
    return np.asarray(high[codes])


def _judge_first_contact(tickets: Tickets, owner: npt.NDArray[np.int64], again: Mask) -> Numbers | None:
    people = _number_people(tickets)
    if people is None or not tickets.has(Field.CREATED_AT):
        return None
    opened = tickets.frame[Field.CREATED_AT.value]
    when = (opened - opened.min()).dt.total_seconds().to_numpy(np.float64) / SECONDS_PER_DAY
    known = (people >= 0) & (owner >= 0) & ~np.isnan(when)
    if not known.any():
        return None
    back = _mark_back_soon(people, owner, when, known)
    judged = known & (when <= when[known].max() - FIRST_CONTACT_DAYS) & _mark_closed(tickets)
    return np.where(judged, np.where(back | again, 0.0, 1.0), np.nan)


def _number_people(tickets: Tickets) -> npt.NDArray[np.int64] | None:
    """Return a number per person, -1 if nobody is named; None if the log does not say who asked."""
    names = identify_people(tickets.frame)
    if names is None:
        return None
    codes, _ = names.where(names.ne("")).factorize()
    return np.asarray(codes, dtype=np.int64)


def _mark_closed(tickets: Tickets) -> Mask:
    """Mark the closed tickets; all tickets if the log has no closing dates."""
    if not tickets.has(Field.RESOLVED_AT):
        return np.ones(len(tickets), dtype=bool)
    return tickets.frame[Field.RESOLVED_AT.value].notna().to_numpy()


def _mark_back_soon(
    people: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], when: Numbers, known: Mask
) -> Mask:
    """Mark the tickets that the same person soon followed with another of the same cause."""
    rows = np.flatnonzero(known)
    rows = rows[np.lexsort((rows, when[rows], people[rows], owner[rows]))]
    this, following = rows[:-1], rows[1:]
    same = (people[this] == people[following]) & (owner[this] == owner[following])
    soon = same & (when[following] - when[this] <= FIRST_CONTACT_DAYS)
    back = np.zeros(len(people), dtype=bool)
    back[this[soon]] = True
    return back
