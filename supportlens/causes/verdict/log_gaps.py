"""Gaps: the questions that a log's dates and calendar leave open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.causes.changes.calendar_matching import MAX_LAG_DAYS
from supportlens.causes.time.onsets import MIN_DAYS
from supportlens.causes.time.timeline import build_timeline
from supportlens.causes.time.working_days import has_calendar
from supportlens.domain import Derived, Field, Gap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from supportlens.domain import Change, Tickets

MANY_UNDATED = 0.05
"""Share of undated tickets from which it is reported.

Judgement: one in twenty could hide a cause of `MIN_EXCESS_TICKETS` in a usual log; affects only the report.
"""
MAX_DAYS_AHEAD = 366
"""Days after today that a log may extend to: clocks differ, but no ticket is opened that early."""
MAX_DATES = 20_000
"""Maximum number of dates checked for time zones, spread evenly over the log.

Affects run time; a zone of one date in a hundred is met two hundred times.
"""
MIN_ZONE_SHARE = 0.01
"""Minimum share of the dates for a zone to count.

Judgement: smaller reports a single date that was typed by hand.
"""
_TIME = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp]\.?\s?[Mm]\.?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT|[A-Z]{2,3}T)?$"
)
_ZERO = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "+0000": "+00:00"}


def find_time_gaps(
    tickets: Tickets, country: str | None = None, today: date | None = None
) -> tuple[Gap, ...]:
    """Return why the dates of n tickets leave questions about time open.

    `today` is the day of the analysis: a log that extends more than a year beyond it is dated wrongly.
    """
    return tuple(_list_time_gaps(tickets, country, today))


def find_calendar_gaps(tickets: Tickets, calendar: tuple[Change, ...]) -> tuple[Gap, ...]:
    """Return the gap of a missing calendar, or of one without changes during the log."""
    if not calendar:
        return (Gap.NO_CALENDAR,)
    timeline = build_timeline(tickets)
    if timeline.first is None:
        return ()
    near = [(change.day - timeline.first).days for change in calendar]
    return () if any(-MAX_LAG_DAYS <= day < timeline.days for day in near) else (Gap.CALENDAR_ELSEWHERE,)


def _list_time_gaps(tickets: Tickets, country: str | None, today: date | None) -> Iterator[Gap]:
    timeline = build_timeline(tickets)
    if timeline.first is None:
        # Where dates are known and none tells a rise, what the desk changed says why.
        yield from () if tickets.first_date is not None else (_name_missing_dates(tickets),)
        return
    if timeline.days == 1:
        yield Gap.ONE_DAY
    elif timeline.days < MIN_DAYS:
        yield Gap.FEW_DAYS
    uncompared = int(tickets.frame[Derived.UNCOMPARED].sum()) if Derived.UNCOMPARED in tickets.frame else 0
    undated = float((timeline.day < 0).sum() - timeline.stray - uncompared) / max(1, len(tickets))
    if undated >= MANY_UNDATED:
        yield Gap.SOME_UNDATED
    if timeline.stray:
        yield Gap.STRAY_DATES
    if today is not None and (timeline.to_date(timeline.days - 1) - today).days > MAX_DAYS_AHEAD:
        yield Gap.FUTURE_DATES
    if _has_mixed_zones(tickets):
        yield Gap.MIXED_ZONES
    if country and not has_calendar(country):
        yield Gap.UNKNOWN_COUNTRY


def _name_missing_dates(tickets: Tickets) -> Gap:
    """Return why a log has no dates."""
    reasons = {source.date_reason for source in tickets.files if source.undated_column}
    if "relative" in reasons:
        return Gap.RELATIVE_DATES
    return Gap.DATES_WITHOUT_YEAR if "no_year" in reasons else Gap.NO_DATES


def _has_mixed_zones(tickets: Tickets) -> bool:
    """Return whether dates with a time of day name different zones, or only some name one."""
    headers = {source.columns.get(Field.CREATED_AT.value, "") for source in tickets.files} - {""}
    zones: dict[str, int] = {}
    for header in sorted(headers & set(tickets.original.columns)):
        for zone in _read_zones(tickets.original[header]):
            zones[zone] = zones.get(zone, 0) + 1
    known = sum(zones.values())
    return len([count for count in zones.values() if count >= MIN_ZONE_SHARE * known]) > 1


def _read_zones(written: pd.Series) -> Iterator[str]:
    """Yield the zone of each date with a time of day, "" if it names none."""
    step = max(1, len(written) // MAX_DATES)
    for value in written.iloc[::step].astype(str):
        if found := _TIME.search(value.strip()):
            zone = found.group("zone") or ""
            yield _ZERO.get(zone, zone)
