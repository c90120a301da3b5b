"""Measures repeated contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field

if TYPE_CHECKING:
    from supportlens.domain import Tickets

SECONDS_PER_DAY = 86_400


def measure_gaps(tickets: Tickets, groups: pd.DataFrame) -> pd.DataFrame:
    """Return the days from each ticket to the previous and the next ticket of its group.

    `groups` has the index of the tickets and a column per part of a group's name; a ticket with an empty part
    has no group. Returns the columns ``before`` and ``after``, in days, NaN without such a ticket.
    """
    named = groups.apply(lambda part: part.ne("")).all(axis=1) & tickets.frame[Field.CREATED_AT.value].notna()
    frame = groups[named].assign(_when=tickets.frame.loc[named, Field.CREATED_AT.value])
    ordered = frame.sort_values("_when", kind="stable")
    when = ordered["_when"]
    within = when.groupby([ordered[column] for column in groups.columns], sort=False)
    found = pd.DataFrame(
        {
            "before": within.diff().dt.total_seconds() / SECONDS_PER_DAY,
            "after": within.diff(-1).dt.total_seconds() / -SECONDS_PER_DAY,
        }
    )
    return found.reindex(groups.index)
