"""The parts of the JSON document about where a cause is and is not, and where fields lack data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from supportlens.i18n.is_is_not import fact_line, field_gap_line

if TYPE_CHECKING:
    from supportlens.domain import Fact, IsIsNotRow, ScopeClaim, Study
    from supportlens.i18n import Words


def round_figure(value: float | None) -> float | None:
    """Round to six significant digits; None for values that are not finite, which JSON lacks."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.6g}")


def claim_document(claim: ScopeClaim) -> dict[str, Any]:
    """Return a claim about a place with its figures."""
    return {
        "field": claim.field,
        "value": claim.value,
        "share_inside": round_figure(claim.share_inside),
        "share_outside": round_figure(claim.share_outside),
        "lift": round_figure(claim.lift),
        "lift_low": round_figure(claim.lift_low),
        "lift_high": round_figure(claim.lift_high),
        "q": round_figure(claim.q),
        "tickets": claim.tickets,
        "also": [{"field": field, "value": value} for field, value in claim.further],
    }


def row_document(row: IsIsNotRow, study: Study, words: Words) -> dict[str, Any]:
    """Return one row of the is / is-not table."""
    return {
        "aspect": row.aspect.value,
        "is": [_fact_document(fact, study, words) for fact in row.is_],
        "is_not": [_fact_document(fact, study, words) for fact in row.is_not],
    }


def _fact_document(fact: Fact, study: Study, words: Words) -> dict[str, Any]:
    """Return the figures a fact has, and its sentence."""
    shares = {
        "share_inside": fact.share_inside,
        "share_outside": fact.share_outside,
        "per_week": fact.per_week,
        "before_per_week": fact.before_per_week,
    }
    counts = {"tickets": fact.tickets, "count": fact.count, "total": fact.total}
    days = {"first": fact.first, "last": fact.last}
    return {
        "kind": fact.kind.value,
        **({"field": fact.field} if fact.field else {}),
        **({"value": fact.value} if fact.value else {}),
        **{name: figure for name, figure in counts.items() if figure is not None},
        **{name: round_figure(figure) for name, figure in shares.items() if figure is not None},
        **{name: day.isoformat() for name, day in days.items() if day is not None},
        "text": fact_line(fact, study, words),
    }


def field_gap_documents(study: Study, words: Words) -> list[dict[str, Any]]:
    """Return the fields that cannot locate causes, each with its sentence."""
    return [
        {
            "field": gap.field,
            "reason": gap.reason.value,
            "different": gap.different,
            "tickets": gap.tickets,
            "text": field_gap_line([gap], words),
        }
        for gap in study.field_gaps
    ]
