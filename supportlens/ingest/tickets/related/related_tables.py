"""Joins tables that belong together: the comments of tickets, and the people whom tickets name by an id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.inputs.other_inputs import other_kind
from supportlens.ingest.tables.chat_messages import CHAT_FORMATS
from supportlens.ingest.tickets.related.comments import join_comments
from supportlens.ingest.tickets.related.event_dates import date_by_events
from supportlens.ingest.tickets.related.people import list_roles, put_names
from supportlens.ingest.tickets.related.table_keys import (
    is_called_person,
    is_called_ticket,
    make_families,
)
from supportlens.ingest.values.dates import order_of, scan_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.tables.table import Table
    from supportlens.ingest.tickets.related.table_keys import TableFamily, TableLink

COMMENTS, PEOPLE, DETAILS = "comments_table", "people_table", "details_table"
"""Why a table that was joined to tickets holds none."""

_OF_COMMENTS = (
    Field.TICKET_ID,
    Field.CREATED_AT,
    Field.DESCRIPTION,
    Field.SUBJECT,
    Field.REQUESTER,
    Field.AGENT,
    Field.RESOLUTION,
    Field.SATISFACTION,
    Field.CHANNEL,
)
"""Fields of a table of comments, or of answers to a survey."""

_ASKED_WITHIN = pd.Timedelta(days=21)
"""Maximum time from a ticket to the answer of its survey. Judgement: it is sent when a ticket is closed; a
log whose numbers begin again does so after a month or more."""

_OF_LOGS = (Field.PRIORITY, Field.RESOLVED_AT, Field.SITE, Field.PRODUCT)
"""Fields that a comment has not; a table with them is a log."""


def join_related(tables: Sequence[Table]) -> list[Table]:
    """Return the tables with comments and names in the tickets they belong to; these tables are set aside.

    Keys are found by values: a column of one table holds the ids of another. Names of tables play no part.
    Tables of one shape are taken together; tables without a common key stay as they are. What its reader
    set aside, such as the people beside the tickets of an API, may be joined but holds no tickets.
    """
    contents: set[tuple[str, str]] = set()
    usable = []
    for table in tables:
        content = (table.origin.sha256, table.origin.sheet)
        is_joinable = table.fault is None and table.origin.format not in CHAT_FORMATS  # chats name people too
        if is_joinable and len(table) and content not in contents:
            usable.append(table)
            contents.add(content)
    if len({tuple(table.frame.columns) for table in usable}) < 2:
        return list(tables)
    changed = {id(old): new for old, new in _join_families(make_families(usable))}
    return [changed.get(id(table), table) for table in tables]


def _join_families(families: Sequence[TableFamily]) -> Iterable[tuple[Table, Table]]:
    """Yield each table that changes, with what becomes of it."""
    undated = {id(family) for family in families}
    families, links = date_by_events(families)
    dated = {id(family) for family in families} - undated
    of_tickets = _choose_parents(links)
    children = {id(link.child) for link in of_tickets}
    of_people = [
        link
        for link in links
        if link.parent.lists_people
        and not link.child.lists_people
        and id(link.parent) not in children
        and not is_called_ticket(link.child, link.column)
        and ((link.child.holds_tickets and not link.child.is_aside) or id(link.child) in children)
    ]
    frames = {id(family): family.frame for family in families}
    named = [link for link in links if link.parent.lists_people and link.child.lists_people]
    for link in (*named, *of_people):
        frames[id(link.child)] = put_names(frames[id(link.child)], link, frames[id(link.parent)])
    roles = list_roles(of_people)
    for link in of_tickets:
        frames[id(link.parent)] = join_comments(frames[id(link.parent)], link, frames[id(link.child)], roles)
    used = {id(link.parent): PEOPLE for link in of_people}
    used |= {id(link.parent): PEOPLE for link in named if id(link.child) in used}
    used |= {id(link.child): COMMENTS if link.child.mapping.has_text else DETAILS for link in of_tickets}
    for family in families:
        aside = used.get(id(family), "")
        if frames[id(family)] is not family.frame or aside or id(family) in dated:
            yield from _split_family(family, frames[id(family)], aside)


def _choose_parents(links: Sequence[TableLink]) -> list[TableLink]:
    """Return the link of each table of comments or details to its tickets."""
    chosen: dict[int, TableLink] = {}
    for link in sorted(links, key=lambda link: not is_called_ticket(link.child, link.column)):
        if _belongs_to_tickets(link):
            chosen.setdefault(id(link.child), link)
    parents = {id(link.parent) for link in chosen.values()}
    return [link for child, link in chosen.items() if child not in parents]


def _belongs_to_tickets(link: TableLink) -> bool:
    """Return whether the rows of the child are comments on tickets, or details of them, in the parent.

    Two logs that both number their tickets from one share ids as well. So the column is called after
    tickets, or its ids are long and it names nobody; the rows are not older than their tickets; and a table
    of one text per ticket has nothing that comments have not, or it is another export of the same tickets.
    """
    child, parent = link.child, link.parent
    if parent.is_aside or not parent.holds_tickets or child.lists_people:
        return False
    called = is_called_ticket(child, link.column)
    if not called and (not link.is_telling or is_called_person(child, link.column)):
        return False
    if child.mapping.has_text and link.is_single:
        if not _may_be_one_text_each(link):
            return False
    elif child.ticketness > parent.ticketness or any(each in _OF_LOGS for each in child.mapping.fields):
        return not child.mapping.has_text
    return _follow(link)


def _may_be_one_text_each(link: TableLink) -> bool:
    """Return whether rows of one text per ticket may be about the tickets of the parent."""
    fields = link.parent.mapping.fields
    if any(each not in _OF_COMMENTS for each in link.child.mapping.fields):
        return False
    if _is_survey(link):
        return True
    if link.column in link.child.ids and _is_survey(link.turned()):
        return False  # the parent is a survey about the child
    return link.is_telling and (link.parent.ticketness > 0 or not set(fields) <= set(_OF_COMMENTS))


def _is_survey(link: TableLink) -> bool:
    """Return whether rows are answers to a survey about the tickets, whatever their numbers look like.

    Another month's log with numbers from one has small numbers as well. But answers rate, which the tickets
    do not themselves; each is about a ticket; and none comes long after it.
    """
    parent, child = link.parent, link.child
    rated = Field.SATISFACTION in child.mapping.fields and Field.SATISFACTION not in parent.mapping.fields
    if not rated or not child.values(link.column) <= parent.ids[link.key]:
        return False
    lags = _find_lags(link)
    return lags is None or bool(lags.between(-pd.Timedelta(days=1), _ASKED_WITHIN).all())


def _follow(link: TableLink) -> bool:
    """Return whether rows are rarely older than their tickets, and mostly written soon after."""
    lags = _find_lags(link)
    if lags is None:
        return True
    late = float((lags >= -pd.Timedelta(days=1)).mean())
    soon = float((lags <= pd.Timedelta(days=30)).mean())  # judgement: a month
    return late >= 0.9 and (link.is_telling or soon >= MOSTLY)


def _find_lags(link: TableLink) -> pd.Series | None:
    """Return how long after their tickets rows were written, None if the dates of either are unknown."""
    parent, child = link.parent, link.child
    opened = _read_moments(parent, parent.mapping.fields.get(Field.CREATED_AT))
    written = _read_moments(child, child.mapping.fields.get(Field.CREATED_AT))
    if opened is None or written is None:
        return None
    dates = dict(zip(parent.frame[link.key].str.strip(), opened, strict=True))
    lags = (written - pd.to_datetime(child.frame[link.column].str.strip().map(dates))).dropna()
    return None if lags.empty else lags


def _read_moments(family: TableFamily, name: str | None) -> pd.Series | None:
    if name is None:
        return None
    dates = scan_dates(family.frame[name], numbers=True)
    order = order_of([dates], day_first=family.mapping.day_first)
    return dates.moments(order) if order else None


def _split_family(family: TableFamily, frame: pd.DataFrame, aside: str) -> Iterable[tuple[Table, Table]]:
    """Yield the tables of a family with their rows of the joined frame."""
    start = 0
    for table in family.tables:
        rows = frame.iloc[start : start + len(table)].reset_index(drop=True)
        start += len(table)
        kept = aside and not table.aside and other_kind(table)
        yield table, replace(table, frame=rows, aside="" if kept else aside or table.aside)
