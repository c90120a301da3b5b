"""Machine lines as evidence: those more frequent inside a cause than outside it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Field, LineClaim
from supportlens.statistics import risk_ratio

if TYPE_CHECKING:
    from supportlens.domain import LogTemplate, Study

MIN_TICKETS = 3
"""Tickets of a cause that must hold a line before it is claimed for the cause. Judgement: two may be one
fault seen twice; more would hide the lines of small causes."""


def find_line_claims(study: Study, cause_id: str) -> tuple[LineClaim, ...]:
    """Return the templates that stand out in a cause, most tickets first; none without workings.

    A line stands out in at least three tickets of the cause if the whole 95 % interval of its risk
    ratio over all other tickets lies above 1 (Katz et al. 1978; half a ticket is added to every cell
    where no other ticket holds it). A line counts once per ticket, however often it occurs there.
    """
    if study.stage_results is None:
        return ()
    cleaned = study.stage_results.cleaned
    members = study.assignment[Assigned.CAUSE].eq(cause_id).tolist()
    everywhere: Counter[int] = Counter()
    inside: dict[int, list[int]] = {}
    for row, events in enumerate(cleaned.events):
        for event in set(events) if events else ():  # most tickets hold no such line
            everywhere[event] += 1
            if members[row]:
                inside.setdefault(event, []).append(row)
    ids = study.tickets.frame[Field.TICKET_ID.value].tolist()
    size = sum(members)
    claims = [
        _compare_line(
            cleaned.templates[event], [ids[row] for row in rows], size, everywhere[event], len(members) - size
        )
        for event, rows in inside.items()
        if len(rows) >= MIN_TICKETS
    ]
    return tuple(
        sorted(
            (claim for claim in claims if claim.lift_low > 1),
            key=lambda claim: (-claim.tickets, -claim.lift, claim.template.pattern),
        )
    )


def _compare_line(template: LogTemplate, ids: list[str], size: int, everywhere: int, rest: int) -> LineClaim:
    """Compare the cause's tickets (`size`) that contain a line with all other tickets (`rest`)."""
    outside = everywhere - len(ids)
    lift, low, high = risk_ratio(len(ids), size, outside, rest) if rest else (1.0, 1.0, 1.0)
    return LineClaim(
        template=template,
        tickets=len(ids),
        share_inside=len(ids) / size,
        share_outside=outside / rest if rest else 0.0,
        lift=float(lift),
        lift_low=float(low),
        lift_high=float(high),
        ticket_ids=tuple(ids),
    )
