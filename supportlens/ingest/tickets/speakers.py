"""Tells who wrote each message of a conversation: the customer, the help desk, or the desk to itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.ingest.columns.column_values import NEARLY_ALL
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.plain_text import NOTHING
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.columns.table_columns import TableColumn

CUSTOMER, DESK, NOTE, UNKNOWN = "customer", "desk", "note", ""
"""Who wrote a message; a note is from the desk to itself."""

_MOST_ROLES = 12
"""Maximum distinct roles or directions in a column. Judgement: with more, it names people."""

_MANY = 5
"""Conversations from which somebody who begins them all is the desk. Judgement: few customers write more."""

_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


def find_roles(frame: pd.DataFrame, columns: Iterable[TableColumn]) -> pd.Series | None:
    """Return who wrote each row by columns of roles, directions and flags; None if there are none.

    A column whose values are words for both sides ("inbound", "outbound") says it under any header; a column
    of yes and no says it by its header ("private"). A row that any column calls private is a note.
    """
    codes = [found for column in columns if (found := _read_codes(frame, column)) is not None]
    if not codes:
        return None
    sides = next((each for each in codes if {CUSTOMER, DESK} <= set(each)), None)
    if sides is None:
        sides = next((each for each in codes if {CUSTOMER, DESK} & set(each)), None)
    roles = pd.Series(UNKNOWN, index=frame.index, dtype="object") if sides is None else sides.copy()
    for each in codes:
        roles[each == NOTE] = NOTE
    return roles


def find_authors(
    frame: pd.DataFrame, columns: Sequence[TableColumn], conversations: pd.Series
) -> pd.Series | None:
    """Return the author of each row, None if no column of authors differs within conversations."""
    role = header_rules().messages["author"]
    named = [column for column in columns if role.weight(column.header) > 0 and column.profile.written]
    for column in sorted(named, key=lambda column: -role.weight(column.header)):
        authors = frame[column.name].map(identify)
        groups = authors[authors.ne("")].groupby(conversations).nunique()
        if len(groups) and float((groups > 1).mean()) >= 0.2:  # judgement: many are never answered
            return authors
    return None


@cache
def identify(author: str) -> str:
    """Return the address in the name of an author, else the folded name, "" for a placeholder."""
    match = _ADDRESS.search(author)
    if match:
        return match[0].lower()
    return "" if author.strip().lower() in NOTHING else fold_words(author)


_CONSISTENT = 0.8
"""Share of the messages whose author keeps to one side, from which authors show who is the desk.

Judgement: it is near 1 in conversations, and near a half where people ask under the same numbers by chance.
"""


def tell_sides(
    authors: pd.Series, conversations: pd.Series, customers: pd.Series | None = None
) -> pd.Series | None:
    """Return who wrote each message by its author; the rows of each conversation are in the order of time.

    None if most people ask in some conversations and answer in others: then rows are no messages.

    The desk is who writes in conversations that others began, or begins many that nobody of the desk answers,
    or has an address at the domain of such people. `customers` is who asked in each row's conversation, where
    that is known. Everybody else who does not begin a conversation writes for the desk: an answer taken for
    the customer's words misleads more than a customer's word less.
    """
    begun = authors[authors.ne("")].groupby(conversations).first().to_dict()
    asked = conversations.map(lambda conversation: begun.get(conversation, ""))
    desk = _find_desk(authors, conversations, asked)
    if customers is None and not _keep_sides(authors, conversations, asked, desk):
        return None
    open_ = authors[authors.ne("") & ~authors.isin(desk)].groupby(conversations).first().to_dict()
    asked = conversations.map(lambda conversation: open_.get(conversation, ""))
    if customers is not None:
        asked = customers.where(customers.ne(""), asked)
    sides = pd.Series(DESK, index=authors.index, dtype="object")
    sides[authors.eq(asked) & authors.ne("")] = CUSTOMER
    sides[authors.eq("")] = UNKNOWN
    return sides


def _find_desk(authors: pd.Series, conversations: pd.Series, begun: pd.Series) -> set[str]:
    pairs = pd.DataFrame({"author": authors, "conversation": conversations, "began": authors.eq(begun)})
    pairs = pairs[authors.ne("")].groupby(["author", "conversation"])["began"].max().reset_index()
    counts = pairs.groupby("author")["began"].agg(["size", "sum"])
    answered = counts["size"] - counts["sum"]
    desk = set(counts.index[(answered >= 2) & (2 * answered >= counts["size"])])
    with_desk = set(pairs.loc[pairs["author"].isin(desk), "conversation"])
    alone = pairs[~pairs["conversation"].isin(with_desk)]
    many = alone.groupby("author").size()
    threshold = max(_MANY, 0.2 * alone["conversation"].nunique())
    shared = alone.groupby("conversation")["author"].transform("size").gt(1)
    answering = set(alone.loc[shared, "author"])
    desk |= {author for author in many.index[many >= threshold] if author in answering}
    theirs = _domains(set(begun) - desk)
    domains = _domains(desk) - theirs
    return desk | {author for author in counts.index if _domains([author]) & domains}


def _keep_sides(authors: pd.Series, conversations: pd.Series, begun: pd.Series, desk: set[str]) -> bool:
    """Return whether the desk rarely begins a conversation, and others rarely write in somebody else's."""
    several = authors[authors.ne("")].groupby(conversations).transform("nunique") > 1
    told = several.index[several]
    if not len(told):
        return False
    of_desk = authors.loc[told].isin(desk)
    began = authors.loc[told].eq(begun.loc[told])
    return float((of_desk != began).mean()) >= _CONSISTENT


def _domains(authors: Iterable[str]) -> set[str]:
    return {match[1].lower() for author in authors if (match := _ADDRESS.search(author))}


def _read_codes(frame: pd.DataFrame, column: TableColumn) -> pd.Series | None:
    profile = column.profile
    if not profile.written or profile.distinct > _MOST_ROLES or profile.length > 40:
        return None
    values = frame[column.name]
    codes = _code_flags(column, values) or _code_words(values)
    if codes is None:
        return None
    read = values.map(codes).astype("object").fillna(UNKNOWN)
    if DESK in codes.values() and CUSTOMER not in codes.values():
        blank = values.str.strip().eq("")
        # A reply among replies and notes may be anybody's; an empty cell beside "agent" is the customer's.
        read = read.mask(blank, CUSTOMER) if blank.mean() >= 0.1 else read.where(read.eq(NOTE), UNKNOWN)
    return read if set(read) - {UNKNOWN} else None


def _code_flags(column: TableColumn, values: pd.Series) -> dict[str, str] | None:
    """Return the codes of a column of yes and no by its header."""
    words, known = header_rules().messages, reading_words()
    meant = next(
        (
            each
            for each in ("incoming", "outgoing", "public", "private")
            if words[each].is_whole(column.header)
        ),
        None,
    )
    if meant is None:
        return None
    codes = {
        "incoming": (CUSTOMER, DESK),
        "outgoing": (DESK, CUSTOMER),
        "public": (UNKNOWN, NOTE),
        "private": (NOTE, UNKNOWN),
    }[meant]
    found: dict[str, str] = {}
    for value in values.unique():
        word = fold_words(value)
        if word in known.yes or word in {"1", "t"}:
            found[value] = codes[0]
        elif word in known.no or word in {"0", "f", ""}:
            found[value] = codes[1]
        else:
            return None
    return found


def _code_words(values: pd.Series) -> dict[str, str] | None:
    """Return the codes of a column whose values are mostly words for who wrote."""
    words = header_rules().values  # noqa: PD011 - lists of words, no column
    meant = (("note", NOTE), ("from_customer", CUSTOMER), ("from_desk", DESK), ("open_message", UNKNOWN))
    counts = values.value_counts()
    found: dict[str, str] = {}
    known = total = 0
    for value, count in counts.items():
        word = fold_words(str(value))
        if not word:
            continue
        total += count
        code = next((code for name, code in meant if word in words[name]), None)
        if code is not None:
            known += count
            found[str(value)] = code
    sides = set(found.values())
    told = (
        {CUSTOMER, DESK} <= sides
        or (len(found) > 1 and NOTE in sides)
        or (DESK in sides and total < len(values))
    )
    return found if told and known >= NEARLY_ALL * total else None
