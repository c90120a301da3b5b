"""Assesses the risk of a moment of truth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Field, Risk, is_urgent
from supportlens.moments.flagging import Flag
from supportlens.moments.people import measure_gaps

if TYPE_CHECKING:
    from supportlens.domain import Tickets
    from supportlens.domain.contacts.coding import Coding

RETURN_DAYS = 30
"""Days within which a repeated contact counts as recurrence.

Judgement: a month; larger makes every yearly customer recurrent.
"""


@dataclass(frozen=True, slots=True)
class LogRisks:
    """What the risks of a log's moments are measured against."""

    people: pd.Series[str] | None
    """The person of each ticket (n), "" if unknown; None without names or dates."""
    grave: pd.Series[bool]
    """Which tickets (n) are grave: bitter, critical, annoyed, reopened or of high priority."""
    visits: pd.DataFrame
    """For each person the number of `tickets` and of `returns` within 30 days; empty without names."""


def prepare_risks(
    tickets: Tickets, people: pd.Series[str] | None, flags: pd.DataFrame, coding: Coding
) -> LogRisks:
    """Return what all moments of a log are measured against."""
    index = tickets.frame.index
    grave = flags[Flag.ANGRY] | flags[Flag.REOPENED] | _mark_urgent(tickets, index)
    grave |= pd.Series(coding.bitter | coding.mask("critical"), index=index)
    if people is None or not tickets.has(Field.CREATED_AT):
        return LogRisks(None, grave, pd.DataFrame({"tickets": [], "returns": []}))
    days = measure_gaps(tickets, pd.DataFrame({"person": people}))
    named = people.ne("")
    returns = days["before"].le(RETURN_DAYS)[named].groupby(people[named]).sum()
    visits = pd.DataFrame({"tickets": people[named].value_counts(), "returns": returns})
    return LogRisks(people, grave, visits)


def assess_risk(tickets: Tickets, log: LogRisks, inside: pd.Series[bool]) -> Risk | None:
    """Return the risk of the moment whose tickets are `inside`; None without names or dates.

    Recurrence is the share of the moment's people who came back to it within 30 days; reach, its people over
    all people; gravity, the share of its tickets that are grave. What is usual is taken off: the recurrence
    of as many tickets drawn at random, and the gravity of all other tickets. The level is 1 + floor(5 x
    excess ** (1/3)), at most 5: the cube root keeps the order and spreads it over the scale.
    """
    if log.people is None:
        return None
    everybody = len(log.visits)
    concerned = int(log.people[log.people.ne("") & inside].nunique())
    if not concerned:
        return None
    risk = Risk(
        recurrence=_count_returning(tickets, log.people, inside) / concerned,
        reach=concerned / everybody,
        gravity=float(log.grave[inside].mean()),
        level=1,
        usual_recurrence=_expect_recurrence(log.visits, float(inside.mean())),
        usual_gravity=float(log.grave[~inside].mean()) if (~inside).any() else 0.0,
    )
    level = min(5, 1 + math.floor(5 * math.cbrt(risk.excess)))
    return Risk(risk.recurrence, risk.reach, risk.gravity, level, risk.usual_recurrence, risk.usual_gravity)


def measure_graver(log: LogRisks, inside: pd.Series[bool]) -> float:
    """Return by how much the share of grave tickets is greater inside than in the rest; 0 without a rest."""
    if not inside.any() or inside.all():
        return 0.0
    return float(log.grave[inside].mean() - log.grave[~inside].mean())


def _expect_recurrence(visits: pd.DataFrame, share: float) -> float:
    """Return the part of people who would come back if a share of all tickets were drawn at random.

    Somebody with k tickets is drawn with probability 1 - (1 - share) ** k, and comes back if both tickets
    of one of the r pairs within 30 days are drawn: 1 - (1 - share ** 2) ** r, taking pairs as independent.
    """
    drawn = 1 - np.power(1 - share, visits["tickets"].to_numpy(dtype=float))
    back = 1 - np.power(1 - share**2, visits["returns"].to_numpy(dtype=float))
    return float(back.sum() / drawn.sum()) if drawn.sum() else 0.0


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
