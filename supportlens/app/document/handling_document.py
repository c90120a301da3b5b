"""How different groups handled the same cause, in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure
from supportlens.i18n.standing.handling import group_line

if TYPE_CHECKING:
    from supportlens.domain import Handling, HandlingFigure
    from supportlens.i18n import Words


def handling_document(handling: Handling, words: Words) -> dict[str, Any]:
    """Return the groups of a field as plain values."""
    return {
        "field": handling.field,
        "better": [group.value for group in handling.better],
        "groups": [
            {
                "value": group.value,
                "tickets": group.tickets,
                "text": group_line(group, words),
                "figures": [_figure_document(one) for one in group.figures],
            }
            for group in handling.groups
        ],
    }


def _figure_document(figure: HandlingFigure) -> dict[str, Any]:
    return {
        "measure": figure.measure.value,
        "value": round_figure(figure.value),
        "others": round_figure(figure.others),
        "difference": round_figure(figure.difference),
        "low": round_figure(figure.low),
        "high": round_figure(figure.high),
        "tickets": figure.tickets,
        "better": figure.is_better,
    }
