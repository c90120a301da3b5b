"""Actions and what came of them in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure
from supportlens.i18n.follow_up.effects import effect_line, formula_line

if TYPE_CHECKING:
    from supportlens.domain import MeasuredAction, MeasuredEffect
    from supportlens.i18n import Words


def taken_document(measured: MeasuredAction, words: Words) -> dict[str, Any]:
    """Return an action with its effect as plain values."""
    action = measured.action
    return {
        "id": measured.id,
        "cause_id": measured.cause_id,
        "type": action.kind.value,
        "name": action.name,
        "start": action.start.isoformat(),
        "end": action.end.isoformat() if action.end else None,
        "about": action.about or None,
        "owner": action.owner or None,
        "group": {"field": action.field, "value": action.value} if action.field else None,
        "state": action.state.value if action.state else None,
        "source": action.source.value,
        "effect": _effect_document(measured.effect, words) if measured.effect else None,
        "gap": measured.gap.value if measured.gap else None,
        "text": effect_line(measured, words),
        "levels": {
            "reaction": round_figure(action.reaction),
            "learning": round_figure(action.learning),
            "askers_before": measured.askers_before,
            "asked_again": measured.asked_again,
        },
    }


def _effect_document(effect: MeasuredEffect, words: Words) -> dict[str, Any]:
    return {
        "verdict": effect.verdict.value,
        "change": round_figure(effect.change),
        "low": round_figure(effect.low),
        "high": round_figure(effect.high) if effect.high < _UNKNOWN else None,
        "control": effect.control.value,
        "tickets_avoided": round(effect.tickets_avoided, 1),
        "hours_avoided": None if effect.hours_avoided is None else round(effect.hours_avoided, 1),
        "tickets_before": effect.before,
        "tickets_after": effect.after,
        "control_before": effect.control_before,
        "control_after": effect.control_after,
        "first": effect.period_before.first.isoformat(),
        "last": effect.period_after.last.isoformat(),
        "own_change": round_figure(effect.own_change),
        "weekly_before": round_figure(effect.weekly_before),
        "weekly_after": round_figure(effect.weekly_after),
        "weekly_expected": round_figure(effect.weekly_expected),
        "weeks_needed": effect.weeks_needed or None,
        "fell_on": effect.fell_on.isoformat() if effect.fell_on else None,
        "relapse": effect.relapse.isoformat() if effect.relapse else None,
        "fading": effect.fading,
        "ramp_days": effect.ramp_days,
        "formula": formula_line(effect, words),
    }


_UNKNOWN = 1e6
"""A change above it has no upper end: too few tickets tell nothing."""
