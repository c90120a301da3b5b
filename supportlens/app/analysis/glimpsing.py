"""What can be shown of an analysis before it is done: a study of a sample, the weeks, the groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.domain import Field, Glimpse, Heap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Symptom, Table, Tickets

SAMPLED_FROM = 5_000
"""Rows from which a sample is studied first. Judgement: fewer are analysed within half a minute; the
sample would make that a fifth longer and be on view for seconds."""

SAMPLE = 240
"""Rows of the sample. Measured on two quiet cores, the first study of a process: 3.7 to 4.0 s, and with 200
rows 3.4 to 3.6; a log of 21 MB is read in 1.0 to 1.2 s before it: something is seen after about five."""

_RUN = 5
"""Consecutive rows that are taken together: the messages of one conversation stand below one another."""

HEAPS = 5
"""Groups that are shown. Judgement: more are too small to be read while they grow."""


def sample_tables(tables: Iterable[Table], rows: int = SAMPLE) -> list[Table]:
    """Return tables with about so many rows together, runs of them from beginning to end of each.

    What accompanies a log (a calendar, a list of users) has few rows and is kept whole.
    """
    given = tuple(tables)
    large = sum(len(table) for table in given if len(table) > rows)
    return [_thin(table, rows * len(table) // large) if len(table) > rows else table for table in given]


def _thin(table: Table, rows: int) -> Table:
    runs = max(rows // _RUN, 1)
    step = len(table) / runs
    places = [int(run * step) + row for run in range(runs) for row in range(_RUN)]
    kept = [place for place in dict.fromkeys(places) if place < len(table)]
    return replace(
        table,
        frame=table.frame.iloc[kept].reset_index(drop=True),
        rows=tuple(table.rows[place] for place in kept),
        rejections=(),
        sheets=tuple(table.sheets[place] for place in kept) if table.sheets else (),
    )


def glimpse_weeks(tickets: Tickets) -> Glimpse:
    """Return how many tickets each week has."""
    if not tickets.has(Field.CREATED_AT):
        return Glimpse(len(tickets))
    days = tickets.frame[Field.CREATED_AT.value].dropna().dt.date
    counts = Counter(day - timedelta(days=day.weekday()) for day in days)
    if not counts:
        return Glimpse(len(tickets))
    first, last = min(counts), max(counts)
    weeks = tuple(first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1))
    return Glimpse(len(tickets), weeks, tuple(counts[week] for week in weeks))


def glimpse_groups(seen: Glimpse, symptoms: Iterable[Symptom]) -> Glimpse:
    """Return what was seen with the groups of all tickets."""
    return replace(seen, heaps=heaps_of(symptoms, seen.tickets), sample=None)


def heaps_of(symptoms: Iterable[Symptom], tickets: int) -> tuple[Heap, ...]:
    """Return the largest symptoms as heaps."""
    largest = sorted(symptoms, key=lambda symptom: (-symptom.tickets, symptom.id))[:HEAPS]
    return tuple(Heap(symptom.name, symptom.tickets / max(tickets, 1)) for symptom in largest)
