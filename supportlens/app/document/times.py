"""The parts of the JSON document about onsets and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure

if TYPE_CHECKING:
    from supportlens.domain import ChangeMatch, LevelChange, Onset, UserRates


def onset_document(onset: Onset) -> dict[str, Any]:
    """Return an onset with the other levels of the cause."""
    return {
        "date": onset.day.isoformat(),
        "low": onset.low.isoformat(),
        "high": onset.high.isoformat(),
        "shape": onset.shape.value,
        "rate_ratio": round_figure(onset.rate_ratio),
        "rate_low": round_figure(onset.rate_low),
        "rate_high": round_figure(onset.rate_high),
        "before_per_week": round_figure(onset.before_per_week),
        "after_per_week": round_figure(onset.after_per_week),
        "end": onset.end.isoformat() if onset.end else None,
        "p": round_figure(onset.p),
        "before_per_working_day": round_figure(onset.before_per_working_day),
        "after_per_working_day": round_figure(onset.after_per_working_day),
        **_users_document(onset.per_user),
        "levels": [_level_document(level) for level in onset.levels],
    }


def _users_document(rates: UserRates | None) -> dict[str, Any]:
    """Return the rates per active user, None without them."""
    return {
        "users": round_figure(rates.users_after) if rates else None,
        "users_of": list(rates.applications) if rates else [],
        "users_first": rates.first.isoformat() if rates and rates.first else None,
        "users_last": rates.last.isoformat() if rates and rates.last else None,
        "users_before": round_figure(rates.users_before) if rates else None,
        "users_after": round_figure(rates.users_after) if rates else None,
        "before_per_hundred_users": round_figure(rates.before) if rates else None,
        "after_per_hundred_users": round_figure(rates.after) if rates else None,
        "rate_ratio_per_user": round_figure(rates.ratio) if rates else None,
        "rate_per_user_low": round_figure(rates.low) if rates else None,
        "rate_per_user_high": round_figure(rates.high) if rates else None,
    }


def _level_document(level: LevelChange) -> dict[str, Any]:
    """Return another change of a cause's level, up or down."""
    return {
        "date": level.day.isoformat(),
        "low": level.low.isoformat(),
        "high": level.high.isoformat(),
        "rate_ratio": round_figure(level.rate_ratio),
        "rate_low": round_figure(level.rate_low),
        "rate_high": round_figure(level.rate_high),
        "before_per_week": round_figure(level.before_per_week),
        "after_per_week": round_figure(level.after_per_week),
        "change": change_document(level.change) if level.change else None,
    }


def change_document(match: ChangeMatch) -> dict[str, Any]:
    """Return how a change fits an onset."""
    return {
        "date": match.change.day.isoformat(),
        "name": match.change.name,
        "product": match.change.product,
        "source": match.change.source.value,
        "lag_days": match.lag_days,
        "chance": round_figure(match.chance),
        "same_scope": match.same_scope,
        "confirmed": match.confirmed,
        "rate_ratio": round_figure(match.rate_ratio),
        "rate_low": round_figure(match.rate_low),
        "rate_high": round_figure(match.rate_high),
        "said_inside": round_figure(match.said_inside),
        "said_outside": round_figure(match.said_outside),
        "said_tickets": match.said_tickets,
        "grounds": [ground.value for ground in match.grounds],
    }
