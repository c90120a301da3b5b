"""Shows the tickets of a group that was set apart as a study of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Field

if TYPE_CHECKING:
    from supportlens.domain import Study, Tickets

_TEXTS = (Assigned.MOMENT, Assigned.FLAGS, Assigned.RUNNER_UP, Assigned.ASIDE, Assigned.LANGUAGE)


def apart_tickets(study: Study, group_id: str) -> Tickets | None:
    """Return the tickets of a group that is set apart, None for any other."""
    group, apart = study.screening.group(group_id), study.screening.tickets
    if group is None or apart is None or not group.is_apart:
        return None
    wanted = frozenset(group.ticket_ids)
    ids = apart.frame[Field.TICKET_ID.value].astype(str)
    return apart.take([row for row, ticket in enumerate(ids) if ticket in wanted])


def apart_view(study: Study, group_id: str) -> Study | None:
    """Return a study of the tickets of a group that is set apart: they have no symptom and no cause."""
    import pandas as pd  # noqa: PLC0415 - the window's first paint must not wait for it

    tickets = apart_tickets(study, group_id)
    if tickets is None:
        return None
    columns = (*_TEXTS, Assigned.SYMPTOM, Assigned.CAUSE)
    blank: dict[str, str | float] = dict.fromkeys(columns, "")
    assignment = pd.DataFrame({**blank, Assigned.CONFIDENCE: 0.0}, index=tickets.frame.index)
    return replace(study, tickets=tickets, assignment=assignment, symptoms=(), causes=(), stage_results=None)
