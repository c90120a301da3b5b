"""Joins the comments of a table of their own to the tickets they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.inputs.role_columns import find_column
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.tickets.repeats.row_joining import gather
from supportlens.ingest.tickets.speakers import CUSTOMER, NOTE, UNKNOWN, find_roles, identify, tell_sides
from supportlens.ingest.values.dates import decide_order, scan_dates
from supportlens.ingest.values.plain_text import to_plain_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tickets.related.table_keys import TableLink

_SIGNED = 0.2
"""Share of the comments signed by whoever asked the ticket, from which a column names their authors.

Judgement: the customer writes every second comment or third; people are rarely in their tickets by chance.
"""
ANSWER, WORDS = "answer", "description"
"""The columns that are added for the desk's answers, and for the customer's words beside a bare subject."""


def join_comments(
    tickets: pd.DataFrame, link: TableLink, comments: pd.DataFrame, roles: Mapping[str, str]
) -> pd.DataFrame:
    """Return the tickets with the customer's later words in their text and the desk's answers.

    The request stays the ticket's own description; without one it is the first comment. Notes of the desk to
    itself are left out. `roles` are those of people, by name or id. Further columns of a table with at most
    one row per ticket are joined as well, such as a satisfaction.
    """
    keys = tickets[link.key].str.strip()
    if link.is_single:
        tickets = _join_details(tickets, keys, link, comments)
    if not link.child.mapping.has_text:
        return tickets
    said = _order_comments(tickets, link, comments, roles)
    fields = link.parent.mapping.fields
    text = fields.get(Field.DESCRIPTION, "")
    base = to_plain_column(tickets[text]).tolist() if text else [""] * len(tickets)
    has_text = link.parent.mapping.has_text
    words, answers = [], []
    by_ticket = {str(key): group for key, group in said.groupby("ticket", sort=False)}
    for key, own in zip(keys, base, strict=True):
        group = by_ticket.get(key)
        wrote, answered = _sort_out(group, asks=not own and not has_text) if group is not None else ([], [])
        words.append(gather([own, *wrote]))
        answers.append([each for each in answered if each not in own])
    closing = fields.get(Field.RESOLUTION, "")
    given = tickets[closing].tolist() if closing else [""] * len(tickets)
    joined = [gather([old, *new]) for old, new in zip(given, answers, strict=True)]
    added = {text or WORDS: pd.Series(words, index=tickets.index, dtype="str")}
    if any(joined):
        added[closing or ANSWER] = pd.Series(joined, index=tickets.index, dtype="str")
    return tickets.assign(**added)


def _sort_out(group: pd.DataFrame, *, asks: bool) -> tuple[list[str], list[str]]:
    """Return the customer's texts and the desk's; `asks` is whether the first text is the request."""
    heard = group[group["speaker"].ne(NOTE)]
    theirs = heard["speaker"].eq(CUSTOMER)
    if asks and not theirs.any() and len(heard):
        theirs.iloc[0] = True
    return heard.loc[theirs, "text"].tolist(), heard.loc[~theirs, "text"].tolist()


def _order_comments(
    tickets: pd.DataFrame, link: TableLink, comments: pd.DataFrame, roles: Mapping[str, str]
) -> pd.DataFrame:
    """Return ticket, text and speaker of every comment, in the order of time."""
    mapping = link.child.mapping
    chosen = mapping.fields.get(Field.DESCRIPTION) or mapping.fields[Field.SUBJECT]
    said = pd.DataFrame(
        {"ticket": comments[link.column].str.strip(), "text": to_plain_column(comments[chosen])}
    )
    dated = [
        each for each in mapping.columns if each.profile.counted_dates >= MOSTLY and each.name != link.column
    ]
    if dated:
        best = max(dated, key=lambda each: each.profile.distinct)
        dates = scan_dates(comments[best.name], numbers=True)
        decision = decide_order((dates,), day_first=mapping.day_first)
        if decision is not None:
            said = said.assign(moment=dates.moments(decision.order))
            said = said.sort_values("moment", kind="stable", na_position="first")
    said["speaker"] = _find_speakers(tickets, link, comments.loc[said.index], said["ticket"], roles)
    return said


def _find_speakers(
    tickets: pd.DataFrame,
    link: TableLink,
    comments: pd.DataFrame,
    owners: pd.Series,
    roles: Mapping[str, str],
) -> pd.Series:
    columns = [each for each in link.child.columns if each.name != link.column]
    found = find_roles(comments, columns)
    speakers = pd.Series(UNKNOWN, index=comments.index, dtype="object") if found is None else found
    requesters = _list_requesters(tickets, link, owners)
    named = find_column(columns, header_rules().messages["author"])
    author = named.name if named is not None else _find_signature(comments, columns, requesters)
    if not author:
        asked = Field.SATISFACTION in link.child.mapping.fields  # a survey is answered by the customer
        return speakers.mask(speakers.eq(UNKNOWN), CUSTOMER) if asked else speakers
    written = comments[author].str.strip()
    speakers = speakers.where(speakers.ne(UNKNOWN), written.map(lambda who: roles.get(who, UNKNOWN)))
    authors = written.map(identify)
    customers = next((each for each in requesters if each.isin(set(authors)).any()), None)
    sides = tell_sides(authors, owners, customers)
    return speakers if sides is None else speakers.where(speakers.ne(UNKNOWN), sides)


def _list_requesters(tickets: pd.DataFrame, link: TableLink, owners: pd.Series) -> list[pd.Series]:
    """Return who asked the ticket of each comment, as the tickets name them now and as they were read."""
    requester = link.parent.mapping.fields.get(Field.REQUESTER)
    if requester is None:
        return []
    keys = tickets[link.key].str.strip()
    asked = [
        dict(zip(keys, each[requester].map(identify), strict=True)) for each in (tickets, link.parent.frame)
    ]
    return [owners.map(lambda ticket, known=known: known.get(ticket, "")) for known in asked]


def _find_signature(
    comments: pd.DataFrame, columns: Sequence[TableColumn], requesters: Sequence[pd.Series]
) -> str:
    """Return the column in which those who asked sign their comments, "" for none."""
    for column in columns:
        signed = comments[column.name].map(identify)
        if any(float((signed.eq(each) & signed.ne("")).mean()) >= _SIGNED for each in requesters):
            return column.name
    return ""


def _join_details(
    tickets: pd.DataFrame, keys: pd.Series, link: TableLink, comments: pd.DataFrame
) -> pd.DataFrame:
    """Return the tickets with the columns of a table of at most one row each, but for its texts."""
    mapping = link.child.mapping
    texts = {mapping.fields.get(each) for each in (Field.DESCRIPTION, Field.SUBJECT, Field.CREATED_AT)}
    own = comments[link.column].str.strip()
    for name in comments.columns:
        if name not in {link.column, *texts, *tickets.columns} and name not in link.child.ids:
            values = dict(zip(own, comments[name], strict=True))
            tickets = tickets.assign(
                **{name: pd.Series([values.get(key, "") for key in keys], index=tickets.index, dtype="str")}
            )
    return tickets
