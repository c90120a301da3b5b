"""The part of the JSON document about what further files brought to a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supportlens.domain import Extension, Study


def extension_document(found: Extension | None) -> dict[str, Any] | None:
    """Return what the files that came last brought, with the verdict before; None for the first files."""
    if found is None:
        return None
    before = found.before
    return {
        "added": list(found.added),
        "already": list(found.already),
        "removed": list(found.removed),
        "tickets_new": found.new,
        "tickets_gone": found.gone,
        "tickets_updated": found.updated,
        "before": {
            "tickets": before.tickets,
            "last_date": before.last.isoformat() if before.last else None,
            "cause": dict(before.name) if before.name else None,
            "cause_tickets": before.cause_tickets,
            "share": float(f"{before.share:.6g}"),
            "continued_by": found.cause_id,
            "cause_tickets_new": found.cause_new,
            "cause_first_new": found.cause_first.isoformat() if found.cause_first else None,
            "cause_last_new": found.cause_last.isoformat() if found.cause_last else None,
        },
    }


def new_since_last(study: Study) -> dict[str, Any] | None:
    """Return the new tickets of the first cause, None if it is not the one of last time."""
    found = study.extension
    if found is None or found.cause_new is None or found.cause_id != study.verdict.cause_id:
        return None
    return {
        "tickets": found.cause_new,
        "first_date": found.cause_first.isoformat() if found.cause_first else None,
        "last_date": found.cause_last.isoformat() if found.cause_last else None,
        "share_before": float(f"{found.before.share:.6g}"),
    }
