"""The part of the JSON document about the saved period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supportlens.domain import Continuation


def continuation_document(continuation: Continuation) -> dict[str, Any]:
    """Return every symptom then and now, including those that are gone; `spans` are days or tickets."""
    return {
        "first_date": continuation.first.isoformat() if continuation.first else None,
        "last_date": continuation.last.isoformat() if continuation.last else None,
        "counted_by": "day" if continuation.by_days else "ticket",
        "span_before": continuation.span_before,
        "span_now": continuation.span_now,
        "symptoms": [
            {
                "id": one.symptom_id,
                "name": dict(one.name),
                "trend": one.trend.value,
                "before": one.before,
                "now": one.now,
                "q": None if one.q is None else float(f"{one.q:.6g}"),
            }
            for one in continuation.trends
        ],
    }
