"""Finds what changed at the desk, and puts it right for what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.desk.desk_log import DeskLog
from supportlens.desk.export_limits import find_missing_periods, find_open_only, find_restarts, is_thin
from supportlens.desk.imported_dates import find_imported_dates
from supportlens.desk.joining import join_renamed, mark_left_over, mark_uncompared
from supportlens.desk.renamings import find_renamings

if TYPE_CHECKING:
    from supportlens.domain import DeskChange, Tickets


def find_desk_changes(
    tickets: Tickets, open_states: frozenset[str] = frozenset()
) -> tuple[Tickets, tuple[DeskChange, ...]]:
    """Find what the desk changed in its fields and dates; return the tickets without its traces.

    Renamed values count as one; imported and edited dates, and times of which only a part is there, tell no
    rise. Where all of a log is what is still open, only shares tell one. `open_states` are the folded states
    of tickets that are not settled.
    """
    log = DeskLog.of(tickets)
    if log is None:
        return tickets, tuple(find_restarts(tickets))
    imported = find_imported_dates(log)
    trusted = log.day >= 0
    for dates in imported:
        trusted &= ~dates.members
    for dates in imported:
        if not dates.is_edit and is_thin(log, trusted, dates.day):
            trusted &= log.day >= dates.day
    left = find_open_only(log, trusted, open_states)
    if left is not None and left.day is not None:
        trusted &= ~left.members
    missing = find_missing_periods(log, trusted)
    renamings = find_renamings(log)
    changes = [
        *(one.describe(log) for one in imported),
        *([left.describe(log)] if left else []),
        *missing,
        *find_restarts(tickets),
        *(one.describe(log) for one in renamings),
    ]
    tickets = mark_uncompared(tickets, (log.day >= 0) & ~trusted)
    if left is not None and left.day is None:
        tickets = mark_left_over(tickets)
    return join_renamed(tickets, renamings), tuple(changes)
