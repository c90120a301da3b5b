"""Recognises and reads files of actions that were taken: what, when, about what, by whom and for whom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import ActionSource, Field, NoActions, TakenAction, TakenKind
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.files.listing import find_files
from supportlens.ingest.files.reading import read_file
from supportlens.ingest.inputs.role_columns import OF_TICKETS, choose_group, find_column
from supportlens.ingest.inputs.side_tables import read_dated_columns, read_texts
from supportlens.ingest.tables.headers import GROUPS, header_rules, parse_header
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.values.numbers import read_number
from supportlens.resources import follow_up_words

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table

_OF_TICKETS = (*OF_TICKETS, Field.TICKET_ID, Field.REQUESTER, Field.CUSTOMER, Field.DESCRIPTION)
"""Fields that a column of a list of actions cannot be, unless it is one of the list's own."""
_OF_ACTIONS = ("end", "owner", "state", "about", *GROUPS)
"""Roles of columns that lists of actions have; two of them stand in for a header that only they have."""
_KNOWN_KINDS = 0.9
"""Share of rows whose type is that of an action, for the same. Judgement: a calendar has other changes."""
_MOST_ROWS = 1_000
"""As of a change calendar."""


def is_actions(table: Table) -> bool:
    """Return whether a table lists actions about causes, rather than changes."""
    if not 0 < len(table) <= _MOST_ROWS:
        return False
    headers = [parse_header(name) for name in table.frame.columns]
    roles = header_rules().actions
    chief = any(roles["action"].is_whole(header) for header in headers)
    if not chief and not any(roles["kind"].is_whole(header) for header in headers):
        return False
    columns = profile_columns(table.frame)
    found = _find_columns(columns)
    if found["start"] is None or not (found["name"] or found["kind"]):
        return False
    if not chief and not _lists_kinds(table, found):
        return False
    mapped = map_columns(columns).fields
    known = {column.name for column in found.values() if column}
    numbers = header_rules().fields[Field.TICKET_ID]
    # A column of different numbers, such as how many came, looks like ids.
    known |= {column.name for column in columns if not numbers.is_whole(column.header)} & {
        mapped.get(Field.TICKET_ID, "")
    }
    return not any(field in mapped and mapped[field] not in known for field in _OF_TICKETS)


def _lists_kinds(table: Table, found: dict[str, TableColumn | None]) -> bool:
    """Return whether the types of a table are those of actions, beside columns that actions have."""
    if sum(found[role] is not None for role in _OF_ACTIONS) < 2:
        return False
    kinds = [text for text in read_texts(table, found["kind"]) if text]
    known = [follow_up_words().kind_of(text) for text in kinds]
    taken = sum(kind not in (None, TakenKind.OTHER) for kind in known)
    return bool(kinds) and taken >= _KNOWN_KINDS * len(kinds)


def read_actions_file(path: Path) -> tuple[TakenAction, ...]:
    """Return the actions of the file at `path`; raises NoActions if no row has a date and an action."""
    tables = [table for found in find_files(path) for table in read_file(found)]
    actions = tuple(action for table in tables for action in read_actions(repair_letters(table)[0]))
    if not actions:
        raise NoActions(str(path))
    return tuple(dict.fromkeys(actions))


def read_actions(table: Table) -> tuple[TakenAction, ...]:
    """Return an action for every row of a table with a day and what was done."""
    columns = profile_columns(table.frame)
    found = _find_columns(columns)
    starts, ends = read_dated_columns(table, columns, [found["start"], found["end"]])
    texts = {name: read_texts(table, column) for name, column in found.items()}
    headers = " ".join(column.name for column in (found["name"], found["start"]) if column)
    actions: list[TakenAction] = []
    for row, start in enumerate(starts):
        said = {name: values[row] for name, values in texts.items()}
        if start is None or not (said["name"] or said["kind"] or said["about"]):
            continue
        field, value = choose_group(said)
        actions.append(
            TakenAction(
                kind=_kind_of(said["kind"], said["name"], headers),
                name=said["name"] or " ".join(filter(None, (said["kind"], said["about"]))),
                start=start,
                end=ends[row],
                about=said["about"],
                owner=said["owner"],
                field=field,
                value=value,
                state=follow_up_words().state_of(said["state"]),
                source=ActionSource.FILE,
                reaction=_read_share(said["reaction"]),
                learning=_read_share(said["learning"]),
            )
        )
    return tuple(actions)


def _kind_of(kind: str, name: str, headers: str) -> TakenKind:
    """Return the kind that a row says, else the one that the headers of its name or day say."""
    words = follow_up_words()
    said = (words.kind_of(text) for text in (kind, name, headers))
    return next(filter(None, said), TakenKind.OTHER)


def _read_share(text: str) -> float | None:
    """Return a share from 0 to 1: of a percentage, or of a mark up to five."""
    number = read_number(text.rstrip(" %"))
    if math.isnan(number) or number < 0 or number > 100:
        return None
    if "%" in text or number > 5:
        return number / 100
    return number if number <= 1 else number / 5


def _find_columns(columns: tuple[TableColumn, ...]) -> dict[str, TableColumn | None]:
    roles = header_rules().actions
    dated = [column for column in columns if column.profile.counted_dates >= MOSTLY]
    end = find_column(dated, roles["end"])
    start = find_column([one for one in dated if one is not end], roles["start"])
    taken = {column.name for column in (start, end) if column}
    found: dict[str, TableColumn | None] = {"start": start, "end": end}
    for name in roles:
        if name not in found and name != "action":
            column = find_column([one for one in columns if one.name not in taken], roles[name])
            found[name] = column
            taken |= {column.name} if column else set()
    return found
