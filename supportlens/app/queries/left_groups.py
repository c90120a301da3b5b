"""The tickets behind a group of an action, without those of groups that had it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Field, TicketQuery

if TYPE_CHECKING:
    from supportlens.domain import AudienceGroup, Study, TrainingAction


def query_group(group: AudienceGroup, action: TrainingAction, study: Study) -> TicketQuery:
    """Return the query of a group's tickets about the cause of an action: as many as its figure says."""
    if not action.done:
        return TicketQuery(cause_id=action.cause_id, field=group.field, value=group.value)
    frame = study.tickets.frame
    inside = study.assignment[Assigned.CAUSE].eq(action.cause_id) & frame[group.field].eq(group.value)
    for one in action.done:
        if one.action.field in frame:
            inside &= ~frame[one.action.field].isin(one.groups)
    return TicketQuery(ids=tuple(map(str, frame.loc[inside, Field.TICKET_ID.value])))
