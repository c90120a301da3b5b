"""The parts of the JSON document that say since when a cause is met, and after what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import rounded

if TYPE_CHECKING:
    from supportlens.domain import ChangeMatch, LevelChange, Onset


def onset_document(onset: Onset) -> dict[str, Any]:
    """Return since when a cause has been higher, with its other levels."""
    return {
        "date": onset.day.isoformat(),
        "low": onset.low.isoformat(),
        "high": onset.high.isoformat(),
        "shape": onset.shape.value,
        "rate_ratio": rounded(onset.rate_ratio),
        "rate_low": rounded(onset.rate_low),
        "rate_high": rounded(onset.rate_high),
        "before_per_week": rounded(onset.before_per_week),
        "after_per_week": rounded(onset.after_per_week),
        "end": onset.end.isoformat() if onset.end else None,
        "p": rounded(onset.p),
        "before_per_working_day": rounded(onset.before_per_working_day),
        "after_per_working_day": rounded(onset.after_per_working_day),
        "users": rounded(onset.users),
        "users_before": rounded(onset.users_before),
        "users_after": rounded(onset.users_after),
        "rate_ratio_per_user": rounded(onset.rate_ratio_per_user),
        "rate_per_user_low": rounded(onset.rate_per_user_low),
        "rate_per_user_high": rounded(onset.rate_per_user_high),
        "levels": [_level(level) for level in onset.levels],
    }


def _level(level: LevelChange) -> dict[str, Any]:
    """Return another change of a cause's level, up or down."""
    return {
        "date": level.day.isoformat(),
        "low": level.low.isoformat(),
        "high": level.high.isoformat(),
        "rate_ratio": rounded(level.rate_ratio),
        "rate_low": rounded(level.rate_low),
        "rate_high": rounded(level.rate_high),
        "before_per_week": rounded(level.before_per_week),
        "after_per_week": rounded(level.after_per_week),
        "change": change_document(level.change) if level.change else None,
    }


def change_document(match: ChangeMatch) -> dict[str, Any]:
    """Return how a change fits a start."""
    return {
        "date": match.change.day.isoformat(),
        "name": match.change.name,
        "product": match.change.product,
        "source": match.change.source.value,
        "lag_days": match.lag_days,
        "chance": rounded(match.chance),
        "same_scope": match.same_scope,
        "confirmed": match.confirmed,
        "rate_ratio": rounded(match.rate_ratio),
        "rate_low": rounded(match.rate_low),
        "rate_high": rounded(match.rate_high),
        "said_inside": rounded(match.said_inside),
        "said_outside": rounded(match.said_outside),
        "said_tickets": match.said_tickets,
        "grounds": [ground.value for ground in match.grounds],
    }
