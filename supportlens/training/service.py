"""Plans what to practise with those who serve, from the behaviours that contacts are coded with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import (
    SATISFIED_FROM,
    Field,
    GoodExample,
    Practice,
    ServiceTraining,
    ServiceValue,
    count_people,
    fold,
    identify_people,
)
from supportlens.training.audience import group_audience
from supportlens.training.promises import DAYS_A_WEEK
from supportlens.training.ways import WaySigns

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Playbook, Tickets
    from supportlens.domain.contacts.coding import Coding

    Mask = npt.NDArray[np.bool_]

VALUES = {
    "b-1": ServiceValue.EMPATHY,
    "b-2": ServiceValue.TRANSPARENCY,
    "b-3": ServiceValue.EMPATHY,
    "b-4": ServiceValue.COMMUNICATION,
}
"""The value to practise instead of each behaviour."""
MIN_TICKETS = 3
"""Contacts with a behaviour from which it is practised. Judgement: fewer are single cases."""
FLOOR_SHARE = 0.03
"""Share of contacts with a failure from which a training is worth it.

Judgement: below one contact in thirty, talk with those concerned; smaller finds a course in every log.
"""
MINUTES_A_PRACTICE = 15
"""Minutes for one behaviour: two contacts are read, the answer is said anew. Judgement."""
MAX_IDS, MAX_EXAMPLES = 5, 3
"""Contacts and examples shown. Judgement: what a session has time for."""
EXAMPLE_WORDS = range(8, 61)
"""Words of an example: more than "done", less than a letter."""


def plan_service(tickets: Tickets, coding: Coding, playbook: Playbook) -> ServiceTraining | None:
    """Return what to practise with those who serve; None if too few contacts went wrong."""
    masks = {code: coding.mask(code) for code in VALUES}
    failed: Mask = np.logical_or.reduce(list(masks.values()))
    count, total = int(failed.sum()), len(tickets)
    weekly = _measure_weekly(tickets, count)
    below = weekly is not None and weekly < playbook.plan_rules.service_weekly
    if not total or count < MIN_TICKETS or count < FLOOR_SHARE * total or below:
        return None
    frame = tickets.frame
    practices = [
        Practice(code, VALUES[code], int(mask.sum()), float(mask.mean()), _list_ids(frame, mask))
        for code, mask in masks.items()
        if mask.sum() >= MIN_TICKETS
    ]
    if not practices:
        return None
    practices.sort(key=lambda one: (-one.tickets, one.behaviour))
    rows = frame[failed]
    return ServiceTraining(
        contacts=total,
        failed=count,
        weekly=weekly,
        critical_first=_count_critical_first(frame, coding.mask("critical")),
        practices=tuple(practices),
        examples=_choose_examples(frame, ~failed & ~coding.bitter, coding, playbook),
        people=count_people(frame, (Field.AGENT.value,)) if Field.AGENT.value in frame else None,
        names=_list_agents(rows),
        groups=group_audience(rows, service=True),
        minutes=MINUTES_A_PRACTICE * len(practices),
    )


def _measure_weekly(tickets: Tickets, count: int) -> float | None:
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None:
        return None
    return count / max(((last - first).days + 1) / DAYS_A_WEEK, 1.0)


def _list_ids(frame: pd.DataFrame, mask: Mask) -> tuple[str, ...]:
    """Return the newest contacts of a mask."""
    return tuple(str(one) for one in frame.loc[mask, Field.TICKET_ID.value].iloc[::-1][:MAX_IDS])


def _list_agents(rows: pd.DataFrame) -> tuple[str, ...]:
    if Field.AGENT.value not in rows:
        return ()
    counts = rows.loc[rows[Field.AGENT.value].ne(""), Field.AGENT.value].value_counts()
    return tuple(sorted((str(name) for name in counts.index), key=lambda name: (-int(counts[name]), name)))


def _count_critical_first(frame: pd.DataFrame, critical: Mask) -> int:
    """Count the people whose first contact in the log was critical; 0 if they cannot be told."""
    people = identify_people(frame)
    if people is None:
        return 0
    if Field.CREATED_AT.value in frame:
        people = people[frame[Field.CREATED_AT.value].sort_values(kind="stable").index]
    first = people[people.ne("")].drop_duplicates().index
    return int(critical[frame.index.get_indexer(first)].sum())


def _choose_examples(
    frame: pd.DataFrame, fair: Mask, coding: Coding, playbook: Playbook
) -> tuple[GoodExample, ...]:
    """Return answers that pleased and tell something, the most telling first."""
    if Field.RESOLUTION.value not in frame:
        return ()
    pleased = coding.mask("v+1") | coding.mask("v+2")
    if Field.SATISFACTION.value in frame:
        pleased |= frame[Field.SATISFACTION.value].ge(SATISFIED_FROM).to_numpy(dtype=bool)
    rows = frame[fair & pleased]
    signs = WaySigns(playbook.training_words)
    found: dict[str, tuple[float, str, str]] = {}
    for ticket, text in zip(rows[Field.TICKET_ID.value], rows[Field.RESOLUTION.value], strict=True):
        answer = " ".join(str(text).split())
        if len(answer.split()) in EXAMPLE_WORDS and signs.shows(answer):
            found.setdefault(fold(answer), (-signs.weigh(answer), str(ticket), answer))
    return tuple(GoodExample(text, ticket) for _, ticket, text in sorted(found.values())[:MAX_EXAMPLES])
