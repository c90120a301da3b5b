"""Finds changes that a team wrote down beside a log without the headers of a calendar: tables and notes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field, NoChanges
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.files.listing import find_files
from supportlens.ingest.files.reading import read_file
from supportlens.ingest.inputs.change_calendars import find_day, is_calendar_column, read_changes
from supportlens.ingest.inputs.other_inputs import other_kind
from supportlens.ingest.inputs.role_columns import find_column, to_days
from supportlens.ingest.inputs.side_tables import read_texts
from supportlens.ingest.tables.headers import are_day_first, header_rules, parse_header
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.values.dates import DateOrder, order_of, scan_dates
from supportlens.ingest.values.plain_text import to_plain_column
from supportlens.ingest.values.word_forms import fold_words
from supportlens.ingest.values.written_dates import read_date
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from supportlens.domain import Change
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table

_MOST_ROWS = 200
"""Rows of notes at most. Judgement: who writes down changes by hand has a few a week, for a year or two."""
_TIMES = 5
"""How many times as many rows another table must have to be the log beside which these are notes.

Judgement: fewer, and two small logs of two sites would be a log and its notes.
"""
_SAMPLE = 200
_DATED = 0.5
"""Share of the lines of notes that must tell a day. Judgement: half leaves room for titles."""
_OWN = 0.2
"""Share of the lines from which they are people's own words. Judgement: a team may write "I" now and then."""
_NOT_OF_CHANGES = frozenset((Field.REQUESTER, Field.CUSTOMER, Field.PRIORITY, Field.RESOLUTION, Field.STATUS))
_DAY_FIRST, _MONTH_FIRST = "fecha", "date"
"""Headers of the days that sentences tell, after the custom of the log: headers decide it by language."""
_CHANGE = "cambio"
"""Header of the changes in the calendar that notes become."""

_LINK = rf"(?:(?:{reading_words().date_links}) )?"
_ORDINAL = rf"(?:{reading_words().ordinals})?"
_YEAR = rf"(?:,? {_LINK}(?P<y%d>(?:19|20)\d\d))?"
_IN_SENTENCE = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<full>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2}))"
    rf"|(?P<d1>\d{{1,2}}){_ORDINAL} {_LINK}(?P<m1>[^\W\d_]{{3,12}})\.?{_YEAR % 1}"
    rf"|(?P<m2>[^\W\d_]{{3,12}})\.? (?P<d2>\d{{1,2}}){_ORDINAL}{_YEAR % 2}"
    r")(?![\w/])",
    re.IGNORECASE,
)
"""A day within a sentence, with its year or without."""
_BULLET = re.compile(r"^[\s#>*•·–—-]+(?=\S)")


def read_calendar(path: Path, logs: Sequence[Table] = ()) -> tuple[Change, ...]:
    """Return the changes of the calendar, or of the notes of changes, at `path`, sorted by day.

    A day without a year is the last of its name within the time of the largest of `logs`. Raises NoChanges if
    no row has both a date and a name, and the other `InputError`s of files.
    """
    log = max(filter(_is_open, logs), key=len, default=None)
    changes = {
        change
        for found in find_files(path)
        for table in read_file(found)
        for change in _read_given(repair_letters(table)[0], log)
    }
    if not changes:
        raise NoChanges(str(path))
    return tuple(sorted(changes, key=_order))


def _read_given(table: Table, log: Table | None) -> tuple[Change, ...]:
    """Return the changes of a table that was given as a calendar, whatever it looks like."""
    if changes := read_changes(table):
        return changes
    notes = _read_activities(table) or _read_sentences(table, log, is_given=True)
    return () if notes is None else read_changes(notes)


def _order(change: Change) -> tuple[str, str, str, str]:
    return change.day.isoformat(), change.name, change.product, f"{change.kind}\n{change.value}"


def turn_notes_to_calendars(tables: Sequence[Table]) -> list[Table]:
    """Return tables in which notes of changes beside a log have the two columns of a calendar.

    Alone, or beside a log that is not much larger, the same table is a log: only what stands beside it tells
    what a team did from what its customers asked for.
    """
    small = [table for table in tables if _may_be_notes(table)]
    logs = [table for table in tables if _is_open(table) and len(table) > _TIMES]
    turned: dict[int, Table] = {}
    for table in small:
        larger = [log for log in logs if len(log) >= _TIMES * len(table) and log is not table]
        log = max(larger, key=len, default=None)
        if log is None or other_kind(log):
            continue
        told = _read_activities(table) or _read_sentences(table, log)
        if told is not None:
            turned[id(table)] = told
    return [turned.get(id(table), table) for table in tables]


def _is_open(table: Table) -> bool:
    return table.fault is None and not table.aside and len(table) > 0


def _may_be_notes(table: Table) -> bool:
    return _is_open(table) and 1 < len(table) <= _MOST_ROWS and not other_kind(table)


def _read_activities(table: Table) -> Table | None:
    """Return the calendar of a table of days with activities or versions, None if it has more than that."""
    columns = profile_columns(table.frame)
    fields = map_columns(columns).fields
    day = find_day(columns)
    if day is None or any(field in _NOT_OF_CHANGES for field in fields):
        return None
    rest = [column for column in columns if column is not day]
    name = find_column(rest, header_rules().calendar["activity"])
    if name is not None and all(is_calendar_column(column) for column in rest if column is not name):
        return _as_calendar(table, day.name, table.frame[day.name].tolist(), read_texts(table, name))
    version = next((column for column in rest if column.name == fields.get(Field.VERSION)), None)
    if version is None or len(rest) > 1:
        return None
    names = [_name_version(version, text) for text in read_texts(table, version)]
    return _as_calendar(table, day.name, table.frame[day.name].tolist(), names)


def _name_version(column: TableColumn, value: str) -> str:
    """Return a version with its word: a bare "5.2" would be a number in any sentence."""
    return f"{column.name} {value}" if value[:1].isdigit() else value


def _read_sentences(table: Table, log: Table | None, *, is_given: bool = False) -> Table | None:
    """Return the calendar of notes whose sentences tell days, None for texts of another kind.

    Who has given them as a calendar (`is_given`) need not be asked whose words they are.
    """
    texted = [column for column in profile_columns(table.frame) if column.profile.letters >= MOSTLY]
    if len(table.frame.columns) != 1 or len(texted) != 1:
        return None
    lines = [_BULLET.sub("", text) for text in read_texts(table, texted[0])]
    found = [_find_day(line) for line in lines]
    if not is_given and not _are_notes(lines, found):
        return None
    span = None if log is None else _read_span(log)
    days = [_write_day(one, span) if one is not None else "" for one in found]
    names = [_cut_day(line, one) if one is not None else "" for line, one in zip(lines, found, strict=True)]
    headers = () if log is None else log.frame.columns
    custom = are_day_first((parse_header(str(name)) for name in headers), beside_logs=True)
    header = _DAY_FIRST if custom else _MONTH_FIRST
    return _as_calendar(table, header, days, names) if any(days) else None


def _are_notes(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Return whether most lines tell a day, and few of them somebody's own affairs."""
    own = reading_words().own_words
    spoken = sum(not own.isdisjoint(fold_words(line).split()) for line in lines)
    told = sum(one is not None for one in found)
    return told >= max(2.0, _DATED * len(lines)) and spoken <= _OWN * len(lines)


def _as_calendar(table: Table, header: str, days: Sequence[str], names: Sequence[str]) -> Table:
    frame = pd.DataFrame({header: days, _CHANGE: names}, dtype="str")
    return replace(table, frame=frame)


def _find_day(line: str) -> re.Match[str] | None:
    """Return the first day that a line tells, None if it tells none."""
    return next((found for found in _IN_SENTENCE.finditer(line) if _write(found, 2000)), None)


def _write(found: re.Match[str], year: int) -> str:
    """Return a day as a date with its year, by default `year`; "" if it is none."""
    if found["full"]:
        return found["full"]
    day, month = found["d1"] or found["d2"], found["m1"] or found["m2"]
    written = f"{day} {month} {found['y1'] or found['y2'] or year}"
    return written if read_date(written) is not None else ""


def _write_day(found: re.Match[str], span: tuple[date, date] | None) -> str:
    """Return a day as a date; without a year it is the latest of its name within the time of the log."""
    if found["full"] or found["y1"] or found["y2"]:
        return _write(found, 2000)
    if span is None:
        return ""
    first, last = span
    offers = [_write(found, year) for year in range(last.year, first.year - 1, -1)]
    moments = to_days(scan_dates(pd.Series(offers, dtype="str"), numbers=False).moments(DateOrder.DAY_FIRST))
    within = (
        written
        for written, day in zip(offers, moments, strict=True)
        if day is not None and first <= day <= last
    )
    return next(within, "")


def _cut_day(line: str, found: re.Match[str]) -> str:
    """Return what a line tells without the day at its beginning and the words that lead to it."""
    before = fold_words(line[: found.start()]).split()
    line = line.removesuffix(".")
    rest = line[found.end() :].lstrip(" ,.:;–—-")
    if not rest or not reading_words().day_openers.issuperset(before):
        return line
    return f"{rest[0].upper()}{rest[1:]}"


def _read_span(log: Table) -> tuple[date, date] | None:
    """Return about the first and the last day of a log, None if none of its columns says when."""
    step = max(len(log) // _SAMPLE, 1)
    sample = pd.concat([log.frame.iloc[::step], log.frame.tail(1)])
    columns = profile_columns(sample)
    created = map_columns(columns).fields.get(Field.CREATED_AT)
    if created is None:
        return None
    dates = scan_dates(to_plain_column(sample[created]), numbers=True)
    order = order_of([dates], day_first=True)
    days = [day for day in to_days(dates.moments(order)) if day is not None] if order else []
    return (min(days), max(days)) if days else None
