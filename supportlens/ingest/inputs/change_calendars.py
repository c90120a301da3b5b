"""Recognises and reads change calendars: changes with their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Change, Field
from supportlens.ingest.columns.column_values import MOSTLY, fit
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.role_columns import choose_group, find_column
from supportlens.ingest.inputs.side_tables import read_dated_columns, read_texts
from supportlens.ingest.tables.headers import GROUPS, header_rules
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table

_SAID = ("product", "kind", "owner")
"""Roles of columns whose text is kept as it is."""
_MOST_ROWS = 1_000
"""Maximum rows of a change calendar. Judgement: nobody plans more changes, and large logs skip the check."""

_OF_TICKETS = (Field.PRIORITY, Field.RESOLUTION)
_OF_PLANS_TOO = (Field.STATUS, Field.AGENT, Field.RESOLVED_AT)
"""Fields of tickets that a calendar by application or type may have: how far, whose, and until when."""


def is_calendar(table: Table) -> bool:
    """Return whether a table is a change calendar rather than a log of tickets."""
    if not 0 < len(table) <= _MOST_ROWS:
        return False
    columns = profile_columns(table.frame)
    if find_day(columns) is None:
        return False
    mapped = map_columns(columns).fields
    return _is_planned(columns, mapped) or _lists_changes(columns, mapped)


def _lists_changes(columns: tuple[TableColumn, ...], mapped: Mapping[Field, str]) -> bool:
    """Return whether dated columns are those of changes and not of tickets."""
    if any(field in _OF_TICKETS for field in mapped) or not _is_plan(columns, mapped):
        return False
    identifier = mapped.get(Field.TICKET_ID)
    if any(column.name == identifier and _is_ticket_number(column) for column in columns):
        return False
    name = _find_role(columns, "name")
    asked = mapped.get(Field.REQUESTER)
    if asked is not None:
        return name is not None and _is_who_changed(columns, asked) and not _may_be_told(name)
    if name is None:
        return _says_what(columns)
    return not (
        _may_be_told(name) and any(_may_be_people(column) for column in columns if column is not name)
    )


def _is_planned(columns: tuple[TableColumn, ...], mapped: Mapping[Field, str]) -> bool:
    """Return whether rows say when a change is to begin, and not when anybody asked for it."""
    planned = _find_role(columns, "planned", dated=True)
    named = _find_role(columns, "name") or _find_role(columns, "plain_name")
    return planned is not None and named is not None and mapped.get(Field.CREATED_AT) in (None, planned.name)


def _says_what(columns: tuple[TableColumn, ...]) -> bool:
    """Return whether a table of plain names and days alone has all its columns as calendars have them."""
    plain = _find_role(columns, "plain_name")
    says_what = plain is not None and plain.header.forms[-1] in reading_words().change_names
    return says_what and all(is_calendar_column(column) for column in columns)


def _is_plan(columns: tuple[TableColumn, ...], mapped: Mapping[Field, str]) -> bool:
    """Return whether a table with states, owners or ends lists changes by application or type, no more."""
    if not any(field in _OF_PLANS_TOO for field in mapped):
        return True
    name = _find_role(columns, "name")
    if name is None or mapped.get(Field.DESCRIPTION, name.name) != name.name:
        return False
    if not all(is_calendar_column(column) for column in columns):
        return False
    return any(_find_role(columns, role) is not None for role in ("product", "kind"))


def _is_who_changed(columns: tuple[TableColumn, ...], asked: str) -> bool:
    """Return whether the column of people is called as calendars call who made a change, such as "who"."""
    beside = header_rules().calendar["beside"]
    return any(beside.weight(column.header) > 0 for column in columns if column.name == asked)


def _may_be_told(name: TableColumn) -> bool:
    """Return whether a header of changes is one of what customers tell as well, such as "what happened"."""
    return header_rules().fields[Field.DESCRIPTION].is_whole(name.header)


def _may_be_people(column: TableColumn) -> bool:
    """Return whether a column has a name in each row, none of which is a sentence, a day or a version."""
    profile = column.profile
    named = column.header.forms[-1] in reading_words().change_names
    return named and profile.spoken < MOSTLY and fit(Field.REQUESTER, profile) == 1.0


def _is_ticket_number(column: TableColumn) -> bool:
    """Return whether a header names tickets; a calendar may number its lines as well."""
    bare = column.header.forms[-1] in {"id", "#", "no"}
    return not bare and header_rules().fields[Field.TICKET_ID].is_whole(column.header)


def find_day(columns: tuple[TableColumn, ...]) -> TableColumn | None:
    """Return the column of the days of changes, None without one."""
    return _find_role(columns, "day", dated=True)


def is_calendar_column(column: TableColumn) -> bool:
    """Return whether a column is typical of calendars."""
    return any(role.weight(column.header) > 0 for role in header_rules().calendar.values())


def _find_role(columns: tuple[TableColumn, ...], role: str, *, dated: bool = False) -> TableColumn | None:
    """Return the column with the best header for `role`, with dates in it if `dated`."""
    fitting = (
        column
        for column in columns
        if (column.profile.counted_dates >= MOSTLY if dated else column.profile.dates < MOSTLY)
    )
    return find_column(fitting, header_rules().calendar[role])


def read_changes(table: Table) -> tuple[Change, ...]:
    """Return a change for every row of a table with a date and a name."""
    columns = profile_columns(table.frame)
    dated = (column for column in columns if column.profile.counted_dates >= MOSTLY)
    day = find_day(columns) or next(dated, None)
    name = _find_role(columns, "name") or _find_role(columns, "plain_name") or _find_wordiest(columns)
    if day is None or name is None:
        return ()
    rest = tuple(one for one in columns if one not in (day, name))
    end = _find_role(rest, "end", dated=True)
    days, ends = read_dated_columns(table, columns, [day, end])
    names = read_texts(table, name)
    found = {role: read_texts(table, _find_role(rest, role)) for role in (*_SAID, *GROUPS)}
    changes = []
    for row, (first, what) in enumerate(zip(days, names, strict=True)):
        if first is None or not what:
            continue
        said = {role: texts[row] for role, texts in found.items()}
        field, value = choose_group(said)
        changes.append(
            Change(
                first,
                what,
                said["product"],
                said["kind"],
                end=ends[row],
                field=field,
                value=value,
                owner=said["owner"],
            )
        )
    return tuple(changes)


def _find_wordiest(columns: tuple[TableColumn, ...]) -> TableColumn | None:
    """Return the column with most words as the name of a change if no header names one."""
    worded = [c for c in columns if c.profile.letters >= MOSTLY and c.profile.dates < MOSTLY]
    return max(worded, key=lambda c: c.profile.length, default=None)
