"""Follows tickets whose id changed because another file has the same numbers, or has them no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Derived, Field

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import OccurrenceNote, Study, Tickets
    from supportlens.domain.projects.marks import Marks

_ID = Field.TICKET_ID.value
_PLACE = (Derived.SOURCE_FILE, Derived.SOURCE_ROW, Field.CREATED_AT.value)
"""What tells a row from all others; the date tells the sheets of a workbook apart."""


def follow_ids(before: Tickets, after: Tickets) -> dict[str, str]:
    """Return the new ids of tickets that have another one than before, by the old ids.

    Numbers that start again with each month are told apart by their file ("january:7") as long as several
    files have them. A ticket that is nowhere under its old id is the one that stands in the same row now.
    """
    lost = before.frame[~before.frame[_ID].isin(set(after.frame[_ID]))]
    found = after.frame[~after.frame[_ID].isin(set(before.frame[_ID]))]
    if lost.empty or found.empty:
        return {}
    places = [name for name in _PLACE if name in lost and name in found]
    joined = _alone(lost, places).merge(_alone(found, places), on=places, suffixes=("_before", "_now"))
    return dict(zip(joined[f"{_ID}_before"], joined[f"{_ID}_now"], strict=True))


def carry_marks(before: Study, after: Study) -> tuple[Marks, tuple[OccurrenceNote, ...]]:
    """Return the marks of `before` and its notes of contacts, under the ids that the tickets have now."""
    marks, notes = before.marks, before.desk_moments.notes
    if not (marks.checks or notes or any(one.query.ids for one in marks.filters)):
        return marks, notes
    now = follow_ids(before.tickets, after.tickets)
    checks = tuple(replace(one, ticket_id=now.get(one.ticket_id, one.ticket_id)) for one in marks.checks)
    filters = tuple(
        replace(one, query=replace(one.query, ids=tuple(now.get(each, each) for each in one.query.ids)))
        for one in marks.filters
    )
    return (
        replace(marks, checks=checks, filters=filters),
        tuple(replace(one, ticket_id=now.get(one.ticket_id, one.ticket_id)) for one in notes),
    )


def _alone(rows: pd.DataFrame, places: list[str]) -> pd.DataFrame:
    """Return the ids and places of rows whose place no other row has."""
    return rows.loc[~rows.duplicated(places, keep=False), [_ID, *places]]
