"""Assesses the risk of a moment of truth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field, Risk, is_urgent
from supportlens.moments.flagging import Flag
from supportlens.moments.people import measure_gaps

if TYPE_CHECKING:
    from supportlens.domain import Tickets

RETURN_DAYS = 30
"""Days within which a repeated contact counts as recurrence.

Judgement: a month; larger makes every yearly customer recurrent.
"""


def assess_risk(
    tickets: Tickets, people: pd.Series[str] | None, inside: pd.Series[bool], flags: pd.DataFrame
) -> Risk | None:
    """Return the risk of the moment whose tickets are `inside`; None without names or dates.

    Recurrence is the share of the moment's people who came back to it within 30 days; reach, its people over
    all people; gravity, the share of its tickets that are annoyed, reopened or of high priority. The level is
    1 + floor(5 x (recurrence x reach x gravity) ** (1/3)), at most 5: the geometric mean keeps the product's
    order and spreads it over the scale.
    """
    if people is None or not tickets.has(Field.CREATED_AT):
        return None
    known = people.ne("")
    everybody = int(people[known].nunique())
    concerned = int(people[known & inside].nunique())
    if not concerned:
        return None
    recurrence = _count_returning(tickets, people, inside) / concerned
    reach = concerned / everybody
    grave = flags[Flag.ANGRY] | flags[Flag.REOPENED] | _mark_urgent(tickets, inside.index)
    gravity = float(grave[inside].mean())
    mean = math.cbrt(recurrence * reach * gravity)
    return Risk(recurrence, reach, gravity, min(5, 1 + math.floor(5 * mean)))


def _count_returning(tickets: Tickets, people: pd.Series[str], inside: pd.Series[bool]) -> int:
    """Count the people who came back within 30 days."""
    days = measure_gaps(tickets, pd.DataFrame({"person": people.where(inside, "")}))
    return int(people[days["before"].le(RETURN_DAYS)].nunique())


def _mark_urgent(tickets: Tickets, index: pd.Index) -> pd.Series[bool]:
    if not tickets.has(Field.PRIORITY):
        return pd.Series(data=False, index=index)
    priority = tickets.frame[Field.PRIORITY.value].astype(str)
    high = {value: is_urgent(value) for value in priority.unique()}
    return priority.map(high).astype(bool)
