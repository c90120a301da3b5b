"""Finds which column of a table holds the ids of another table, by their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY, NEARLY_ALL
from supportlens.ingest.columns.id_dates import read_moments
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.plain_text import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import Header
    from supportlens.ingest.tables.table import Table

_CONTAINED = 0.9
"""Share of the values of a column that are ids of another table. Judgement: a few may be gone there."""

_OF_TICKETS = (
    Field.SUBJECT,
    Field.STATUS,
    Field.PRIORITY,
    Field.RESOLVED_AT,
    Field.CATEGORY,
    Field.SATISFACTION,
    Field.PRODUCT,
)

_BEYOND_PEOPLE = (Field.SUBJECT, Field.PRIORITY, Field.RESOLVED_AT, Field.RESOLUTION, Field.SATISFACTION)

_ID_WORD = re.compile(r"\b(?:id|ids|key|clave|codigo|code|uuid)\b")


@dataclass(frozen=True, eq=False)
class TableFamily:
    """Tables of one shape, such as the files of several months, with their columns together."""

    tables: tuple[Table, ...]
    frame: pd.DataFrame = field(repr=False)

    @property
    def is_aside(self) -> bool:
        """Whether the reader knew that the tables hold no tickets."""
        return bool(self.tables[0].aside)

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns with their profiles."""
        return profile_columns(self.frame)

    @cached_property
    def mapping(self) -> Mapping:
        """The fields of the columns."""
        return map_columns(self.columns)

    @cached_property
    def ticketness(self) -> int:
        """The number of fields that only tickets have."""
        return sum(1 for each in _OF_TICKETS if each in self.mapping.fields)

    @cached_property
    def lists_people(self) -> bool:
        """Whether rows are people, organisations or products: a name each, and nothing of tickets."""
        fields = self.mapping.fields
        numbered = fields.get(Field.TICKET_ID)
        if any(each in fields for each in _BEYOND_PEOPLE):
            return False
        if numbered is not None and is_called_ticket(self, numbered):
            return False
        roles = header_rules().people.values()
        return any(
            column.profile.variety >= 0.9
            for column in self.columns
            if any(role.weight(column.header) > 0 for role in roles)
        )

    @cached_property
    def holds_tickets(self) -> bool:
        """Whether rows may be tickets."""
        fields = self.mapping.fields
        dated = Field.CREATED_AT in fields or Field.STATUS in fields or self.is_dated_by_ids
        return dated and not self.lists_people and (self.mapping.has_text or self.ticketness > 0)

    @cached_property
    def is_dated_by_ids(self) -> bool:
        """Whether the ids of rows tell when each was made."""
        numbered = self.mapping.fields.get(Field.TICKET_ID)
        return numbered is not None and read_moments(self.frame[numbered]) is not None

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The columns that may identify a row, with their values."""
        return {
            column.name: frozenset(values)
            for column in self.columns
            if _may_be_key(column)
            and len(values := self.values(column.name)) == column.profile.written
            and column.profile.written >= 0.95 * len(self.frame)
        }

    def values(self, name: str) -> set[str]:
        """Return the different values of a column."""
        stripped = self.frame[name].str.strip()
        return {value for value in stripped.unique() if value.lower() not in NOTHING}


@dataclass(frozen=True, slots=True, eq=False)
class TableLink:
    """A column of `child` that holds the ids in a column of `parent`."""

    child: TableFamily
    column: str
    parent: TableFamily
    key: str
    is_single: bool
    """Whether an id occurs at most once in the child."""

    def turned(self) -> TableLink:
        """Return the link the other way round, for ids that are in both tables at most once."""
        return TableLink(self.parent, self.key, self.child, self.column, self.is_single)

    @property
    def is_telling(self) -> bool:
        """Whether ids are so long that two tables hardly share them by chance."""
        return are_long(self.parent.ids[self.key])


def make_families(tables: Sequence[Table]) -> list[TableFamily]:
    """Return the tables by their columns."""
    shapes: dict[tuple[str, ...], list[Table]] = {}
    for table in tables:
        shapes.setdefault((table.aside, *table.frame.columns), []).append(table)
    return [
        TableFamily(tuple(each), pd.concat([table.frame for table in each], ignore_index=True))
        for each in shapes.values()
    ]


def find_links(families: Sequence[TableFamily]) -> list[TableLink]:
    """Return the links between tables, the best column for each pair."""
    links = []
    for child in families:
        for parent in families:
            if child is not parent and parent.ids:
                offers = sorted(_weigh_links(child, parent), key=lambda offer: offer[0])
                links += [link for _, link in offers]
    return links


def _weigh_links(child: TableFamily, parent: TableFamily) -> Iterator[tuple[float, TableLink]]:
    """Yield the columns of `child` whose values are ids of `parent`; the least is the best."""
    for column in child.columns:
        if not _may_be_key(column) or _is_own_id(column):
            continue
        values = child.values(column.name)
        for key, ids in parent.ids.items():
            shared = len(values & ids)
            if shared and _is_link(column, values, ids, shared):
                single = column.profile.distinct == column.profile.written
                yield -shared, TableLink(child, column.name, parent, key, single)


def _is_link(column: TableColumn, values: set[str], ids: frozenset[str], shared: int) -> bool:
    """Return whether so many shared values are no chance.

    Small numbers are ids of any table, so they count only under the header of an id. One of two tables may
    hold more than the other, as comments of all years do beside the tickets of one.
    """
    hinted = _is_called_id(column)
    telling = are_long(ids)
    if hinted and (shared >= _CONTAINED * len(values) or (telling and shared >= max(3, MOSTLY * len(ids)))):
        return True
    return telling and shared >= _CONTAINED * len(values) and shared >= max(3, MOSTLY * len(ids))


def are_long(ids: frozenset[str]) -> bool:
    """Return whether ids have four characters or more on average."""
    return sum(map(len, ids)) >= 4 * len(ids)


def _is_own_id(column: TableColumn) -> bool:
    """Return whether a column numbers the rows of its own table: "id", never twice."""
    if column.profile.distinct < column.profile.written:
        return False
    numbers = header_rules().fields[Field.TICKET_ID].is_whole(column.header)
    return numbers and header_rules().messages["conversation"].weight(column.header) == 0


def _is_called_id(column: TableColumn) -> bool:
    """Return whether a header names an id, a conversation or somebody."""
    roles = (header_rules().messages["conversation"], header_rules().messages["author"])
    people = (Field.REQUESTER, Field.AGENT, Field.CUSTOMER, Field.TICKET_ID)
    known = any(role.weight(column.header) > 0 for role in roles)
    named = any(header_rules().fields[each].is_whole(column.header) for each in people)
    return known or named or any(_ID_WORD.search(form) for form in column.header.forms)


def is_called_ticket(family: TableFamily, name: str) -> bool:
    """Return whether the header of a column names a conversation or ticket."""
    return header_rules().messages["conversation"].weight(family.mapping.column(name).header) > 0


def is_called_person(family: TableFamily, name: str) -> bool:
    """Return whether the header of a column names somebody."""
    header = family.mapping.column(name).header
    known = header_rules().messages["author"].weight(header) > 0
    return known or any(
        form in words
        for each in (Field.REQUESTER, Field.CUSTOMER, Field.AGENT)
        for words in header_rules().fields[each].words.values()
        for form in strip_id_words(header)
    )


def strip_id_words(header: Header) -> tuple[str, ...]:
    """Return the forms of a header, with and without the word for an id: "user" for "user_id"."""
    bare = (_ID_WORD.sub("", form).removesuffix(" del").removesuffix(" de") for form in header.forms)
    return (
        *header.forms,
        *(" ".join(form.split()).removeprefix("del ").removeprefix("de ") for form in bare),
    )


def _may_be_key(column: TableColumn) -> bool:
    profile = column.profile
    return (
        bool(profile.written)
        and profile.words <= 1.2
        and profile.length <= 60
        and profile.dates < MOSTLY
        and profile.rounded <= 0.1
        and float(profile.sample.str.contains(r"[\d@]").mean()) >= NEARLY_ALL
    )
