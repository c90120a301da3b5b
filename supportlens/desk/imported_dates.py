"""Dates that are not those of the customers: a migration's night, an import's day, a bulk edit's minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import DeskChange, DeskChangeKind, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pandas as pd

    from supportlens.desk.desk_log import DeskLog

    Mask = npt.NDArray[np.bool_]

LEAST_TICKETS, LEAST_SHARE = 20, 0.02
"""Tickets, and share of the log, of one day or one minute that an import or an edit may have made.

Judgement: smaller takes a busy morning for an import, larger misses the edit of one team's tickets.
"""
MOST_SHARE = 0.98
"""Share of the log above which nothing is left to compare with: a log of one day. Judgement."""
TIMES_BUSIER = 5.0
"""Tickets of the day, as a multiple of a busy day's (nine of ten have fewer). Judgement: five times."""
TIMES_BUSIER_UNTIMED = 15.0
"""The same where the log has no time of day, so that nothing but the number speaks for an import."""
OF_ONE_MINUTE = 0.8
"""Share of the day's tickets in one minute from which dates were edited rather than tickets imported."""
AT_ODD_HOURS = 0.9
"""Share of the day's tickets in hours with a tenth of all others. Judgement: imports run at night."""
CLOSED_AT_ONCE = 0.8
"""Share of the day's tickets that were closed in the minute in which they were opened. Judgement."""
SAME_WORDS = 0.7
"""Overlap of the words from which a day's tickets are of all kinds (`DeskLog.compare_words`).

Measured on planted logs: 0.93 to 1.0 for imports, at most 0.62 for the day of an outage or another cause.
"""
MOST_DAYS = 3
"""Days of import that are looked for. Judgement: a migration in more parts is none that stands out."""


@dataclass(frozen=True, slots=True, eq=False)
class ImportedDates:
    """Tickets whose date was made by the desk on a day."""

    day: int
    members: Mask
    is_edit: bool

    def describe(self, log: DeskLog) -> DeskChange:
        """Return the change of the desk."""
        kind = DeskChangeKind.DATES_EDITED if self.is_edit else DeskChangeKind.MIGRATION
        day = log.to_date(self.day)
        return DeskChange(kind, Field.CREATED_AT.value, day, last=day, ticket_ids=log.list_ids(self.members))


def find_imported_dates(log: DeskLog) -> list[ImportedDates]:
    """Find the days whose tickets were imported, or whose dates were edited in bulk, by day."""
    moments = log.tickets.frame[Field.CREATED_AT.value]
    minutes = _read_minutes(moments)
    least = max(LEAST_TICKETS, LEAST_SHARE * len(log))
    return sorted(_find_edits(log, minutes, least), key=lambda one: one.day) + sorted(
        _find_imports(log, minutes, least), key=lambda one: one.day
    )


def _read_minutes(moments: pd.Series) -> npt.NDArray[np.int64] | None:
    """Return the minute of the day of each ticket (-1 without a date), None if the log has no times."""
    minute = (moments.dt.hour * 60 + moments.dt.minute).fillna(-1).to_numpy(np.int64)
    known = minute[minute >= 0]
    return minute if len(known) and (known != 0).mean() >= 0.5 else None


def _find_edits(log: DeskLog, minutes: npt.NDArray[np.int64] | None, least: float) -> Iterator[ImportedDates]:
    if minutes is None:
        return
    dated = log.day >= 0
    stamp = np.where(dated, log.day * 1440 + minutes, -1)
    written, counts = np.unique(stamp[dated], return_counts=True)
    usual = max(1.0, float(np.quantile(counts, 0.99)))
    order = sorted(range(len(written)), key=lambda at: (-counts[at], written[at]))
    for at in order[:MOST_DAYS]:
        if counts[at] < max(least, TIMES_BUSIER * usual):
            return
        members = stamp == written[at]
        day = int(written[at]) // 1440
        of_day = dated & (log.day == day)
        if members.sum() < OF_ONE_MINUTE * of_day.sum() and log.count_daily(of_day)[day] >= 3 * counts[at]:
            continue
        if _is_of_all_kinds(log, members):
            yield ImportedDates(day, members, is_edit=True)


def _find_imports(
    log: DeskLog, minutes: npt.NDArray[np.int64] | None, least: float
) -> Iterator[ImportedDates]:
    dated = log.day >= 0
    daily = log.count_daily(dated)
    busy = float(np.quantile(daily[daily > 0], 0.9))
    order = sorted(range(len(daily)), key=lambda day: (-daily[day], day))
    for day in order[:MOST_DAYS]:
        if daily[day] < max(least, TIMES_BUSIER * busy):
            return
        members = dated & (log.day == day)
        if minutes is not None and _has_one_minute(minutes[members]):
            continue
        if minutes is None and daily[day] < TIMES_BUSIER_UNTIMED * busy:
            continue
        if minutes is not None and not _leaves_traces(log, minutes, members):
            continue
        if _is_of_all_kinds(log, members):
            yield ImportedDates(day, members, is_edit=False)


def _has_one_minute(minutes: npt.NDArray[np.int64]) -> bool:
    return bool(np.bincount(minutes).max() >= OF_ONE_MINUTE * len(minutes))


def _leaves_traces(log: DeskLog, minutes: npt.NDArray[np.int64], members: Mask) -> bool:
    """Return whether tickets came at hours at which nobody writes, or were closed as they were opened."""
    others = (log.day >= 0) & ~members
    hours = np.bincount(minutes[others] // 60, minlength=24) / max(1, others.sum())
    quiet = np.flatnonzero(np.cumsum(np.sort(hours)) <= 1 - AT_ODD_HOURS)
    odd = np.argsort(hours, kind="stable")[: len(quiet)]
    if np.isin(minutes[members] // 60, odd).mean() >= AT_ODD_HOURS:
        return True
    frame = log.tickets.frame
    if Field.RESOLVED_AT.value not in frame.columns:
        return False
    opened, closed = frame[Field.CREATED_AT.value], frame[Field.RESOLVED_AT.value]
    at_once = ((closed - opened).dt.total_seconds().abs() < 60).to_numpy()
    return bool(at_once[members].mean() >= CLOSED_AT_ONCE > 2 * at_once[others].mean())


def _is_of_all_kinds(log: DeskLog, members: Mask) -> bool:
    others = (log.day >= 0) & ~members
    if members.sum() > MOST_SHARE * (log.day >= 0).sum():
        return False
    return log.compare_words(members, others) >= SAME_WORDS
