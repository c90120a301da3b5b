"""Finds what follows what: the cause of the same person's next contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.domain.contacts.maps import Following

if TYPE_CHECKING:
    from supportlens.domain import Tickets

MIN_PEOPLE = 5
"""People who must have gone from one cause to the next. Judgement: fewer are anecdotes."""
MIN_LIFT = 1.5
"""Times that the next cause must be more frequent than among all next contacts.

Judgement: with 1 the largest cause follows every other; larger keeps only the most striking.
"""
MOST = 12
"""Sequences that are returned; affects no other figure."""


def find_following(
    tickets: Tickets, people: pd.Series[str] | None, causes: pd.Series[str]
) -> tuple[Following, ...]:
    """Return which causes follow which more often than they follow any, the most people first.

    The share is of the people who came back after the cause with another one; none without names or dates.
    """
    if people is None or not tickets.has(Field.CREATED_AT):
        return ()
    when = tickets.frame[Field.CREATED_AT.value]
    known = people.ne("") & causes.ne("") & when.notna()
    frame = pd.DataFrame({"person": people[known], "cause": causes[known], "when": when[known]})
    ordered = frame.sort_values("when", kind="stable")
    later = ordered.groupby("person", sort=False).shift(-1)
    steps = ordered.assign(
        next=later["cause"], days=(later["when"] - ordered["when"]).dt.total_seconds() / 86_400
    )
    steps = steps[steps["next"].notna() & steps["next"].ne(steps["cause"])]
    if steps.empty:
        return ()
    everybody = int(steps["person"].nunique())
    usual = {str(cause): int(part["person"].nunique()) / everybody for cause, part in steps.groupby("next")}
    leaving = {str(cause): int(part["person"].nunique()) for cause, part in steps.groupby("cause")}
    found = []
    for pair, group in steps.groupby(["cause", "next"]):
        cause, following = map(str, pair)
        count = int(group["person"].nunique())
        share = count / leaving[cause]
        if count >= MIN_PEOPLE and share >= MIN_LIFT * usual[following]:
            found.append(Following(cause, following, count, share, float(group["days"].median())))
    found.sort(key=lambda one: (-one.people, one.cause_id, one.next_id))
    return tuple(found[:MOST])
