"""Joins the rows of one ticket: its messages, or its states."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from supportlens.domain import Derived, Field
from supportlens.ingest.tickets.converting import MESSAGE, MOMENT, SPEAKER, UPDATED
from supportlens.ingest.tickets.repeats.repeat_evidence import UNIT
from supportlens.ingest.tickets.repeats.same_tickets import PART
from supportlens.ingest.tickets.speakers import CUSTOMER, NOTE
from supportlens.ingest.values.plain_text import has_words, join_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

RECENT = "_recent"
"""The column with the last date in the sheet of each row."""

_CREATED = Field.CREATED_AT.value
_LAST = (Field.STATUS, Field.RESOLVED_AT, Field.SATISFACTION, Field.AGENT, Field.REOPENED)
"""What is known later of a ticket replaces what was known before."""

_TEXTS = (Field.SUBJECT.value, Field.DESCRIPTION.value, Derived.TEXT, Derived.INFORMATIVE)


def find_recent(rows: pd.DataFrame) -> pd.Series:
    """Return the last date in the sheet of each row."""
    dates = [name for name in (UPDATED, _CREATED, Field.RESOLVED_AT.value) if name in rows]
    return rows[dates].max(axis=1).groupby(rows[UNIT]).transform("max")


def order_states(rows: pd.DataFrame) -> pd.Index:
    """Return the rows from the oldest state to the newest.

    The time of the last change comes first, then how recent the sheet is (an export of the next month holds
    newer states), the dates, and the order of the rows: upwards in a sheet whose newest ticket is on top.
    """
    dates = [name for name in (UPDATED, _CREATED, Field.RESOLVED_AT.value) if name in rows]
    moments = rows[MOMENT]
    falls = moments.groupby(rows[UNIT]).transform(lambda column: -1 if _is_falling(column) else 1)
    keys = pd.DataFrame({name: rows[name] for name in dates})
    keys.insert(1, RECENT, rows[RECENT])
    keys["_part"], keys["_place"] = rows[PART], rows[Derived.SOURCE_ROW] * falls
    return keys.sort_values(list(keys.columns), kind="stable", na_position="first").index


def _is_falling(moments: pd.Series) -> bool:
    steps = moments.dropna().diff().dropna()
    return bool((steps < pd.Timedelta(0)).sum() > (steps > pd.Timedelta(0)).sum())


def join_states(rows: pd.DataFrame, tickets: pd.Series) -> pd.DataFrame:
    """Return a row per ticket, at the place of its newest state, with the first date and the fullest text.

    What the newest state leaves empty is taken from the state before.
    """
    ordered = rows.loc[order_states(rows)]
    owners = tickets.loc[ordered.index]
    places = pd.Series(ordered.index, index=ordered.index)
    newest = places.groupby(owners).last()
    fields = [field.value for field in Field if field.value in rows]
    known = ordered[fields].replace("", np.nan).groupby(owners).last()
    joined = ordered.loc[newest].copy()
    for name in fields:
        values = known[name].to_numpy()
        joined[name] = (
            pd.Series(values, index=joined.index).fillna("") if rows[name].dtype == "str" else values
        )
    _forget_reopened(joined, ordered, owners)
    lengths = ordered[Derived.TEXT].str.len()
    longest = owners.loc[lengths.sort_values(kind="stable").index].drop_duplicates(keep="last")
    fullest = pd.Series(longest.index, index=longest).loc[newest.index]
    for name in (name for name in _TEXTS if name in rows):
        joined[name] = ordered.loc[fullest, name].to_numpy()
    if _CREATED in rows:
        joined[_CREATED] = ordered[_CREATED].groupby(owners).min().loc[newest.index].to_numpy()
    return joined


def _forget_reopened(joined: pd.DataFrame, ordered: pd.DataFrame, owners: pd.Series) -> None:
    """Remove the closing date of tickets that went back to a status they had before they were closed."""
    status, resolved = Field.STATUS.value, Field.RESOLVED_AT.value
    if status not in joined or resolved not in joined:
        return
    for at in joined.index[joined[resolved].notna() & ordered.loc[joined.index, resolved].isna()]:
        states = ordered[owners == owners[at]]
        closed = states.index[states[resolved].notna()][0]
        if states[status].to_dict()[at] in set(states.loc[:closed, status].iloc[:-1]):
            joined.loc[at, resolved] = pd.NaT


def join_messages(rows: pd.DataFrame, tickets: pd.Series) -> pd.DataFrame:
    """Return a row per ticket, at the place of the customer's first message.

    Its text is everything the customer wrote, in the order of time; the desk's answers are its resolution,
    and its notes to itself are neither. Without authors, only the first message is taken for the customer's:
    an answer taken for a customer's words misleads more than a customer's word less.
    """
    ordered = rows.sort_values([MOMENT, PART, Derived.SOURCE_ROW], kind="stable", na_position="first")
    members: dict[int, list[int]] = defaultdict(list)
    for place, owner in enumerate(tickets.loc[ordered.index]):
        members[owner].append(place)
    fields = [field.value for field in Field if field.value in rows and field is not Field.TICKET_ID]
    cells = {name: ordered[name].tolist() for name in (*fields, MESSAGE, SPEAKER)}
    joined = [_join_group(cells, group, fields) for group in members.values()]
    places = ordered.index[[first for first, _ in joined]]
    values = pd.DataFrame([found for _, found in joined], index=places)
    result = rows.loc[places].copy()
    for name in values:
        kind = result[name].dtype if name in result else "str"
        result[name] = pd.Series(values[name], dtype=kind)
    return result


def _join_group(
    cells: dict[str, list[Any]], group: list[int], fields: list[str]
) -> tuple[int, dict[str, object]]:
    """Return the place of the customer's first message, and the values of the ticket."""
    speakers = {at: cells[SPEAKER][at] for at in group}
    if not any(speakers.values()):
        speakers[group[0]] = CUSTOMER
    texts = {at: cells[MESSAGE][at] for at in group}
    theirs = [at for at in group if speakers[at] == CUSTOMER]
    first = theirs[0] if theirs else next((at for at in group if speakers[at] != NOTE), group[0])
    described = cells[Field.DESCRIPTION.value][first] if Field.DESCRIPTION.value in cells else ""
    wrote = gather([described, *(texts[at] for at in theirs or [first])])
    answers = [texts[at] for at in group if at not in {first, *theirs} and speakers[at] != NOTE]
    found = {name: _choose_value(cells[name], group, first, last=name in _LAST) for name in fields}
    subject = str(found.get(Field.SUBJECT.value, ""))
    found[Field.DESCRIPTION.value] = wrote if wrote != subject else ""
    found[Field.RESOLUTION.value] = gather([*answers, str(found.get(Field.RESOLUTION.value, ""))])
    (text,) = join_texts([subject], [wrote])
    found[Derived.TEXT], found[Derived.INFORMATIVE] = text, has_words(text)
    return first, found


def gather(texts: Iterable[str]) -> str:
    """Return texts joined by lines, without those that another one contains."""
    kept: list[str] = []
    for text in texts:
        if text and not any(text in known for known in kept):
            kept = [known for known in kept if known not in text]
            kept.append(text)
    return "\n".join(kept)


def _choose_value(values: list[Any], group: list[int], first: int, *, last: bool) -> object:
    """Return the ticket's value of a field: of the first message, or the last that is known."""
    known = [at for at in group if values[at] == values[at] and values[at] != ""]
    if not known or (first in known and not last):
        return values[first]
    return values[known[-1] if last else known[0]]
