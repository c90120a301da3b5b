"""Finds what the log itself shows of a contact: its mark, its reopening, its repetition, its waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Field
from supportlens.moments.flagging import SCALES, Flag
from supportlens.moments.people import SECONDS_PER_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]

MARKS = {
    "mark_very_low": (0.0, 0.2),
    "mark_low": (0.2, 0.4),
    "mark_high": (0.6, 0.8),
    "mark_very_high": (0.8, 1.0),
}
"""The marks of each step, as shares of the scale (above the lower, up to the higher): of five, 1 is very
bitter, 2 bitter, 3 neither, 4 stellar, 5 very stellar. As customer satisfaction counts 4 and 5 as
satisfied."""
AGAIN_DAYS = 30
"""Days within which a third contact about a cause says that the earlier ones did not solve it.

Judgement: a month; larger counts a new incident as the same.
"""
LONG_WAIT = 4.0
"""Times the median of the log that a ticket must take to count as a long wait.

Judgement: about one ticket in twenty of an ordinary desk; smaller says of every tenth customer that they
were neglected.
"""
SLOWEST = 0.9
"""Share of tickets that a long wait must exceed: where most close within the hour, the median says little.

Judgement: one in ten at most; smaller says of every fifth customer that they were neglected.
"""
LONG_WAIT_DAYS = 3.0
"""Days that it must take at least. Judgement; smaller counts waits that nobody notices."""
BAD_EXPERIENCES = 3
"""Bad experiences after which a customer does not return (iKono: "para ser exactos 3")."""
MEMORY_DAYS = 365
"""Days within which they count. A year, as the source speaks of a customer's patience, not of a lifetime."""
MANY_TICKETS, LARGEST_SHARE = 20, 0.1
"""A name with so many tickets, and with this share of the log, is a firm whose people cannot be told apart.

Found on a log whose only name is the insurer's brand: its third bad contact says nothing of any customer.
Smaller loses the customer who writes often.
"""
EPISODE_DAYS = 30
"""Days within which bitter contacts about one cause are one experience. Judgement; smaller counts it
twice."""


def find_log_signs(
    tickets: Tickets, people: pd.Series[str] | None, causes: pd.Series[str], flags: pd.DataFrame
) -> dict[str, Mask]:
    """Return for each sign of the log the tickets (n) that show it."""
    nothing = np.zeros(len(tickets), dtype=bool)
    signs = {name: _mark_between(tickets, *bounds) for name, bounds in MARKS.items()}
    signs["reopened"] = flags[Flag.REOPENED].to_numpy()
    signs["first_contact_failed"] = flags[Flag.CRITICAL].to_numpy()
    signs["waited_long"] = _mark_long_waits(tickets)
    people = None if people is None else keep_single_people(people)
    dated = people is not None and tickets.has(Field.CREATED_AT)
    signs["asked_again"] = (
        _mark_third_contacts(tickets, people, causes) if dated and people is not None else nothing
    )
    signs["first_ticket"] = _mark_first_tickets(tickets, people) if dated and people is not None else nothing
    return signs


def keep_single_people(people: pd.Series[str]) -> pd.Series[str]:
    """Return the people, "" for names with too many tickets to be one customer: firms, brands."""
    counts = people.map(people.value_counts())
    return people.where(counts.lt(MANY_TICKETS) | counts.le(LARGEST_SHARE * len(people)), "")


def mark_third_experiences(
    tickets: Tickets, people: pd.Series[str] | None, causes: pd.Series[str], bitter: Mask
) -> Mask:
    """Mark the bitter tickets (n) that are a customer's third bad experience in a year, or a later one."""
    marked = np.zeros(len(tickets), dtype=bool)
    people = None if people is None else keep_single_people(people)
    if people is None or not tickets.has(Field.CREATED_AT):
        return marked
    when = tickets.frame[Field.CREATED_AT.value]
    rows = np.flatnonzero(bitter & people.ne("").to_numpy() & when.notna().to_numpy())
    frame = pd.DataFrame(
        {
            "row": rows,
            "person": people.to_numpy()[rows],
            "cause": causes.to_numpy()[rows],
            "when": when.to_numpy()[rows],
        }
    )
    often = frame.groupby("person")["row"].transform("size") >= BAD_EXPERIENCES
    for _, one in frame[often].sort_values("when", kind="stable").groupby("person", sort=False):
        episodes: list[tuple[str, pd.Timestamp]] = []
        last: dict[str, pd.Timestamp] = {}
        for row, cause, day in zip(one["row"], one["cause"], one["when"], strict=True):
            known = last.get(cause) if cause else None
            if known is None or (day - known).days > EPISODE_DAYS:
                episodes.append((cause, day))
            last[cause] = day
            recent = sum((day - earlier).days <= MEMORY_DAYS for _, earlier in episodes)
            marked[row] = recent >= BAD_EXPERIENCES
    return marked


def _mark_between(tickets: Tickets, low: float, high: float) -> Mask:
    """Mark the tickets whose mark lies between two shares of the smallest usual scale that fits."""
    if not tickets.has(Field.SATISFACTION):
        return np.zeros(len(tickets), dtype=bool)
    marks = tickets.frame[Field.SATISFACTION.value]
    top = next((scale for scale in SCALES if not marks.max() > scale), marks.max())
    marked: Mask = (marks.gt(low * top) | (marks.le(0) & (low == 0))).to_numpy() & marks.le(
        high * top
    ).to_numpy()
    return marked


def _mark_long_waits(tickets: Tickets) -> Mask:
    if not (tickets.has(Field.RESOLVED_AT) and tickets.has(Field.CREATED_AT)):
        return np.zeros(len(tickets), dtype=bool)
    taken = tickets.frame[Field.RESOLVED_AT.value] - tickets.frame[Field.CREATED_AT.value]
    days = taken.dt.total_seconds() / SECONDS_PER_DAY
    usual = days[days.ge(0)].median()
    slow = max(LONG_WAIT * usual, LONG_WAIT_DAYS, float(days[days.ge(0)].quantile(SLOWEST)))
    marked: Mask = days.gt(slow).to_numpy()
    return marked


def _mark_third_contacts(tickets: Tickets, people: pd.Series[str], causes: pd.Series[str]) -> Mask:
    """Mark the tickets with two earlier ones of the same person and cause within AGAIN_DAYS."""
    when = tickets.frame[Field.CREATED_AT.value]
    named = people.ne("") & causes.ne("") & when.notna()
    frame = pd.DataFrame({"person": people[named], "cause": causes[named], "when": when[named]})
    ordered = frame.sort_values("when", kind="stable")
    before = ordered.groupby(["person", "cause"], sort=False)["when"].shift(2)
    close = (ordered["when"] - before).dt.total_seconds().le(AGAIN_DAYS * SECONDS_PER_DAY)
    marked: Mask = close.reindex(people.index, fill_value=False).to_numpy()
    return marked


def _mark_first_tickets(tickets: Tickets, people: pd.Series[str]) -> Mask:
    when = tickets.frame[Field.CREATED_AT.value]
    named = people.ne("") & when.notna()
    ordered = when[named].sort_values(kind="stable")
    first = ~people[ordered.index].duplicated()
    marked: Mask = first.reindex(people.index, fill_value=False).to_numpy()
    return marked
