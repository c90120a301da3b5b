"""The map of contacts in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure

if TYPE_CHECKING:
    from supportlens.domain import ContactMap, Journey


def journey_document(journey: Journey) -> dict[str, Any]:
    """Return the map of contacts: cells, blind stages, the weakest link and what follows what."""
    weakest = journey.weakest
    return {
        "by_cause": _map_document(journey.by_cause, "cause_id"),
        "by_touchpoint": _map_document(journey.by_touchpoint, "touchpoint"),
        "blind": list(journey.blind),
        "weakest": {"stage": weakest.stage, "tickets": weakest.cell.tickets, "bitter": weakest.cell.bitter}
        if weakest
        else None,
        "following": [
            {
                "cause_id": step.cause_id,
                "next_cause_id": step.next_id,
                "people": step.people,
                "share": round_figure(step.share),
                "days": round_figure(step.days),
            }
            for step in journey.following
        ],
    }


def _map_document(found: ContactMap, row_name: str) -> list[dict[str, Any]]:
    return [
        {row_name: row, "stage": stage, "tickets": cell.tickets, "bitter": cell.bitter}
        for row in found.rows
        for stage in found.columns
        if (cell := found.cell(row, stage)).tickets
    ]
