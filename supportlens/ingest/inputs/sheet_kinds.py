"""Tells catalogues, instructions and lists of values from tickets by what their tables hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.other_inputs import other_kind
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.tables.table import Table

CATALOGUE, INSTRUCTIONS, LIST, HIDDEN = (
    "catalogue_sheet", "instructions_sheet", "list_sheet", "hidden_sheet",
)  # fmt: skip
SHEET_KINDS = frozenset((CATALOGUE, INSTRUCTIONS, LIST, HIDDEN))
"""Why a table holds no tickets, in the codes of `Rejection.reason`."""

_SHEETS = frozenset(("xlsx", "xls", "ods", "spreadsheetml", "html", "mht"))
"""Formats in which a file often has further tables."""

_OF_TICKETS = frozenset(
    (
        Field.CREATED_AT, Field.RESOLVED_AT, Field.STATUS, Field.AGENT, Field.REQUESTER, Field.PRIORITY,
        Field.RESOLUTION, Field.SATISFACTION, Field.REOPENED, Field.MINUTES, Field.CHANNEL,
    )
)  # fmt: skip
"""Fields that only tickets have: what a catalogue describes has neither a state nor a requester."""

_SAMPLE = 200
_MANY_PEOPLE = 15
"""People from which each being named once tells a list of people.

Judgement: few tickets may repeat nobody.
"""
_FEW = 60
"""Rows of instructions at most. Judgement: longer ones are texts of another kind."""


def mark_other_sheets(tables: Sequence[Table]) -> list[Table]:
    """Return tables in which those of a file that hold no tickets have the reason as `aside`.

    A table without dates is judged where another of its file has texts and dates; alone it is only set aside
    as a catalogue if its headers say so.
    """
    ticketed = {table.origin.path for table in tables if _is_open(table) and _is_dated_text(_map(table))}
    return [
        replace(table, aside=kind) if _is_open(table) and (kind := _kind_of(table, ticketed)) else table
        for table in tables
    ]


def _is_open(table: Table) -> bool:
    return (
        table.origin.format in _SHEETS and table.fault is None and not table.aside and bool(len(table.frame))
    )


def _map(table: Table) -> Mapping:
    step = max(len(table.frame) // _SAMPLE, 1)
    return map_columns(profile_columns(table.frame.iloc[::step].head(_SAMPLE)))


def _is_dated_text(mapping: Mapping) -> bool:
    return mapping.has_text and any(column.profile.dates >= 0.5 for column in mapping.columns)


def _kind_of(table: Table, ticketed: set[str]) -> str:
    """Return what a table without tickets is, "" if it may hold some."""
    mapping = _map(table)
    alone = table.origin.path not in ticketed
    if not mapping.has_text:
        return ""
    if any(column.profile.dates >= 0.5 for column in mapping.columns):
        return CATALOGUE if not alone and _is_dated_catalogue(mapping) else ""
    if _tells_tickets(mapping, alone=alone) or other_kind(table):
        return ""
    return _judge(table, mapping, alone=alone)


def _tells_tickets(mapping: Mapping, *, alone: bool) -> bool:
    """Return whether a table without dates has something of tickets.

    Beside a log, people of whom each is named once are a list of people: who asks asks again.
    """
    found = _OF_TICKETS & mapping.fields.keys()
    if alone or found != {Field.REQUESTER}:
        return bool(found)
    people = mapping.column(mapping.fields[Field.REQUESTER]).profile
    return people.written < _MANY_PEOPLE or people.distinct < people.written


def _is_dated_catalogue(mapping: Mapping) -> bool:
    """Return whether dates are those of things: headers of a catalogue, none of a log's own moments.

    A thing has a person in charge of it as well.
    """
    others = _OF_TICKETS - {Field.CREATED_AT, Field.AGENT, Field.REQUESTER}
    if not _names_catalogue(mapping) or others & mapping.fields.keys():
        return False
    created = next(c for c in mapping.columns if c.profile.dates >= 0.5)
    return not header_rules().fields[Field.CREATED_AT].is_whole(created.header)


def _names_catalogue(mapping: Mapping) -> bool:
    named = {word for column in mapping.columns for word in fold_words(column.name).split()}
    return len(named & reading_words().catalogue_headers) > 1


def _judge(table: Table, mapping: Mapping, *, alone: bool) -> str:
    """Return what a table of texts without anything of tickets is, "" if its file has no other tickets."""
    is_catalogue = _names_catalogue(mapping)
    if alone or is_catalogue:
        return CATALOGUE if is_catalogue else ""
    written = [column.profile for column in mapping.columns if column.profile.written]
    if len(written) <= 2 and len(table.frame) <= _FEW and max(one.words for one in written) >= 4:
        return INSTRUCTIONS
    if max(one.words for one in written) < 3:
        return LIST
    return CATALOGUE
