"""Flags serious contacts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.moments.people import measure_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import Playbook, Tickets

DECISION_SIGNAL = "leaving"
"""The playbook's signal for customers who consider leaving."""
REPEAT_DAYS = 7
"""Days within which the same person's next ticket of a cause is a repeat.

Judgement: the usual week of first contact resolution; larger counts new incidents as repeats.
"""
SCALES = (5.0, 10.0, 100.0)
"""The usual satisfaction scales, by their highest mark."""
LOW_SHARE = 0.4
"""Maximum low mark, as a share of the scale of the log.

Two of five is dissatisfied on the usual scale; larger counts the middle mark.
"""


class Flag(StrEnum):
    """Reasons why a contact is serious."""

    ANGRY = "angry"
    REOPENED = "reopened"
    DECISION = "decision"
    """Words of cancelling or leaving: the customer is making a decision."""
    REPEAT = "repeat"
    """The same person asked about the same cause within the preceding seven days."""
    CRITICAL = "critical"
    """An unsatisfactory first contact about a cause."""


def flag_tickets(
    tickets: Tickets,
    people: pd.Series[str] | None,
    causes: pd.Series[str],
    words: Mapping[tuple[str, ...], npt.NDArray[np.bool_]],
    playbook: Playbook,
) -> pd.DataFrame:
    """Flag every ticket: a Boolean column per `Flag`, with the index of the tickets.

    `words` are the tickets of which a sentence has those of `list_flag_patterns`.

    A first contact is critical if it was reopened, got a low mark, or the person asked about the same cause
    again within seven days; if requesters are unknown, no ticket is a repeat or critical.
    """
    index = tickets.frame.index
    reopened = _mark_reopened(tickets, index)
    repeat, critical = _find_repeats(tickets, people, causes, reopened | _mark_dissatisfied(tickets, index))
    return pd.DataFrame(
        {
            Flag.ANGRY: words[playbook.lexicon.angry],
            Flag.REOPENED: reopened,
            Flag.DECISION: words[_find_decision_patterns(playbook)],
            Flag.REPEAT: repeat,
            Flag.CRITICAL: critical,
        },
        index=index,
    )


def list_flag_patterns(playbook: Playbook) -> tuple[tuple[str, ...], ...]:
    """Return the patterns of words that flag a ticket."""
    return playbook.lexicon.angry, _find_decision_patterns(playbook)


def _find_decision_patterns(playbook: Playbook) -> tuple[str, ...]:
    return next((rule.patterns for rule in playbook.signals if rule.id == DECISION_SIGNAL), ())


def _mark_reopened(tickets: Tickets, index: pd.Index) -> pd.Series[bool]:
    if not tickets.has(Field.REOPENED):
        return pd.Series(data=False, index=index)
    return tickets.frame[Field.REOPENED.value].gt(0)


def _mark_dissatisfied(tickets: Tickets, index: pd.Index) -> pd.Series[bool]:
    """Mark low satisfaction, on the smallest usual scale that includes all marks of the log."""
    if not tickets.has(Field.SATISFACTION):
        return pd.Series(data=False, index=index)
    marks = tickets.frame[Field.SATISFACTION.value]
    top = next((scale for scale in SCALES if not marks.max() > scale), marks.max())
    return marks.le(LOW_SHARE * top)


def _find_repeats(
    tickets: Tickets, people: pd.Series[str] | None, causes: pd.Series[str], bad: pd.Series[bool]
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Mark the repeats within seven days, and the unsatisfactory first contacts."""
    if people is None or not tickets.has(Field.CREATED_AT):
        nothing = pd.Series(data=False, index=causes.index)
        return nothing, nothing
    days = measure_gaps(tickets, pd.DataFrame({"person": people, "cause": causes}))
    first = days["before"].isna() & people.ne("") & causes.ne("")
    return days["before"].le(REPEAT_DAYS), first & (bad | days["after"].le(REPEAT_DAYS))
