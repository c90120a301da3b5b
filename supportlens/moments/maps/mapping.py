"""Counts the contacts of each stage by cause and by touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Assigned, Dimension, codes_of, identify_people
from supportlens.domain.contacts.maps import STAGES, ContactMap, Journey, MapCell, WeakestLink
from supportlens.moments.maps.sequences import find_following
from supportlens.statistics import wilson_interval

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Coding, Tickets

    Mask = npt.NDArray[np.bool_]

MIN_TICKETS = 5
"""Contacts of a stage from which it can be the weakest link.

Judgement: fewer have no share worth naming; larger overlooks stages that a support log rarely shows.
"""


def map_contacts(tickets: Tickets, assignment: pd.DataFrame, coding: Coding) -> Journey:
    """Return the map of n contacts: their causes are in `assignment`, their codes in `coding`."""
    stages = {stage: coding.mask(stage) for stage in STAGES}
    bitter = coding.bitter
    causes = assignment[Assigned.CAUSE].to_numpy()
    by_cause = {str(cause): causes == cause for cause in dict.fromkeys(causes) if cause}
    touchpoints = {code.id: coding.mask(code.id) for code in codes_of(Dimension.TOUCHPOINT)}
    return Journey(
        by_cause=_cross(by_cause, stages, bitter),
        by_touchpoint=_cross(touchpoints, stages, bitter),
        blind=tuple(stage for stage, inside in stages.items() if not inside.any()),
        weakest=_find_weakest(stages, bitter),
        following=find_following(tickets, identify_people(tickets.frame), assignment[Assigned.CAUSE]),
    )


def _cross(rows: dict[str, Mask], columns: dict[str, Mask], bitter: Mask) -> ContactMap:
    totals = {key: int(inside.sum()) for key, inside in rows.items()}
    cells = {
        (row, column): _count(inside & rows[row], bitter)
        for row in rows
        for column, inside in columns.items()
        if (inside & rows[row]).any()
    }
    order = sorted((key for key in rows if totals[key]), key=lambda key: (-totals[key], key))
    return ContactMap(tuple(order), tuple(columns), cells)


def _count(inside: Mask, bitter: Mask) -> MapCell:
    return MapCell(int(inside.sum()), int((inside & bitter).sum()))


def _find_weakest(stages: dict[str, Mask], bitter: Mask) -> WeakestLink | None:
    """Return the stage that is surely more bitter than all others, None without one.

    Any one stage done badly spoils the journey, so it is the worst and not the mean that counts. Surely means
    that the lower end of its Wilson interval lies above the share of the rest.
    """
    coded = np.any(list(stages.values()), axis=0)
    found = []
    for stage, inside in stages.items():
        cell, rest = _count(inside, bitter), _count(coded & ~inside, bitter)
        if cell.tickets < MIN_TICKETS or not rest.tickets:
            continue
        low, _ = wilson_interval(cell.bitter, cell.tickets)
        if low > rest.bitter_share:
            found.append((low, WeakestLink(stage, cell, rest)))
    return max(found, key=lambda one: one[0])[1] if found else None
