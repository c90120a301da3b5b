"""Reads iCalendar files (RFC 5545): each event becomes a row."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from supportlens.ingest.tables.table import Grid

if TYPE_CHECKING:
    from icalendar import Component

COLUMNS = ("date", "change", "kind", "location", "description")
"""The columns of the grid, named as in change calendars."""


def parse_calendar(text: str) -> Grid | None:
    """Return the events of an iCalendar file, None for any other text; rows are numbered from 1.

    A repeating event has the day of its first occurrence.
    """
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return None
    from icalendar import Calendar  # noqa: PLC0415 - few drops hold a calendar, and it takes long to load

    try:
        calendars = Calendar.from_ical(text.lstrip(), multiple=True)
    except ValueError:
        return None
    rows = [_row(event) for calendar in calendars for event in calendar.walk("VEVENT")]
    return Grid(COLUMNS, rows, range(1, len(rows) + 1))


def _row(event: Component) -> list[str]:
    texts = (_event_text(event, name) for name in ("SUMMARY", "CATEGORIES", "LOCATION", "DESCRIPTION"))
    return [_event_moment(event), *texts]


def _event_moment(event: Component) -> str:
    start = getattr(event.get("DTSTART"), "dt", None)
    if isinstance(start, datetime):
        return start.replace(tzinfo=None).isoformat(" ", "seconds")  # the local day of the event
    return start.isoformat() if isinstance(start, date) else ""


def _event_text(event: Component, name: str) -> str:
    value = event.get(name)
    if value is None:
        return ""
    return ";".join(map(str, value.cats)) if name == "CATEGORIES" and hasattr(value, "cats") else str(value)
