"""Finds the conversation of each row, and who wrote it, in exports with a row per message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY, NEARLY_ALL
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.tickets.speakers import (
    CUSTOMER,
    DESK,
    NOTE,
    UNKNOWN,
    find_authors,
    find_roles,
    tell_sides,
)
from supportlens.ingest.values.dates import decide_order, scan_dates
from supportlens.ingest.values.word_forms import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.vendors import MessageColumns

_ANSWERED = 0.3
"""Share of the conversations in which both sides speak, from which rows are messages.

Judgement: many conversations are one message that is never answered, and those do not repeat the id.
"""

_OF_TICKETS = (Field.STATUS, Field.PRIORITY, Field.RESOLVED_AT, Field.SATISFACTION)


@dataclass(frozen=True, slots=True)
class Conversation:
    """How a table names the conversation of each row.

    `column` holds its id, `text` what was written, `moment` the time of writing ("" without one); `speakers`
    are the codes of `speakers` for each row. `known` is whether the rows are certainly messages; otherwise
    the repeated ids may have another meaning.
    """

    column: str
    text: str
    moment: str
    speakers: pd.Series
    known: bool


def find_conversation(frame: pd.DataFrame, mapping: Mapping) -> Conversation | None:
    """Return the conversations of a table in which an id repeats; None if none does.

    The columns are those of the vendor's rule, else the ids of the tickets where they repeat, else a column
    that is called an id of tickets and repeats beside one that does not ("id", "ticket_id"), if roles or
    authors show that the rows are messages.
    """
    messages = mapping.vendor.messages if mapping.vendor else None
    if messages is not None and (found := _by_the_rule(frame, mapping, messages)) is not None:
        return found
    given = mapping.fields.get(Field.TICKET_ID)
    column = mapping.column(given) if given else None
    if column is not None and column.profile.distinct < column.profile.written:
        return _look_closer(frame, mapping, column.name)
    for other in _find_shared_ids(mapping):
        found = _look_closer(frame, mapping, other.name)
        if given is None and 20 * other.profile.distinct >= other.profile.written:
            return found
        if _are_messages(frame, mapping, found):
            return replace(found, known=True)
    return None


def name_conversation(mapping: Mapping, found: Conversation) -> Mapping:
    """Return a mapping whose ticket ids are those of the conversations."""
    if mapping.fields.get(Field.TICKET_ID) == found.column:
        return mapping
    fields = {field: name for field, name in mapping.fields.items() if name != found.column}
    reasons = {field: mapping.reasons[field] for field in fields}
    return replace(
        mapping,
        fields=fields | {Field.TICKET_ID: found.column},
        reasons=reasons | {Field.TICKET_ID: "header"},
    )


def count_voices(speakers: pd.Series, conversations: pd.Series) -> float:
    """Return the share of the conversations of several rows in which customer and desk both speak."""
    filled = conversations.ne("")
    owners = conversations[filled]
    several = owners.value_counts() > 1
    if not several.any():
        return 0.0
    asked = set(owners[speakers[filled].eq(CUSTOMER)])
    both = asked & set(owners[speakers[filled].isin([DESK, NOTE])])
    return len(both & set(several.index[several])) / int(several.sum())


def _by_the_rule(frame: pd.DataFrame, mapping: Mapping, messages: MessageColumns) -> Conversation | None:
    named = {form: column.name for column in reversed(mapping.columns) for form in column.header.forms}
    if not {messages.conversation, messages.text} <= named.keys():
        return None
    authors = frame[named[messages.author]] if messages.author in named else None
    speakers = pd.Series(UNKNOWN, index=frame.index, dtype="object")
    if authors is not None:
        codes = {
            author: CUSTOMER if fold_words(author) in messages.customer else DESK
            for author in authors.unique()
        }
        speakers = authors.map(codes).astype("object")
    return Conversation(
        named[messages.conversation],
        named[messages.text],
        named.get(messages.moment, ""),
        speakers,
        known=True,
    )


def _find_shared_ids(mapping: Mapping) -> Iterator[TableColumn]:
    """Yield the columns called ids of tickets that repeat, the best first."""
    role = header_rules().messages["conversation"]
    offers: list[tuple[float, int, TableColumn]] = []
    for column in mapping.columns:
        profile = column.profile
        weight = role.weight(column.header)
        if weight <= 0 or not profile.written or profile.words > 1.5 or profile.rounded > 0.1:
            continue
        digits = float(profile.sample.str.contains(r"\d").mean())
        if 2 <= profile.distinct <= 0.9 * profile.written and digits >= NEARLY_ALL:
            offers.append((-weight, len(offers), column))
    yield from (column for *_, column in sorted(offers, key=lambda offer: offer[:2]))


def _look_closer(frame: pd.DataFrame, mapping: Mapping, column: str) -> Conversation:
    """Return who speaks in the conversations of `column`, as far as roles and authors tell."""
    conversations = frame[column].str.strip()
    moment = _find_moment(mapping, column)
    roles = find_roles(frame, (each for each in mapping.columns if each.name != column))
    speakers = pd.Series(UNKNOWN, index=frame.index, dtype="object") if roles is None else roles
    others = [each for each in mapping.columns if each.name not in {column, moment}]
    if not {CUSTOMER, DESK} <= set(speakers):
        authors = find_authors(frame, others, conversations)
        if authors is not None:
            order = _order_rows(frame, moment)
            written = speakers.ne(NOTE)
            sides = tell_sides(authors.loc[order].where(written, ""), conversations.loc[order])
            if sides is not None:
                speakers = speakers.where(speakers.ne(UNKNOWN), sides.reindex(frame.index))
    return Conversation(column, _find_text(frame, mapping, conversations), moment, speakers, known=False)


def _are_messages(frame: pd.DataFrame, mapping: Mapping, found: Conversation) -> bool:
    if not found.text or count_voices(found.speakers, frame[found.column].str.strip()) < _ANSWERED:
        return False
    roles = find_roles(frame, mapping.columns)
    told = roles is not None and {CUSTOMER, DESK} <= set(roles)
    return told or not any(field in mapping.fields for field in _OF_TICKETS)


def _find_moment(mapping: Mapping, column: str) -> str:
    """Return the column of times with most different values: the others repeat those of the ticket."""
    dated = [each for each in mapping.columns if each.name != column and each.profile.counted_dates >= MOSTLY]
    created = mapping.fields.get(Field.CREATED_AT)
    best = max(dated, key=lambda each: (each.profile.distinct, each.name == created), default=None)
    return best.name if best else ""


def _order_rows(frame: pd.DataFrame, moment: str) -> pd.Index:
    if not moment:
        return frame.index
    dates = scan_dates(frame[moment], numbers=True)
    decision = decide_order((dates,), day_first=False)
    if decision is None:
        return frame.index
    return dates.moments(decision.order).sort_values(kind="stable", na_position="first").index


def _find_text(frame: pd.DataFrame, mapping: Mapping, conversations: pd.Series) -> str:
    """Return the column of what was written: the description, or prose that differs where it repeats."""
    chosen = mapping.fields.get(Field.DESCRIPTION) or mapping.fields.get(Field.SUBJECT) or ""
    if not chosen or _share_varied(frame[chosen], conversations) >= MOSTLY:
        return chosen
    prose = [each for each in mapping.columns if each.profile.is_prose and each.name != chosen]
    varied = [each for each in prose if _share_varied(frame[each.name], conversations) >= MOSTLY]
    return max(varied, key=lambda each: each.profile.length).name if varied else chosen


def _share_varied(values: pd.Series, conversations: pd.Series) -> float:
    """Return the share of the conversations of several rows in which values differ."""
    groups = values.groupby(conversations)
    several = groups.size() > 1
    distinct = groups.nunique()
    return float(distinct[several].gt(1).mean()) if several.any() else 0.0
