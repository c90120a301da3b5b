"""Who teaches a cause: the agent whose answers to it were best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import SATISFIED_FROM, Field, TeachingAgent

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.training.ways import WaySigns

MIN_ANSWERS = 3
"""Answers to a cause from which an agent may teach it.

Judgement: fewer say little about how well somebody answers.
"""
PRIOR = 5.0
"""Tickets of the cause's mean that each agent's shares start from.

Judgement: three lucky answers do not win against thirty good ones.
"""


def find_most_frequent_agent(rows: pd.DataFrame) -> str:
    """Return who answered most of some tickets, "" if nobody is named."""
    if Field.AGENT.value not in rows:
        return ""
    counts = rows.loc[rows[Field.AGENT.value].ne(""), Field.AGENT.value].value_counts()
    return min((str(name) for name in counts.index), key=lambda name: (-int(counts[name]), name), default="")


def choose_teacher(inside: pd.DataFrame, signs: WaySigns) -> TeachingAgent | None:
    """Return the agent with most good answers to a cause, None if nobody answered three.

    A good answer shows the way, was not reopened and satisfied: each of these shares, drawn towards the
    cause's mean, is multiplied with the number of answers.
    """
    if Field.AGENT.value not in inside:
        return None
    named = inside[inside[Field.AGENT.value].ne("")]
    if named.empty:
        return None
    told = named.get(Field.RESOLUTION.value)
    measures = {
        "shown": None if told is None else told.map(signs.shows).astype(float),
        "kept": None if Field.REOPENED.value not in named else 1.0 - (named[Field.REOPENED.value] > 0),
        "satisfied": _mark_satisfied(named),
    }
    agents = named[Field.AGENT.value]
    counts = agents.value_counts()
    value = counts.astype(float)
    for measure in measures.values():
        if measure is None or measure.notna().sum() == 0:
            continue
        grouped = measure.groupby(agents).agg(["sum", "count"])
        share = (grouped["sum"] + PRIOR * measure.mean()) / (grouped["count"] + PRIOR)
        value = value * share.reindex(value.index)
    able = [str(name) for name in counts.index if counts[name] >= MIN_ANSWERS]
    if not able:
        return None
    best = min(able, key=lambda name: (-float(value[name]), name))
    rows = named[agents.eq(best)]
    return TeachingAgent(best, len(rows), _mean(rows, Field.REOPENED), _mean(rows, Field.SATISFACTION))


def _mark_satisfied(rows: pd.DataFrame) -> pd.Series[float] | None:
    if Field.SATISFACTION.value not in rows:
        return None
    marks = rows[Field.SATISFACTION.value]
    return (marks >= SATISFIED_FROM).astype(float).where(marks.notna())


def _mean(rows: pd.DataFrame, column: Field) -> float | None:
    """Return the mean of the known values; of reopenings their share."""
    if column.value not in rows:
        return None
    known = rows[column.value].dropna()
    if column is Field.REOPENED:
        known = (known > 0).astype(float)
    return float(known.mean()) if len(known) else None
