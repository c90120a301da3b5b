"""Joins the messages of a conversation in exports with a row per message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Rejection
from supportlens.ingest.tables.headers import parse_header
from supportlens.ingest.tables.vendors import recognise_vendor
from supportlens.ingest.values.dates import decide_order, scan_dates
from supportlens.ingest.values.plain_text import to_plain_column
from supportlens.ingest.values.word_forms import fold_words

if TYPE_CHECKING:
    from supportlens.ingest.tables.table import Table
    from supportlens.ingest.tables.vendors import MessageColumns

JOINED = "joined_message"
"""The rejection reason of a row whose text was joined to the first message of its conversation."""

ANSWER = "answer"
"""The added column: the last message of somebody other than the customer."""


def join_messages(table: Table) -> Table:
    """Join the messages of each conversation if the table has a row per message.

    The row of the customer's first message is kept, with all of the customer's text in chronological order;
    the other rows are rejected. Messages without a conversation are unchanged.
    """
    headers = {name: parse_header(name).forms for name in table.frame.columns}
    known = recognise_vendor(headers.values())
    messages = known.vendor.messages if known else None
    if messages is None:
        return table
    named = {form: name for name, forms in reversed(headers.items()) for form in forms}
    if not {messages.conversation, messages.text} <= named.keys():
        return table
    return _join_conversations(table, messages, named)


def _join_conversations(table: Table, messages: MessageColumns, named: dict[str, str]) -> Table:
    rows = _order_messages(table.frame, messages, named)
    chosen: dict[str, list[int]] = {}
    for at, conversation in zip(rows.index, rows["conversation"], strict=True):
        chosen.setdefault(conversation or f"\0{at}", []).append(at)
    text_of = rows["text"].to_dict()
    by_customer = set(rows.index[rows["customer"]])
    texts = table.frame[named[messages.text]].tolist()
    answers = [""] * len(table)
    gone: list[int] = []
    for members in chosen.values():
        theirs = [at for at in members if at in by_customer] or members[:1]
        first, *_ = theirs
        texts[first] = "\n".join(filter(None, map(text_of.__getitem__, theirs)))
        answers[first] = next((text_of[at] for at in reversed(members) if at not in theirs), "")
        gone += [at for at in members if at != first]
    frame = table.frame.assign(**{named[messages.text]: pd.Series(texts, dtype="str")})
    if ANSWER not in frame and any(answers):
        frame = frame.assign(**{ANSWER: pd.Series(answers, dtype="str")})
    return _reject_joined(replace(table, frame=frame), sorted(gone))


def _order_messages(frame: pd.DataFrame, messages: MessageColumns, named: dict[str, str]) -> pd.DataFrame:
    """Return conversation, text, time and whether the customer wrote it, in chronological order."""
    nothing = pd.Series("", index=frame.index, dtype="str")
    authors = frame[named[messages.author]] if messages.author in named else nothing
    dates = scan_dates(frame.get(named.get(messages.moment, ""), nothing), numbers=True)
    decision = decide_order((dates,), day_first=False)
    rows = pd.DataFrame(
        {
            "conversation": frame[named[messages.conversation]].str.strip(),
            "text": to_plain_column(frame[named[messages.text]]),
            "customer": [fold_words(author) in messages.customer for author in authors],
            "moment": dates.moments(decision.order) if decision else pd.NaT,
        }
    )
    return rows.sort_values("moment", kind="stable", na_position="first")


def _reject_joined(table: Table, gone: list[int]) -> Table:
    """Reject rows as joined to another."""
    rejections = tuple(Rejection(int(table.rows[at]), JOINED) for at in gone)
    lost = set(gone)
    return replace(
        table,
        frame=table.frame.drop(index=gone).reset_index(drop=True),
        rows=tuple(row for at, row in enumerate(table.rows) if at not in lost),
        rejections=(*table.rejections, *rejections),
    )
